// Signing up: who may, with which password and attributes. By which name is the subject of sign_up_names_test.cpp,
// and what confirms an account that of confirm_sign_up_test.cpp.
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string invalid = "InvalidParameterException: ";
const std::string schema = invalid + "Attributes did not conform to the schema: ";
const std::string not_writable = "NotAuthorizedException: A client attempted to write unauthorized attribute";

Json sms_configuration() { return Json::object({{"SnsCallerArn", "arn:aws:iam::123456789012:role/sms"}}); }

}  // namespace

class SignUp : public UserPoolCalls {
 protected:
  static Json zoe(std::initializer_list<std::pair<std::string_view, std::string_view>> all = {},
                  std::string_view password = "Zoe-Password-1") {
    return of_client("zoe", {{"Password", password}, {"UserAttributes", attributes(all)}});
  }
};

TEST_F(SignUp, MakesAnUnconfirmedAccountAndSendsItsCode) {
  const Json answer = call("SignUp", zoe({{"email", "zoe@sunny.test"}, {"given_name", "Zoe"}, {"name", "Zoe Z"}}));
  const std::string sub(answer.text_at("UserSub"));
  EXPECT_EQ(answer.dump(), R"({"UserConfirmed":false,"CodeDeliveryDetails":{"Destination":"z***@s***",)"
                           R"("DeliveryMedium":"EMAIL","AttributeName":"email"},"UserSub":")" +
                               sub + R"("})");
  EXPECT_EQ(sub.size(), 36U);
  Mail mail = last_mail();
  const User user = mock.world().step([&](WorldState& state) { return *state.users.find(mail.user_id); });
  EXPECT_EQ(user.email, "zoe@sunny.test");
  EXPECT_EQ(user.tenant_id, "400001");
  EXPECT_EQ(user.status, User::Status::pending) << "for other doors";
  EXPECT_EQ(to_json(mail).dump(),
            R"({"sequence":1,"time":"2026-01-01T00:00:00.000Z","medium":"email","from":"eu-central-1_Sunny0001",)"
            R"("to":"zoe@sunny.test","kind":"sign_up","subject":"Your verification code",)"
            R"("text":"Your confirmation code is 246810.","code":"246810","tenant":"400001","user":")" +
                user.id + R"("})");
  EXPECT_EQ(call("AdminGetUser", of_user("zoe")).dump(),
            R"({"Username":"zoe","UserAttributes":[{"Name":"sub","Value":")" + sub +
                R"("},{"Name":"given_name","Value":"Zoe"},{"Name":"email_verified","Value":"false"},)"
                R"({"Name":"name","Value":"Zoe Z"},{"Name":"email","Value":"zoe@sunny.test"}],)"
                R"("UserCreateDate":1767225600,"UserLastModifiedDate":1767225600,"Enabled":true,)"
                R"("UserStatus":"UNCONFIRMED"})");
  EXPECT_EQ(refusal("InitiateAuth", with_password("zoe", "Zoe-Password-1")),
            "UserNotConfirmedException: User is not confirmed.");
}

TEST_F(SignUp, SendsNothingToWhoGivesNothingThatIsVerified) {
  const Json answer = call("SignUp", zoe({{"phone_number", "+4915112345678"}}));
  EXPECT_EQ(answer.find("CodeDeliveryDetails"), nullptr);
  EXPECT_EQ(answer.find("UserConfirmed")->dump(), "false");
  EXPECT_EQ(mails(), 0U);
  EXPECT_EQ(attributes_of("zoe"), "phone_number=+4915112345678");
  EXPECT_EQ(refusal("ResendConfirmationCode", of_client("zoe")),
            invalid + "Cannot resend codes. Auto verification not turned on.");
  EXPECT_EQ(refusal("ConfirmSignUp", of_client("zoe", {{"ConfirmationCode", "246810"}})),
            "ExpiredCodeException: Invalid code provided, please request a code again.");
}

