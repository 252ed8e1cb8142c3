#include <gtest/gtest.h>

#include "providers/cognito/operation_calls.h"

namespace understudy::cognito {

namespace {

/// "text" stands for the constraints that most attributes have.
std::string standard(const std::string& name, const std::string& type, std::string constraints) {
  if (constraints == "text") constraints = R"(,"StringAttributeConstraints":{"MinLength":"0","MaxLength":"2048"})";
  return R"({"Name":")" + name + R"(","AttributeDataType":")" + type +
         R"(","DeveloperOnlyAttribute":false,"Mutable":true,"Required":false)" + constraints + "}";
}

std::string standard_schema() {
  std::string all =
      R"({"Name":"sub","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,"Required":true,)"
      R"("StringAttributeConstraints":{"MinLength":"1","MaxLength":"2048"}})";
  for (const auto* name : {"name", "given_name", "family_name", "middle_name", "nickname", "preferred_username",
                           "profile", "picture", "website", "email"})
    all += "," + standard(name, "String", "text");
  all += "," + standard("email_verified", "Boolean", "") + "," + standard("gender", "String", "text") + "," +
         standard("birthdate", "String", R"(,"StringAttributeConstraints":{"MinLength":"10","MaxLength":"10"})");
  for (const auto* name : {"zoneinfo", "locale", "phone_number"}) all += "," + standard(name, "String", "text");
  all += "," + standard("phone_number_verified", "Boolean", "") + "," + standard("address", "String", "text") + "," +
         standard("updated_at", "Number", R"(,"NumberAttributeConstraints":{"MinValue":"0"})");
  return "[" + all + "]";
}

struct Refused {
  std::string body;  ///< its further members
  std::string refusal;
};

}  // namespace

TEST(UserPoolSettings, HaveTheOriginalsDefaultsAndNothingElse) {
  OperationCalls calls;
  const auto id = calls.new_pool("Acme Shop");
  EXPECT_EQ(
      calls.ask(describe_user_pool, naming(id)).dump(),
      R"({"UserPool":{"Id":")" + id +
          R"(","Name":"Acme Shop","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,)"
          R"("RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":7},)"
          R"("SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}},"DeletionProtection":"INACTIVE",)"
          R"("LambdaConfig":{},"LastModifiedDate":1767225600,"CreationDate":1767225600,"SchemaAttributes":)" +
          standard_schema() +
          R"(,"VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_CODE"},)"
          R"("UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":[]},"MfaConfiguration":"OFF",)"
          R"("EstimatedNumberOfUsers":0,"EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"},)"
          R"("UserPoolTags":{},"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":false,)"
          R"("UnusedAccountValidityDays":7},"Arn":"arn:aws:cognito-idp:eu-central-1:123456789012:userpool/)" +
          id +
          R"(","AccountRecoverySetting":{"RecoveryMechanisms":[{"Priority":1,"Name":"verified_email"},)"
          R"({"Priority":2,"Name":"verified_phone_number"}]},"UserPoolTier":"ESSENTIALS"}})");
}

