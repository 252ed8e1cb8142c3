// AdminCreateUser: accounts with temporary passwords, and the invitations that tell them.
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string wrong = "NotAuthorizedException: Incorrect username or password.";
const std::string invalid = "InvalidParameterException: ";

}  // namespace

class AdminCreateUser : public UserPoolCalls {
 protected:
  explicit AdminCreateUser(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {}

  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;
  static Json zoe(Values values = {{"email", "zoe@sunny.test"}}, std::initializer_list<Json::NewMember> more = {}) {
    Json body = of_user("zoe", more);
    body.set("UserAttributes", attributes(values));
    return body;
  }
  std::string sign_in(std::string_view password) { return refusal("InitiateAuth", with_password("zoe", password)); }
  std::string refused(std::initializer_list<Json::NewMember> more, Values values = {}) {
    return refusal("AdminCreateUser", zoe(values, more));
  }
};

TEST_F(AdminCreateUser, MakesAnAccountThatMustChangeItsPassword) {
  const Json answer = call("AdminCreateUser", zoe({{"email", "zoe@sunny.test"}, {"email_verified", "true"}},
                                                  {{"TemporaryPassword", "Zoe-Temporary-1"}}));
  const std::string sub(answer.find("User")->find("Attributes")->items().front().text_at("Value"));
  EXPECT_EQ(sub.size(), 36U);
  EXPECT_EQ(answer.dump(), R"({"User":{"Username":"zoe","Attributes":[{"Name":"sub","Value":")" + sub +
                               R"("},{"Name":"email_verified","Value":"true"},{"Name":"email",)"
                               R"("Value":"zoe@sunny.test"}],"UserCreateDate":1767225600,)"
                               R"("UserLastModifiedDate":1767225600,"Enabled":true,)"
                               R"("UserStatus":"FORCE_CHANGE_PASSWORD"}})");
  const Json asked = call("InitiateAuth", with_password("zoe", "Zoe-Temporary-1"));
  EXPECT_EQ(asked.text_at("ChallengeName"), "NEW_PASSWORD_REQUIRED");
  EXPECT_EQ(asked.find("AuthenticationResult"), nullptr);
  EXPECT_EQ(sign_in("wrong"), wrong);
  call("RespondToAuthChallenge",
       Json::object({{"ClientId", "sunnyportal"},
                     {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
                     {"Session", asked.text_at("Session")},
                     {"ChallengeResponses", Json::object({{"USERNAME", "zoe"}, {"NEW_PASSWORD", "Zoe-Password-2"}})}}));
  EXPECT_EQ(state_of("zoe"), "CONFIRMED");
  EXPECT_NE(call("InitiateAuth", with_password("zoe", "Zoe-Password-2")).find("AuthenticationResult"), nullptr);
}

TEST_F(AdminCreateUser, SendsTheInvitation) {
  call("AdminCreateUser", zoe({{"email", "zoe@sunny.test"}}, {{"TemporaryPassword", "Zoe-Temporary-1"}}));
  const Mail mail = last_mail();
  EXPECT_EQ(mail.medium, Mail::Medium::email);
  EXPECT_EQ(mail.to, "zoe@sunny.test");
  EXPECT_EQ(mail.from, "eu-central-1_Sunny0001");
  EXPECT_EQ(mail.kind, "invitation");
  EXPECT_EQ(mail.subject, "Your temporary password");
  EXPECT_EQ(mail.text, "Your username is zoe and temporary password is Zoe-Temporary-1.");
  EXPECT_EQ(mail.code, "Zoe-Temporary-1");
  EXPECT_EQ(mail.tenant_id, "400001");
}

TEST_F(AdminCreateUser, SendsTheInvitationByTheMediaThatAreAskedFor) {
  struct Row {
    Json media;
    std::string sent_to;
  };
  const std::vector<Row> rows{
      {Json(), "+4915112345678 "},
      {Json::array({"EMAIL"}), "zoe@sunny.test "},
      {Json::array({"SMS"}), "+4915112345678 "},
      {Json::array({"SMS", "EMAIL"}), "+4915112345678 zoe@sunny.test "},
      {Json::array({"EMAIL", "EMAIL"}), "zoe@sunny.test "},
  };
  for (const auto& row : rows) {
    const size_t before = mails();
    Json body = zoe({{"email", "zoe@sunny.test"}, {"phone_number", "+4915112345678"}});
    if (!row.media.is_null()) body.set("DesiredDeliveryMediums", row.media);
    call("AdminCreateUser", body);
    std::string sent_to;
    mock.world().step([&](WorldState& state) {
      for (const auto& mail : state.mailbox.find({.after = before})) sent_to += mail.to + " ";
    });
    EXPECT_EQ(sent_to, row.sent_to) << row.media.dump();
    call("AdminDeleteUser", of_user("zoe"));
  }
  const size_t before = mails();
  call("AdminCreateUser", zoe({{"email", "zoe@sunny.test"}}, {{"DesiredDeliveryMediums", Json::array({"SMS"})}}));
  EXPECT_EQ(mails(), before) << "to a number that is not there";
}