TEST_F(SignUp, AsksTheTelephoneFirstWhereBothAreVerified) {
  set_in_pool("AutoVerifiedAttributes", Json::array({"email", "phone_number"}));
  set_in_pool("SmsConfiguration", sms_configuration());
  const Json answer = call("SignUp", zoe({{"email", "zoe@sunny.test"}, {"phone_number", "+4915112345678"}}));
  EXPECT_EQ(answer.find("CodeDeliveryDetails")->dump(),
            R"({"Destination":"+*********5678","DeliveryMedium":"SMS","AttributeName":"phone_number"})");
  const Mail text = last_mail();
  EXPECT_EQ(text.medium, Mail::Medium::sms);
  EXPECT_EQ(text.to, "+4915112345678");
  EXPECT_EQ(text.subject, "");
  EXPECT_EQ(text.text, "Your confirmation code is 246810.");
  call("ConfirmSignUp", of_client("zoe", {{"ConfirmationCode", "246810"}}));
  EXPECT_EQ(attributes_of("zoe"), "phone_number_verified=true phone_number=+4915112345678 email=zoe@sunny.test");
}

TEST_F(SignUp, AsksForAPasswordThatKeepsThePolicy) {
  const std::string policy = "InvalidPasswordException: Password did not conform with policy: ";
  const std::string pattern =
      invalid +
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must satisfy "
      R"(regular expression pattern: ^[\S]+.*[\S]+$)";
  const std::vector<std::pair<std::string, std::string>> rows{
      {"Short-1", policy + "Password not long enough"},
      {"Sh0rt-ß", policy + "Password not long enough"},
      {"LONG-ENOUGH-1", policy + "Password must have lowercase characters"},
      {"long-enough-1", policy + "Password must have uppercase characters"},
      {"Long-enough-x", policy + "Password must have numeric characters"},
      {"LongEnough1", policy + "Password must have symbol characters"},
      {"LongEnough1é", policy + "Password must have symbol characters"},
      {"Long enough 1", "accepted"},
      {" Long-enough-1", pattern},
      {"Eight-1x", "accepted"},
  };
  int number = 0;
  for (const auto& [password, verdict] : rows)
    EXPECT_EQ(refusal("SignUp", of_client("zoe" + std::to_string(++number), {{"Password", password}})), verdict)
        << password;
  EXPECT_EQ(refusal("SignUp", of_client("zoe")), invalid + "Missing required parameter PASSWORD");
  Json policies = *parse_json(R"({"PasswordPolicy":{"MinimumLength":12,"RequireNumbers":true}})");
  set_in_pool("Policies", policies);
  EXPECT_EQ(refusal("SignUp", zoe({}, "short-1-one")), policy + "Password not long enough");
  EXPECT_EQ(refusal("SignUp", zoe({}, "long-enough-x")), policy + "Password must have numeric characters");
  EXPECT_EQ(refusal("SignUp", zoe({}, "onlynumbers1")), "accepted");
}

TEST_F(SignUp, IsRefusedWhereAdministratorsAloneMakeUsers) {
  set_in_pool("AdminCreateUserConfig", Json::object({{"AllowAdminCreateUserOnly", true}}));
  EXPECT_EQ(refusal("SignUp", zoe()), "NotAuthorizedException: SignUp is not permitted for this user pool");
  EXPECT_EQ(refusal("AdminGetUser", of_user("zoe")), "UserNotFoundException: User does not exist.");
}