TEST(UserPoolSettings, GiveBackWhatTheyWereGivenCompleted) {
  OperationCalls calls;
  struct Row {
    std::string name;
    std::string given;
    std::string told;
  };
  const std::vector<Row> rows{
      {"Policies", R"({"PasswordPolicy":{"MinimumLength":6}})",
       R"({"PasswordPolicy":{"MinimumLength":6,"RequireUppercase":false,"RequireLowercase":false,)"
       R"("RequireNumbers":false,"RequireSymbols":false,"TemporaryPasswordValidityDays":7},)"
       R"("SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}})"},
      {"Policies", R"({"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}})",
       R"({"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]},"PasswordPolicy":{"MinimumLength":8,)"
       R"("RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,)"
       R"("TemporaryPasswordValidityDays":7}})"},
      {"DeletionProtection", R"("ACTIVE")", R"("ACTIVE")"},
      {"LambdaConfig", R"({"PreSignUp":"arn:aws:lambda:eu-central-1:123456789012:function:f"})",
       R"({"PreSignUp":"arn:aws:lambda:eu-central-1:123456789012:function:f"})"},
      {"AutoVerifiedAttributes", R"(["email"])", R"(["email"])"},
      {"AutoVerifiedAttributes", "[]", "none"},
      {"AliasAttributes", R"(["email","preferred_username"])", R"(["email","preferred_username"])"},
      {"UsernameAttributes", R"(["email"])", R"(["email"])"},
      {"UsernameAttributes", "null", "none"},
      {"VerificationMessageTemplate", R"({"EmailSubjectByLink":"A link"})",
       R"({"EmailSubjectByLink":"A link","DefaultEmailOption":"CONFIRM_WITH_CODE"})"},
      {"SmsAuthenticationMessage", R"("It is {####}")", R"("It is {####}")"},
      {"MfaConfiguration", R"("OPTIONAL","SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::1:role/r"})",
       R"("OPTIONAL")"},
      {"DeviceConfiguration", R"({"ChallengeRequiredOnNewDevice":true})", R"({"ChallengeRequiredOnNewDevice":true})"},
      {"EmailConfiguration", R"({"ReplyToEmailAddress":"a@acme.test"})",
       R"({"ReplyToEmailAddress":"a@acme.test","EmailSendingAccount":"COGNITO_DEFAULT"})"},
      {"AdminCreateUserConfig", R"({"AllowAdminCreateUserOnly":true})",
       R"({"AllowAdminCreateUserOnly":true,"UnusedAccountValidityDays":7})"},
      {"AdminCreateUserConfig", R"({"AllowAdminCreateUserOnly":null})",
       R"({"AllowAdminCreateUserOnly":false,"UnusedAccountValidityDays":7})"},
      {"UserPoolAddOns", R"({"AdvancedSecurityMode":"OFF"})", R"({"AdvancedSecurityMode":"OFF"})"},
      {"UsernameConfiguration", R"({"CaseSensitive":false})", R"({"CaseSensitive":false})"},
      {"AccountRecoverySetting", R"({"RecoveryMechanisms":[{"Priority":1,"Name":"admin_only"}]})",
       R"({"RecoveryMechanisms":[{"Priority":1,"Name":"admin_only"}]})"},
      {"UserPoolTier", R"("LITE")", R"("LITE")"},
      {"KeyConfiguration", R"({"KeyType":"AWS_OWNED_KEY"})", R"({"KeyType":"AWS_OWNED_KEY"})"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name + " " + row.given);
    const auto id = calls.new_pool("p", ",\"" + row.name + "\":" + row.given);
    EXPECT_EQ(member(described(calls, id), row.name), row.told);
  }
}