TEST_F(AdminCreateUser, MakesPasswordsThatKeepThePolicy) {
  const std::string policy = "InvalidPasswordException: Password did not conform with policy: ";
  EXPECT_EQ(refused({{"TemporaryPassword", "short"}}), policy + "Password not long enough");
  EXPECT_EQ(refused({{"TemporaryPassword", "long-enough-1"}}), policy + "Password must have uppercase characters");
  const std::vector<std::string> policies{
      R"({"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true})",
      R"({"MinimumLength":99,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true})",
      R"({"MinimumLength":6})",
  };
  std::string before;
  for (const auto& json : policies) {
    set_in_pool("Policies", Json::object({{"PasswordPolicy", *parse_json(json)}}));
    call("AdminCreateUser", zoe());
    const std::string made = last_mail().code;
    EXPECT_NE(made, before);
    EXPECT_EQ(refusal("AdminSetUserPassword", of_user("zoe", {{"Password", made}})), "accepted") << made;
    EXPECT_EQ(sign_in(made), "accepted");
    call("AdminDeleteUser", of_user("zoe"));
    before = made;
  }
}

TEST_F(AdminCreateUser, MakesTheSamePasswordsForTheSameRequests) {
  call("AdminCreateUser", zoe());
  const std::string first = last_mail().code;
  call("AdminCreateUser", zoe(), "other");
  EXPECT_NE(last_mail("other").code, first);
  testing::Mock again(testing::fixture_seed("user-pools.yaml"));
  again.ask("POST", "/", {"X-Amz-Target: AWSCognitoIdentityProviderService.AdminCreateUser"}, of_user("yan").dump());
  again.ask("POST", "/", {"X-Amz-Target: AWSCognitoIdentityProviderService.AdminCreateUser"}, zoe().dump());
  EXPECT_EQ(again.world().step([](WorldState& state) { return state.mailbox.find({}).back().code; }), first);
}

TEST_F(AdminCreateUser, SendsNothingWhereItIsSuppressed) {
  call("AdminCreateUser",
       zoe({{"email", "zoe@sunny.test"}}, {{"MessageAction", "SUPPRESS"}, {"TemporaryPassword", "Zoe-Temporary-1"}}));
  EXPECT_EQ(mails(), 0U);
  EXPECT_EQ(sign_in("Zoe-Temporary-1"), "accepted");
}

TEST_F(AdminCreateUser, InvitesAgain) {
  EXPECT_EQ(refused({{"MessageAction", "RESEND"}}), "UserNotFoundException: User does not exist.");
  call("AdminCreateUser", zoe());
  const std::string first = last_mail().code;
  const Json again = call("AdminCreateUser", of_user("zoe", {{"MessageAction", "RESEND"}}));
  EXPECT_EQ(again.find("User")->text_at("UserStatus"), "FORCE_CHANGE_PASSWORD");
  EXPECT_EQ(mails(), 2U);
  const std::string second = last_mail().code;
  EXPECT_NE(first, second);
  EXPECT_EQ(sign_in(first), wrong);
  EXPECT_EQ(sign_in(second), "accepted");
  call("AdminCreateUser", of_user("zoe", {{"MessageAction", "RESEND"}, {"TemporaryPassword", "Zoe-Temporary-3"}}));
  EXPECT_EQ(sign_in("Zoe-Temporary-3"), "accepted");
  EXPECT_EQ(refusal("AdminCreateUser", of_user("anna@sunny.test", {{"MessageAction", "RESEND"}})),
            "UnsupportedUserStateException: Resend not possible. anna@sunny.test status is not FORCE_CHANGE_PASSWORD");
}

TEST_F(AdminCreateUser, LetsTemporaryPasswordsEndAfterTheirDays) {
  const auto days = [](int number) { return std::chrono::days(number); };
  const Json again = of_user("zoe", {{"MessageAction", "RESEND"}, {"TemporaryPassword", "Zoe-Temporary-1"}});
  call("AdminCreateUser", zoe({}, {{"TemporaryPassword", "Zoe-Temporary-1"}}));
  wait(days(7) - std::chrono::seconds(1));
  EXPECT_EQ(sign_in("Zoe-Temporary-1"), "accepted");
  wait(std::chrono::seconds(1));
  EXPECT_EQ(sign_in("Zoe-Temporary-1"), wrong) << "as if it were another";
  EXPECT_EQ(state_of("zoe"), "FORCE_CHANGE_PASSWORD");
  call("AdminCreateUser", again);
  EXPECT_EQ(sign_in("Zoe-Temporary-1"), "accepted");
  Json policy = *parse_json(R"({"PasswordPolicy":{"MinimumLength":8,"TemporaryPasswordValidityDays":1}})");
  set_in_pool("Policies", policy);
  call("AdminCreateUser", again);
  wait(days(1) - std::chrono::seconds(1));
  EXPECT_EQ(sign_in("Zoe-Temporary-1"), "accepted");
  wait(std::chrono::seconds(1));
  EXPECT_EQ(sign_in("Zoe-Temporary-1"), wrong);
  set_in_pool("Policies", *parse_json(R"({"PasswordPolicy":{"MinimumLength":8,"TemporaryPasswordValidityDays":0}})"));
  call("AdminCreateUser", again);
  wait(days(6));
  EXPECT_EQ(sign_in("Zoe-Temporary-1"), "accepted") << "0 is how to say: the usual";
}

