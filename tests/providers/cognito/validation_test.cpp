#include "providers/cognito/validation.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "providers/cognito/model_constraints.h"

namespace understudy::cognito {
namespace {

/// "SerializationException: message", or "none".
std::string verdict(const Structure& structure, const Json& body) {
  const auto fault = find_fault(structure, body);
  return fault ? cat({fault->type, ": ", fault->message}) : "none";
}

struct Row {
  std::string operation;
  std::string body;
  std::string verdict;
};

void expect_verdicts(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    const auto body = parse_json(row.body);
    const auto* input = input_of(row.operation);
    ASSERT_TRUE(body && input != nullptr) << row.operation << " " << row.body;
    EXPECT_EQ(verdict(*input, *body), row.verdict) << row.operation << " " << row.body;
  }
}

const std::string serialization = "SerializationException: ";
const std::string invalid = "InvalidParameterException: ";
const std::string one = invalid + "1 validation error detected: ";
const std::string failed = " failed to satisfy constraint: ";
const std::string visible = R"([\p{L}\p{M}\p{S}\p{N}\p{P}]+)";
const std::string list_found = serialization + "Start of list found where not expected";
const std::string structure_found = serialization + "Start of structure or map found where not expected.";

std::string repeated(const std::string& text, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST(Validation, RefusesWhatIsOfAnotherType) {
  expect_verdicts({
      {"SignUp", "[]", list_found},
      {"SignUp", "[{}]", list_found},
      {"SignUp", "null", serialization},
      {"SignUp", "\"x\"", serialization},
      {"SignUp", R"({"Username":1})", serialization + "NUMBER_VALUE can not be converted to a String"},
      {"SignUp", R"({"Username":1.5})", serialization + "NUMBER_VALUE can not be converted to a String"},
      {"SignUp", R"({"Username":true})", serialization + "TRUE_VALUE can not be converted to a String"},
      {"SignUp", R"({"Username":false})", serialization + "FALSE_VALUE can not be converted to a String"},
      {"SignUp", R"({"Username":{}})", structure_found},
      {"SignUp", R"({"Username":[]})", list_found},
      {"ListUsers", R"({"Limit":"3"})", serialization + "STRING_VALUE can not be converted to an Integer"},
      {"ListUsers", R"({"Limit":true})", serialization + "TRUE_VALUE can not be converted to an Integer"},
      {"ListUsers", R"({"Limit":[3]})", list_found},
      {"ListUsers", R"({"Limit":{"a":3}})", structure_found},
      {"ConfirmSignUp", R"({"ForceAliasCreation":"true"})",
       serialization + "STRING_VALUE can not be converted to a Boolean"},
      {"ConfirmSignUp", R"({"ForceAliasCreation":1})",
       serialization + "NUMBER_VALUE can not be converted to a Boolean"},
      {"SignUp", R"({"UserAttributes":"x"})", serialization + "Expected list or null"},
      {"SignUp", R"({"UserAttributes":{}})", structure_found},
      {"SignUp", R"({"UserAttributes":[1]})", serialization + "Expected null"},
      {"SignUp", R"({"UserAttributes":[[]]})", list_found},
      {"SignUp", R"({"UserAttributes":[{"Name":"a"},{"Name":"b","Value":true}]})",
       serialization + "TRUE_VALUE can not be converted to a String"},
      {"ListUsers", R"({"AttributesToGet":["sub",1]})",
       serialization + "NUMBER_VALUE can not be converted to a String"},
      {"InitiateAuth", R"({"AuthParameters":"x"})", serialization + "Expected null"},
      {"InitiateAuth", R"({"AuthParameters":["x"]})", list_found},
      {"InitiateAuth", R"({"AuthParameters":{"USERNAME":"a","PASSWORD":1}})",
       serialization + "NUMBER_VALUE can not be converted to a String"},
      {"InitiateAuth", R"({"AuthParameters":{"USERNAME":{}}})", structure_found},
      {"CreateUserPool", R"({"Policies":7})", serialization + "Expected null"},
      {"CreateUserPool", R"({"Policies":{"PasswordPolicy":{"MinimumLength":"8"}}})",
       serialization + "STRING_VALUE can not be converted to an Integer"},
      {"CreateUserPool", R"({"AcrConfiguration":{"Level1":"x"}})", serialization + "Expected null"},
      // Types are looked at before any constraint, and in the body's own order.
      {"SignUp", R"({"Username":"","Password":1})", serialization + "NUMBER_VALUE can not be converted to a String"},
      {"SignUp", R"({"Password":[],"Username":1})", list_found},
  });
  EXPECT_EQ(verdict(user_pool, *parse_json(R"({"CreationDate":"2026-01-01"})")),
            serialization + "STRING_VALUE can not be converted to a Date");
  EXPECT_EQ(verdict(user_pool, *parse_json(R"({"CreationDate":1.5,"LastModifiedDate":2})")), "none");
}

TEST(Validation, LetsAnythingStandWhereADocumentBelongs) {
  static constexpr MemberType document{.kind = MemberKind::document};
  static constexpr Member members[]{{"Credential", &document, true}};
  for (const auto* value : {"{\"id\":[1]}", "[1]", "\"x\"", "true"})
    EXPECT_EQ(verdict({members}, Json::object({{"Credential", *parse_json(value)}})), "none") << value;
  EXPECT_EQ(verdict({members}, *parse_json("{}")),
            one + "Value null at 'credential'" + failed + "Member must not be null");
}

TEST(Validation, LetsPassWhatTheServiceDoes) {
  expect_verdicts({
      {"ListUserPools", R"({"MaxResults":60})", "none"},
      {"ListUserPools", R"({"MaxResults":3.0})", "none"},
      {"ListUserPools", R"({"MaxResults":60.9})", "none"},
      {"ListUserPools", R"({"MaxResults":1,"NextToken":null,"Unknown":[{"a":1}]})", "none"},
      {"InitiateAuth", R"({"AuthFlow":"REFRESH_TOKEN_AUTH","ClientId":"c","AuthParameters":{"DEVICE_KEY":null}})",
       "none"},
      {"SignUp", R"({"ClientId":"c","Username":"u","UserAttributes":null,"ClientMetadata":{}})", "none"},
      {"SignUp", R"({"ClientId":"c","Username":"u","Password":"","UserAttributes":[]})", "none"},
      {"AdminCreateUser", R"({"UserPoolId":"a_b","Username":"u","TemporaryPassword":""})", "none"},
      {"DescribeUserPoolDomain", R"({"Domain":"auth.example.com"})", "none"},
      {"CreateUserPool", R"({"PoolName":"p","AcrConfiguration":{"Level1":null}})", "none"},
  });
  EXPECT_EQ(whole_number_of(Json(3.7)), 3);
  EXPECT_EQ(whole_number_of(Json(-3.7)), -3);
  EXPECT_EQ(whole_number_of(Json(1e300)), 9223372036854775807);
  EXPECT_EQ(whole_number_of(Json(-1e300)), -9223372036854775807 - 1);
  EXPECT_EQ(whole_number_of(Json("3")), 0);
}

TEST(Validation, NamesEveryConstraint) {
  const std::string arn =
      R"(arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?)";
  const std::string flows =
      "[ALLOW_CUSTOM_AUTH, ADMIN_NO_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH, ALLOW_USER_PASSWORD_AUTH, "
      "ALLOW_USER_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH, ALLOW_ADMIN_USER_PASSWORD_AUTH, "
      "ALLOW_USER_AUTH]";
  const std::string urls =
      "[Member must have length less than or equal to 1024, Member must have length greater than or "
      "equal to 1, Member must satisfy regular expression pattern: " +
      visible + "]";
  const std::string tags = "[Member must have length less than or equal to ";
  expect_verdicts({
      {"DescribeUserPool", "{}", one + "Value null at 'userPoolId'" + failed + "Member must not be null"},
      {"DescribeUserPool", R"({"UserPoolId":null})",
       one + "Value null at 'userPoolId'" + failed + "Member must not be null"},
      {"GetUser", "{}", one + "Value null at 'accessToken'" + failed + "Member must not be null"},
      {"DescribeUserPool", R"({"UserPoolId":"YOUR_USER_POOL_ID-"})",
       one + "Value 'YOUR_USER_POOL_ID-' at 'userPoolId'" + failed +
           R"(Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+)"},
      {"InitiateAuth", R"({"AuthFlow":"NO_SUCH_FLOW","ClientId":"c"})",
       one + "Value 'NO_SUCH_FLOW' at 'authFlow'" + failed +
           "Member must satisfy enum value set: [USER_SRP_AUTH, REFRESH_TOKEN_AUTH, REFRESH_TOKEN, CUSTOM_AUTH, "
           "ADMIN_NO_SRP_AUTH, USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH, USER_AUTH]"},
      {"ListUserPools", R"({"MaxResults":61})",
       one + "Value '61' at 'maxResults'" + failed + "Member must have value less than or equal to 60"},
      {"ListUserPools", R"({"MaxResults":0})",
       one + "Value '0' at 'maxResults'" + failed + "Member must have value greater than or equal to 1"},
      {"ListUserPools", R"({"MaxResults":99999999999999999999})",
       one + "Value '9223372036854775807' at 'maxResults'" + failed +
           "Member must have value less than or equal to 60"},
      {"ListUsers", R"({"UserPoolId":"a_b","Limit":-1})",
       one + "Value '-1' at 'limit'" + failed + "Member must have value greater than or equal to 0"},
      {"ListUsers", R"({"UserPoolId":"a_b","Filter":")" + repeated("x", 257) + "\"}",
       one + "Value '" + repeated("x", 253) + "...' at 'filter'" + failed +
           "Member must have length less than or equal to 256"},
      {"ConfirmSignUp", R"({"ClientId":"c","Username":"u","ConfirmationCode":"1 12 123"})",
       one + "Value '1 12 123' at 'confirmationCode'" + failed +
           R"(Member must satisfy regular expression pattern: [\S]+)"},
      {"SignUp", R"({"ClientId":"c","Username":"","Password":" "})",
       invalid + "3 validation errors detected: Value at 'password'" + failed +
           R"(Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$; Value at 'username')" + failed +
           "Member must have length greater than or equal to 1; Value at 'username'" + failed +
           "Member must satisfy regular expression pattern: " + visible},
      {"SignUp", R"({"ClientId":"c","Username":"u","UserAttributes":[{"Name":"a"},{"Value":"x"},{"Name":"b c"}]})",
       invalid + "2 validation errors detected: Value null at 'userAttributes.2.member.name'" + failed +
           "Member must not be null; Value 'b c' at 'userAttributes.3.member.name'" + failed +
           "Member must satisfy regular expression pattern: " + visible},
      {"SignUp", R"({"ClientId":"c","Username":"u","UserAttributes":[null]})",
       one + "Value null at 'userAttributes.1.member'" + failed + "Member must not be null"},
      {"UntagResource", R"({"ResourceArn":"arn:aws:iam::1:x/yz/abc","TagKeys":["a",null]})",
       one + "Value null at 'tagKeys.2.member'" + failed + "Member must not be null"},
      {"UpdateUserPool", R"({"UserPoolId":"a_b","LambdaConfig":{"CustomMessage":"a-function-by-its-name"}})",
       one + "Value 'a-function-by-its-name' at 'lambdaConfig.customMessage'" + failed +
           "Member must satisfy regular expression pattern: " + arn},
      {"CreateUserPool", R"({"PoolName":"p","MfaConfiguration":"false"})",
       one + "Value 'false' at 'mfaConfiguration'" + failed +
           "Member must satisfy enum value set: [OPTIONAL, OFF, ON]"},
      {"CreateUserPool", R"({"PoolName":"p","Schema":[{"Name":"phone_number_verified"}]})",
       one + "Value 'phone_number_verified' at 'schema.1.member.name'" + failed +
           "Member must have length less than or equal to 20"},
      {"CreateUserPool", R"({"PoolName":"p","Schema":[]})",
       one + "Value '[]' at 'schema'" + failed + "Member must have length greater than or equal to 1"},
      {"CreateUserPool",
       R"({"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Priority":1,"Name":"admin_only"},)"
       R"({"Priority":2,"Name":"admin_only"},{"Priority":2,"Name":"admin_only"}]}})",
       one +
           "Value '[{Priority=1, Name=admin_only}, {Priority=2, Name=admin_only}, {Priority=2, Name=admin_only}]' at "
           "'accountRecoverySetting.recoveryMechanisms'" +
           failed + "Member must have length less than or equal to 2"},
      {"CreateUserPool", R"({"PoolName":"p","AcrConfiguration":{"Level1":{}}})",
       one + "Value null at 'acrConfiguration.Level1.member.acrValue'" + failed + "Member must not be null"},
      {"UpdateUserPoolClient", R"({"UserPoolId":"a_b","ClientId":"c","CallbackURLs":[""],"LogoutURLs":["a","b c"]})",
       invalid + "2 validation errors detected: Value '[a, b c]' at 'logoutURLs'" + failed +
           "Member must satisfy constraint: " + urls + "; Value '[]' at 'callbackURLs'" + failed +
           "Member must satisfy constraint: " + urls},
      {"UpdateUserPoolClient",
       R"({"UserPoolId":"a_b","ClientId":"c","ExplicitAuthFlows":["ADMIN_USER_PASSWORD_AUTH"]})",
       one + "Value '[ADMIN_USER_PASSWORD_AUTH]' at 'explicitAuthFlows'" + failed +
           "Member must satisfy constraint: [Member must satisfy enum value set: " + flows + "]"},
      {"TagResource", R"({"ResourceArn":"arn:aws:iam::1:x/yz/abc","Tags":{"":"v","k":")" + repeated("x", 257) + "\"}}",
       invalid + "2 validation errors detected: Value '{=v, k=" + repeated("x", 246) + "...' at 'tags'" + failed +
           "Map keys must satisfy constraint: " + tags +
           "128, Member must have length greater than or equal to 1]; Value '{=v, k=" + repeated("x", 246) +
           "...' at 'tags'" + failed + "Map value must satisfy constraint: " + tags +
           "256, Member must have length greater than or equal to 0]"},
      {"InitiateAuth",
       R"({"AuthFlow":"USER_AUTH","ClientId":"c","AuthParameters":{"PASSWORD":")" + repeated("x", 131073) + "\"}}",
       one + "Value at 'authParameters'" + failed + "Map value must satisfy constraint: " + tags +
           "131072, Member must have length greater than or equal to 0]"},
      {"RespondToAuthChallenge", R"({"ChallengeName":"SMS_MFA","ClientId":"c","Session":"short"})",
       one + "Value at 'session'" + failed + "Member must have length greater than or equal to 20"},
  });
}