TEST(UserPoolSettings, KnowMessagesAndTheLifeOfTemporaryPasswordsByBothNames) {
  OperationCalls calls;
  Json pool = described(calls, calls.new_pool("p", R"(,"EmailVerificationMessage":"Code {####}",)"
                                                   R"("VerificationMessageTemplate":{"SmsMessage":"SMS {####}"})"));
  EXPECT_EQ(member(pool, "VerificationMessageTemplate"),
            R"({"SmsMessage":"SMS {####}","EmailMessage":"Code {####}","DefaultEmailOption":"CONFIRM_WITH_CODE"})");
  EXPECT_EQ(member(pool, "SmsVerificationMessage"), R"("SMS {####}")");
  EXPECT_EQ(member(pool, "EmailVerificationMessage"), R"("Code {####}")");
  EXPECT_EQ(member(pool, "EmailVerificationSubject"), "none");

  pool = described(calls, calls.new_pool("p", R"(,"AdminCreateUserConfig":{"UnusedAccountValidityDays":3})"));
  EXPECT_EQ(within_json(pool, {"Policies", "PasswordPolicy", "TemporaryPasswordValidityDays"}), Json(3));
  EXPECT_EQ(member(pool, "AdminCreateUserConfig"),
            R"({"UnusedAccountValidityDays":3,"AllowAdminCreateUserOnly":false})");
  pool =
      described(calls, calls.new_pool("p", R"(,"Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":30}})"));
  EXPECT_EQ(within_json(pool, {"AdminCreateUserConfig", "UnusedAccountValidityDays"}), Json(30));
}

TEST(UserPoolSettings, TakeTheirOwnAttributesAndChangesOfStandardOnes) {
  OperationCalls calls;
  const auto id = calls.new_pool(
      "p", R"(,"Schema":[{"Name":"email","Required":true,"Mutable":false},)"
           R"({"Name":"given_name","AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"255"}},)"
           R"({"Name":"sub","Required":false,"Mutable":true,"StringAttributeConstraints":{}},)"
           R"({"Name":"plan","AttributeDataType":"String","Mutable":false},)"
           R"({"Name":"seats","AttributeDataType":"Number","NumberAttributeConstraints":{"MinValue":"1"}},)"
           R"({"Name":"beta","AttributeDataType":"Boolean","DeveloperOnlyAttribute":true}])");
  calls.ask(add_custom_attributes, naming(id, R"(,"CustomAttributes":[{"Name":"custom:plan"}])"));
  const Json schema = *described(calls, id).find("SchemaAttributes");
  ASSERT_EQ(schema.items().size(), 24u);
  const auto at = [&](size_t place) { return schema.items().at(place).dump(); };
  EXPECT_EQ(at(0), R"({"Name":"sub","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,)"
                   R"("Required":true,"StringAttributeConstraints":{"MinLength":"1","MaxLength":"2048"}})");
  EXPECT_EQ(at(2), R"({"Name":"given_name","AttributeDataType":"String","DeveloperOnlyAttribute":false,)"
                   R"("Mutable":true,"Required":false,"StringAttributeConstraints":{"MaxLength":"255"}})");
  EXPECT_EQ(at(10), R"({"Name":"email","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,)"
                    R"("Required":true,"StringAttributeConstraints":{"MinLength":"0","MaxLength":"2048"}})");
  EXPECT_EQ(at(20), R"({"Name":"custom:plan","AttributeDataType":"String","DeveloperOnlyAttribute":false,)"
                    R"("Mutable":false,"Required":false,"StringAttributeConstraints":{}})");
  EXPECT_EQ(at(21), R"({"Name":"custom:seats","AttributeDataType":"Number","DeveloperOnlyAttribute":false,)"
                    R"("Mutable":true,"Required":false,"NumberAttributeConstraints":{"MinValue":"1"}})");
  EXPECT_EQ(at(22), R"({"Name":"dev:custom:beta","AttributeDataType":"Boolean","DeveloperOnlyAttribute":true,)"
                    R"("Mutable":true,"Required":false})");
  EXPECT_EQ(at(23), R"({"Name":"custom:custom:plan","AttributeDataType":"String","DeveloperOnlyAttribute":false,)"
                    R"("Mutable":true,"Required":false,"StringAttributeConstraints":{}})");
}

TEST(UserPoolSettings, HaveAtMostFiftyAttributesOfTheirOwn) {
  OperationCalls calls;
  std::string schema;
  for (int i = 0; i < 50; ++i) schema += (i == 0 ? "" : ",") + std::string(R"({"Name":"a)") + std::to_string(i) + "\"}";
  const auto id = calls.new_pool("p", ",\"Schema\":[" + schema + "]");
  const std::string refused = "InvalidParameterException: A user pool has at most 50 custom attributes.";
  EXPECT_EQ(calls.refusal_of(add_custom_attributes, naming(id, R"(,"CustomAttributes":[{"Name":"b"}])")), refused);
  EXPECT_EQ(calls.refusal_of(create_user_pool, R"({"PoolName":"p","Schema":[{"Name":"b"},)" + schema + "]}"), refused);
}

TEST(UserPoolSettings, RefuseWhatTheOriginalRefuses) {
  OperationCalls calls;
  const std::string type = "InvalidParameterException: ";
  const std::vector<Refused> rows{
      {R"("AliasAttributes":["email"],"UsernameAttributes":["email"])",
       type + "Only one of the aliasAttributes or usernameAttributes can be set in a User pool."},
      {R"("Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["EMAIL_OTP"]}})",
       type + "Password should be configured as one of the allowed first auth factors."},
      {R"("AutoVerifiedAttributes":["phone_number"])",
       type + "SMS configuration is required when phone_number is selected for auto verification"},
      {R"("AutoVerifiedAttributes":["phone_number"],"SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::1:role/r"})",
       "accepted"},
      {R"("UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]})",
       type + "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes"},
      {R"("AutoVerifiedAttributes":["email"],)"
       R"("UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]})",
       "accepted"},
      {R"("Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":3}},)"
       R"("AdminCreateUserConfig":{"UnusedAccountValidityDays":3})",
       type + "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays"},
      {R"("Schema":[{"Name":"plan","Required":true}])",
       type + "Required custom attributes are not supported currently."},
      {R"("Schema":[{"Name":"plan"},{"Name":"plan"}])",
       type + "Duplicate custom attribute names custom:plan are not allowed in a user pool schema."},
      {R"("Schema":[{"Name":"email","AttributeDataType":"Number"}])",
       type + "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email"},
      {R"("Schema":[{"Name":"name","DeveloperOnlyAttribute":true}])",
       type + "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute name"},
  };
  const auto before = counts(calls);
  size_t accepted = 0;
  for (const auto& row : rows) {
    EXPECT_EQ(calls.refusal_of(create_user_pool, R"({"PoolName":"p",)" + row.body + "}"), row.refusal) << row.body;
    if (row.refusal == "accepted") ++accepted;
  }
  auto after = before;
  after[0] += accepted;
  after[3] += accepted;
  EXPECT_EQ(counts(calls), after) << "what is refused leaves nothing behind";
}