TEST_F(AdminCreateUser, WritesWhatNoClientMay) {
  const std::string schema = invalid + "Attributes did not conform to the schema: ";
  EXPECT_EQ(refused({}, {{"nick", "Z"}}), schema + "Type for attribute {nick} could not be determined");
  EXPECT_EQ(refused({}, {{"sub", "5a0ff1ce-0000-4000-8000-00000000f41d"}}),
            invalid + "user.sub: Attribute cannot be updated.");
  EXPECT_EQ(refused({}, {{"email", "zoe"}}), invalid + "Invalid email address format.");
  EXPECT_EQ(refused({}, {{"email_verified", "yes"}}), schema + "email_verified: The attribute value is not a boolean");
  set_in_client("WriteAttributes", Json::array({"nickname"}));
  EXPECT_EQ(refused({}, {{"custom:plan", "gold"}, {"email", "zoe@sunny.test"}, {"email_verified", "true"}}),
            "accepted");
  EXPECT_EQ(attributes_of("zoe"), "custom:plan=gold email_verified=true email=zoe@sunny.test");
  change_attribute("given_name", "Required", true);
  call("AdminDeleteUser", of_user("zoe"));
  EXPECT_EQ(refused({}), schema + "given_name: The attribute given_name is required");
}

TEST_F(AdminCreateUser, RefusesNamesThatAreTaken) {
  const std::string taken = "UsernameExistsException: User account already exists";
  EXPECT_EQ(refused({}), "accepted");
  EXPECT_EQ(refused({}), taken);
  for (const std::string name : {"ZOE", "anna@sunny.test"})
    EXPECT_EQ(refusal("AdminCreateUser", of_user(name)), taken) << name;
  EXPECT_EQ(refusal("AdminCreateUser", Json::object({{"UserPoolId", "eu-central-1_Nothing01"}, {"Username", "zoe"}})),
            "ResourceNotFoundException: User pool eu-central-1_Nothing01 does not exist.");
  EXPECT_EQ(refusal("AdminCreateUser", of_user("zoe"), "other"), "accepted");
}

class AdminCreateUserWithAliases : public AdminCreateUser {
 protected:
  AdminCreateUserWithAliases()
      : AdminCreateUser(sunny_pool("aliases: [email]", "{email: anna@sunny.test, cognito: {username: anna}}")) {}
};

TEST_F(AdminCreateUserWithAliases, TakesAnAliasAwayByForceAlone) {
  const Values annas{{"email", "anna@sunny.test"}, {"email_verified", "true"}};
  EXPECT_EQ(refused({}, annas), "UsernameExistsException: An account with the email already exists.");
  EXPECT_EQ(attributes_of("anna"), "email_verified=true email=anna@sunny.test");
  EXPECT_EQ(refused({{"ForceAliasCreation", true}}, annas), "accepted");
  EXPECT_EQ(attributes_of("anna"), "email_verified=false email=anna@sunny.test");
  EXPECT_EQ(call("AdminGetUser", of_user("anna@sunny.test")).text_at("Username"), "zoe");
  EXPECT_EQ(
      refusal("AdminCreateUser", of_user("yan", {{"UserAttributes", attributes({{"email", "anna@sunny.test"}})}})),
      "accepted")
      << "an address that is not verified is nobody's alias";
}

class AdminCreateUserByAddress : public AdminCreateUser {
 protected:
  AdminCreateUserByAddress() : AdminCreateUser(sunny_pool("username_attributes: [email]")) {}
};

TEST_F(AdminCreateUserByAddress, CallsTheUserByTheSub) {
  EXPECT_EQ(refused({}), invalid + "Username should be either an email or a phone number.");
  EXPECT_EQ(refusal("AdminCreateUser", of_user("Anna@sunny.test")),
            "UsernameExistsException: User account already exists");
  const Json user =
      *call("AdminCreateUser", of_user("zoe@sunny.test", {{"TemporaryPassword", "Zoe-Temporary-1"}})).find("User");
  const std::string sub(user.find("Attributes")->items().front().text_at("Value"));
  EXPECT_EQ(user.text_at("Username"), sub);
  EXPECT_EQ(last_mail().text, "Your username is " + sub + " and temporary password is Zoe-Temporary-1.");
  EXPECT_EQ(attributes_of("zoe@sunny.test"), "email=zoe@sunny.test");
  EXPECT_EQ(refusal("InitiateAuth", with_password("zoe@sunny.test", "Zoe-Temporary-1")), "accepted");
}

}  // namespace understudy::cognito