TEST(Validation, CountsCharactersAsJavaDoes) {
  const auto group = [](const std::string& name) {
    return verdict(*input_of("GetGroup"), Json::object({{"GroupName", name}, {"UserPoolId", "a_b"}}));
  };
  EXPECT_EQ(group(repeated("\u0B95", 128)), "none") << "of three bytes each";
  EXPECT_NE(group(repeated("\u0B95", 129)), "none");
  EXPECT_EQ(group(repeated("\U0001F600", 64)), "none") << "of two units each";
  EXPECT_NE(group(repeated("\U0001F600", 65)), "none");
}

TEST(Validation, TellsOfAHostileBodyNoMoreThanFits) {
  Json attributes = Json::array();
  for (size_t i = 0; i < 10000; ++i)
    attributes.push(Json::object({{"Name", repeated("\u0B95\u0BBE ", 100000 / 10000)}, {"Value", Json()}}));
  const Json body = Json::object({{"ClientId", "c"}, {"Username", "u"}, {"UserAttributes", std::move(attributes)}});
  const auto fault = find_fault(*input_of("SignUp"), body);
  ASSERT_TRUE(fault);
  EXPECT_TRUE(fault->message.starts_with("10000 validation errors detected: Value '")) << fault->message;
  EXPECT_NE(fault->message.find("'userAttributes.20.member.name'"), std::string::npos);
  EXPECT_EQ(fault->message.find("'userAttributes.21.member.name'"), std::string::npos);

  // A value of a megabyte, in characters of three bytes: cut between two of them.
  const auto long_value =
      verdict(*input_of("GetGroup"), Json::object({{"GroupName", repeated("\u0B95", 350000)}, {"UserPoolId", "a_b"}}));
  EXPECT_EQ(long_value, one + "Value '" + repeated("\u0B95", 84) + "...' at 'groupName'" + failed +
                            "Member must have length less than or equal to 128");
  EXPECT_TRUE(is_utf8(long_value));

  Json urls = Json::array();
  for (size_t i = 0; i < 100000; ++i) urls.push("a b");
  const auto list =
      verdict(*input_of("UpdateUserPoolClient"),
              Json::object({{"UserPoolId", "a_b"}, {"ClientId", "c"}, {"CallbackURLs", std::move(urls)}}));
  EXPECT_TRUE(list.starts_with(invalid + "2 validation errors detected: Value '[a b, a b")) << list;
  EXPECT_LT(list.size(), 1200U);

  Json names = Json::object();
  for (size_t i = 0; i < 2000; ++i) names.set(cat({std::to_string(i), repeated("x", 1000)}), Json::object());
  const auto map =
      verdict(*input_of("CreateUserPool"), Json::object({{"PoolName", "p"}, {"AcrConfiguration", std::move(names)}}));
  EXPECT_TRUE(map.starts_with(invalid + "2000 validation errors detected: Value null at 'acrConfiguration.0xxx"))
      << map;
  EXPECT_LT(map.size(), 20U * 200U);
}

}  // namespace understudy::cognito