TEST(UserPoolSettings, KeepOrReturnWhatAnUpdateLeavesOut) {
  OperationCalls calls;
  const auto id = calls.new_pool(
      "p",
      R"(,"Policies":{"PasswordPolicy":{"MinimumLength":12},)"
      R"("SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}},"DeletionProtection":"ACTIVE",)"
      R"("LambdaConfig":{"PreSignUp":"arn:aws:lambda:eu-central-1:1:function:f"},"AutoVerifiedAttributes":["email"],)"
      R"("UsernameAttributes":["email"],"EmailVerificationMessage":"Code {####}","MfaConfiguration":"OPTIONAL",)"
      R"("SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::1:role/r"},)"
      R"("DeviceConfiguration":{"ChallengeRequiredOnNewDevice":true},"UserPoolTags":{"team":"web"},)"
      R"("EmailConfiguration":{"EmailSendingAccount":"DEVELOPER"},"UserPoolAddOns":{"AdvancedSecurityMode":"OFF"},)"
      R"("AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true},"UsernameConfiguration":{"CaseSensitive":false},)"
      R"("AccountRecoverySetting":{"RecoveryMechanisms":[{"Priority":1,"Name":"admin_only"}]},"UserPoolTier":"PLUS",)"
      R"("Schema":[{"Name":"plan"}])");
  const Json before = described(calls, id);
  calls.mock.machine += std::chrono::milliseconds(1500);
  EXPECT_EQ(calls.ask(update_user_pool, naming(id)).dump(), "{}");
  const Json after = described(calls, id);
  for (const auto* name : {"Policies", "DeletionProtection", "SchemaAttributes", "UsernameAttributes",
                           "EmailVerificationMessage", "VerificationMessageTemplate", "MfaConfiguration",
                           "UsernameConfiguration", "AccountRecoverySetting", "UserPoolTier", "Name", "CreationDate"})
    EXPECT_EQ(member(after, name), member(before, name)) << name;
  const std::vector<std::pair<std::string, std::string>> returned{
      {"LambdaConfig", "{}"},
      {"AutoVerifiedAttributes", "none"},
      {"DeviceConfiguration", "none"},
      {"UserPoolTags", "{}"},
      {"EmailConfiguration", R"({"EmailSendingAccount":"COGNITO_DEFAULT"})"},
      {"UserPoolAddOns", "none"},
      {"AdminCreateUserConfig", R"({"AllowAdminCreateUserOnly":false,"UnusedAccountValidityDays":7})"},
      {"LastModifiedDate", "1767225601.5"},
  };
  for (const auto& [name, value] : returned) EXPECT_EQ(member(after, name), value) << name;
}

TEST(UserPoolSettings, AreUpdatedByWhatIsGiven) {
  OperationCalls calls;
  const auto id = calls.new_pool("p", R"(,"UsernameAttributes":["email"],"EmailVerificationMessage":"Code {####}")");
  calls.ask(update_user_pool,
            naming(id, R"(,"PoolName":"q","Policies":{"PasswordPolicy":{"MinimumLength":20}},"UserPoolTier":"LITE",)"
                       R"("AliasAttributes":["email"],"SchemaAttributes":[],"UsernameConfiguration":{},)"
                       R"("VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK"})"));
  const Json pool = described(calls, id);
  EXPECT_EQ(member(pool, "Name"), R"("q")");
  EXPECT_EQ(member(pool, "UserPoolTier"), R"("LITE")");
  EXPECT_EQ(member(pool, "Policies"),
            R"({"PasswordPolicy":{"MinimumLength":20,"RequireUppercase":false,"RequireLowercase":false,)"
            R"("RequireNumbers":false,"RequireSymbols":false,"TemporaryPasswordValidityDays":7},)"
            R"("SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}})");
  EXPECT_EQ(member(pool, "VerificationMessageTemplate"),
            R"({"DefaultEmailOption":"CONFIRM_WITH_LINK","EmailMessage":"Code {####}"})");
  EXPECT_EQ(member(pool, "AliasAttributes"), "none") << "only a new pool can have them";
  EXPECT_EQ(member(pool, "UsernameConfiguration"), "none");
  EXPECT_EQ(pool.find("SchemaAttributes")->items().size(), 20u);
}

TEST(UserPoolSettings, RefuseUpdatesThatLeaveOutWhatTheyRestOn) {
  OperationCalls calls;
  const auto id =
      calls.new_pool("p", R"(,"AutoVerifiedAttributes":["email"],)"
                          R"("UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]})");
  EXPECT_EQ(calls.refusal_of(update_user_pool, naming(id, R"(,"DeletionProtection":"INACTIVE")")),
            "InvalidParameterException: All attributes in AttributesRequireVerificationBeforeUpdate must exist in "
            "AutoVerifiedAttributes");
  EXPECT_EQ(member(described(calls, id), "AutoVerifiedAttributes"), R"(["email"])");
  EXPECT_EQ(calls.refusal_of(add_custom_attributes, naming(id, R"(,"CustomAttributes":[{"Name":"a"},{"Name":"a"}])")),
            "InvalidParameterException: custom:a: Existing attribute already has name custom:a.");
}

}  // namespace understudy::cognito