TEST_F(SignUp, TakesWhatTheSchemaAndTheClientAllow) {
  struct Case {
    std::string name;
    std::string value;
    std::string verdict;
  };
  const std::vector<Case> rows{
      {"nickname", "Z", "accepted"},
      {"locale", "", "accepted"},
      {"nick", "Z", schema + "Type for attribute {nick} could not be determined"},
      {"custom:nick", "Z", schema + "Type for attribute {custom:nick} could not be determined"},
      {"plan", "gold", schema + "Type for attribute {plan} could not be determined"},
      {"custom:plan", "gold", not_writable},
      {"email_verified", "true", not_writable},
      {"phone_number_verified", "true", not_writable},
      {"sub", "5a0ff1ce-0000-4000-8000-00000000f41d", invalid + "user.sub: Attribute cannot be updated."},
      {"email", "zoe", invalid + "Invalid email address format."},
      {"email", "zoe@sunny", invalid + "Invalid email address format."},
      {"email", "zoe@sunny..test", invalid + "Invalid email address format."},
      {"email", "z oe@sunny.test", invalid + "Invalid email address format."},
      {"phone_number", "015112345678", invalid + "Invalid phone number format."},
      {"phone_number", "+49 151 12345678", invalid + "Invalid phone number format."},
      {"phone_number", "+0151", invalid + "Invalid phone number format."},
      {"phone_number", "+1234567890123456", invalid + "Invalid phone number format."},
      {"phone_number", "+123456789012345", "accepted"},
      {"birthdate", "1990-1-1", schema + "birthdate: String must be at least 10 characters"},
      {"birthdate", "1990-01-011", schema + "birthdate: String must be no longer than 10 characters"},
      {"updated_at", "soon", schema + "updated_at: The attribute value is not a number"},
      {"updated_at", "-1", schema + "updated_at: Number must be at least 0"},
      {"updated_at", "1767225600", "accepted"},
  };
  int number = 0;
  for (const auto& row : rows)
    EXPECT_EQ(refusal("SignUp", of_client("zoe" + std::to_string(++number),
                                          {{"Password", "Zoe-Password-1"},
                                           {"UserAttributes", attributes({{row.name, row.value}})}})),
              row.verdict)
        << row.name << " " << row.value;
  set_in_client("WriteAttributes", Json::array({"custom:plan"}));
  EXPECT_EQ(refusal("SignUp", zoe({{"nickname", "Z"}})), not_writable);
  EXPECT_EQ(refusal("SignUp", zoe({{"custom:plan", "gold"}})), "accepted");
  EXPECT_EQ(attributes_of("zoe"), "custom:plan=gold");
}

TEST_F(SignUp, AsksForWhatTheSchemaRequires) {
  change_attribute("given_name", "Required", true);
  change_attribute("custom:plan", "Mutable", false);
  set_in_client("WriteAttributes", Json::array({"given_name", "custom:plan"}));
  const std::string required = schema + "given_name: The attribute given_name is required";
  EXPECT_EQ(refusal("SignUp", zoe()), required);
  EXPECT_EQ(refusal("SignUp", zoe({{"given_name", ""}})), required);
  EXPECT_EQ(refusal("SignUp", zoe({{"given_name", "Zoe"}, {"custom:plan", "gold"}})), "accepted")
      << "what cannot be changed may be given once";
  set_in_client("ExplicitAuthFlows", Json::array({"ALLOW_USER_PASSWORD_AUTH"}));
  call("AdminConfirmSignUp", of_user("zoe"));
  const Json tokens = *call("InitiateAuth", with_password("zoe", "Zoe-Password-1")).find("AuthenticationResult");
  EXPECT_EQ(
      refusal("UpdateUserAttributes", bearer(tokens, {{"UserAttributes", attributes({{"custom:plan", "silver"}})}})),
      invalid + "user.custom:plan: Attribute cannot be updated.");
}

TEST_F(SignUp, AsksForTheSecretHashOfClientsWithASecret) {
  const Json body = of_client("zoe", {{"Password", "Zoe-Password-1"}, {"ClientId", "sunnybackend"}});
  EXPECT_EQ(refusal("SignUp", body),
            "NotAuthorizedException: Client sunnybackend is configured with secret but SECRET_HASH was not received");
  Json with_hash = body;
  with_hash.set("SecretHash", "AAAA");
  EXPECT_EQ(refusal("SignUp", with_hash),
            "NotAuthorizedException: Unable to verify secret hash for client sunnybackend");
  // base64(HMAC-SHA256("sunny0backend0secret0000001", "zoesunnybackend")), by another program.
  with_hash.set("SecretHash", "flyPYDaxYLgAb0Ok13YI7DOYM4dch1zV2MovQIuFBMQ=");
  EXPECT_EQ(refusal("SignUp", with_hash), "accepted");
}

}  // namespace understudy::cognito
