// Users whom a pool does not know, and gets from elsewhere when they first show themselves.
#include "base/encoding.h"
#include "crypto/digest.h"
#include "providers/cognito/hook_calls.h"

namespace understudy::cognito {
namespace {

const std::string wrong = "NotAuthorizedException: Incorrect username or password.";
const std::string nobody = "UserNotFoundException: User does not exist.";
const std::string gone = "UserNotFoundException: Exception migrating user in app client sunnyportal";

}  // namespace

class ToldMigration : public HookCalls {
 protected:
  ToldMigration()
      : HookCalls(
            "code: \"246810\"\n      triggers: {user_migration: ["
            "{username: olga@old.test, password: olga, attributes: {email: olga@old.test, email_verified: \"true\", "
            "given_name: Olga}}, {username: rudi, password: rudi, reset: true, "
            "attributes: {email: rudi@old.test, email_verified: \"true\"}}]}") {}
};

TEST_F(ToldMigration, BringsInWhoeverHasTheOldPassword) {
  EXPECT_EQ(refusal("InitiateAuth", with_password("olga@old.test", "wrong")), nobody);
  EXPECT_EQ(refusal("AdminGetUser", of_user("olga@old.test")), nobody);
  EXPECT_EQ(refusal("InitiateAuth", with_password("Olga@Old.test", "olga")), "accepted")
      << "by a password that is none of the pool's policy";
  EXPECT_EQ(state_of("olga@old.test"), "CONFIRMED");
  EXPECT_EQ(attributes_of("olga@old.test"), "email_verified=true given_name=Olga email=olga@old.test");
  EXPECT_EQ(mails(), 0U);
  const size_t entries = trigger_entries().size();
  EXPECT_EQ(refusal("InitiateAuth", with_password("olga@old.test", "olga")), "accepted");
  EXPECT_EQ(trigger_entries().size(), entries) << "once she is known, nobody is asked";
  EXPECT_EQ(refusal("InitiateAuth", with_password("olga@old.test", "wrong")), wrong);
}

TEST_F(ToldMigration, MayAskForAnotherPasswordFirst) {
  EXPECT_EQ(refusal("InitiateAuth", with_password("rudi", "rudi")),
            "PasswordResetRequiredException: Password reset required for the user");
  EXPECT_EQ(state_of("rudi"), "RESET_REQUIRED");
}

TEST_F(ToldMigration, BringsInWhoeverForgotThePassword) {
  EXPECT_EQ(call("ForgotPassword", of_client("olga@old.test")).dump(),
            R"({"CodeDeliveryDetails":{"Destination":"o***@o***","DeliveryMedium":"EMAIL","AttributeName":"email"}})");
  call("ConfirmForgotPassword",
       of_client("olga@old.test", {{"ConfirmationCode", "246810"}, {"Password", "New-Word-1"}}));
  EXPECT_EQ(refusal("InitiateAuth", with_password("olga@old.test", "olga")), wrong);
  EXPECT_EQ(refusal("InitiateAuth", with_password("olga@old.test", "New-Word-1")), "accepted");
}

/// SRP never shows a password to anybody.
TEST_F(ToldMigration, IsNotAskedOfFlowsWithoutAPassword) {
  for (const std::string flow : {"USER_SRP_AUTH", "CUSTOM_AUTH"})
    refusal("InitiateAuth",
            Json::object({{"AuthFlow", flow},
                          {"ClientId", "sunnyportal"},
                          {"AuthParameters", Json::object({{"USERNAME", "olga@old.test"}, {"SRP_A", "ab"}})}}));
  EXPECT_TRUE(trigger_entries().empty());
}

TEST_F(ToldMigration, IsAskedByAdministratorsAsWell) {
  call("UpdateUserPoolClient",
       of_pool({{"ClientId", "sunnyportal"}, {"ExplicitAuthFlows", Json::array({"ALLOW_ADMIN_USER_PASSWORD_AUTH"})}}));
  Json request = with_password("olga@old.test", "olga");
  request.set("AuthFlow", "ADMIN_USER_PASSWORD_AUTH");
  request.set("UserPoolId", "eu-central-1_Sunny0001");
  EXPECT_EQ(refusal("AdminInitiateAuth", request), "accepted");
}

class HookedMigration : public HookCalls {
 protected:
  HookedMigration()
      : HookCalls(
            "code: \"246810\"\n      aliases: [email]\n      triggers: {hooks: {user_migration: "
            "\"http://127.0.0.1:4000/user-migration\"}}") {}

  std::string with(const std::string& response) {
    hooks.fill("user-migration", *parse_json(response));
    return refusal("InitiateAuth", with_password("olga", "olga"));
  }
  bool is_there() { return refusal("AdminGetUser", of_user("olga")) == "accepted"; }
};

TEST_F(HookedMigration, MakesTheAccountThatTheHookTellsOf) {
  EXPECT_EQ(with(R"({"userAttributes":{"username":"x","email":"o@old.test","phone_number":"+4915112345678"},)"
                 R"("messageAction":"SUPPRESS","desiredDeliveryMediums":["EMAIL"],"finalUserStatus":null})"),
            "accepted");
  EXPECT_EQ(attributes_of("olga"), "phone_number=+4915112345678 email=o@old.test");
  EXPECT_EQ(state_of("olga"), "CONFIRMED");
}

TEST_F(HookedMigration, IsRefusedWhereTheHookIs) {
  hooks.refuse("user-migration", "Bad password");
  EXPECT_EQ(refusal("InitiateAuth", with_password("olga", "olga")),
            "UserLambdaValidationException: UserMigration failed with error Bad password.");
  set_in_client("PreventUserExistenceErrors", "ENABLED");
  EXPECT_EQ(refusal("ForgotPassword", of_client("olga")),
            "UserLambdaValidationException: UserMigration failed with error Bad password.");
}

TEST_F(HookedMigration, NeedsAnAnswerThatIsOne) {
  for (const std::string text : {"", "null", "<html>", "{}"}) {
    hooks.reply("user-migration", text);
    EXPECT_EQ(refusal("InitiateAuth", with_password("olga", "olga")), gone) << text;
  }
  hooks.answers["user-migration"] = [](const Json&) {
    return http::Response{.outcome = http::Response::Outcome::too_late, .why = "5 s are over"};
  };
  EXPECT_EQ(refusal("InitiateAuth", with_password("olga", "olga")), gone);
  EXPECT_EQ(with(R"({"userAttributes":["a"]})"), gone);
  EXPECT_EQ(with(R"({"userAttributes":{},"forceAliasCreation":"yes"})"), gone);
  EXPECT_EQ(with(R"({"userAttributes":{},"more":1})"), gone);
  EXPECT_FALSE(is_there());
}

TEST_F(HookedMigration, TakesNothingThatNoAccountHas) {
  const std::string schema = "UserNotFoundException: Attributes did not conform to the schema: ";
  EXPECT_EQ(with(R"({"userAttributes":{"shoe_size":"44"}})"),
            schema + "shoe_size: Attribute does not exist in the schema.");
  EXPECT_EQ(with(R"({"userAttributes":{"email":5}})"), schema + "email: Attribute does not exist in the schema.");
  EXPECT_EQ(with(R"({"userAttributes":{"sub":"aa000000-0000-4000-8000-000000000001"}})"),
            "UserNotFoundException: user.sub: Attribute cannot be updated.");
  EXPECT_EQ(with(R"({"userAttributes":{"email":"no address"}})"),
            "UserNotFoundException: Invalid email address format.");
  EXPECT_EQ(with(R"({"userAttributes":{"name":")" + std::string(3000, 'x') + R"("}})"),
            schema + "name: String must be no longer than 2048 characters");
  EXPECT_EQ(with(R"({"userAttributes":{},"finalUserStatus":"UNCONFIRMED"})"),
            "UserNotFoundException: Error during migration: Invalid finalUserStatus");
  EXPECT_EQ(with(R"({"userAttributes":{},"messageAction":"RESEND"})"),
            "UserNotFoundException: Error during migration: Invalid messageAction");
  EXPECT_EQ(with(R"({"userAttributes":null})"), nobody) << "whom the hook does not know";
  EXPECT_FALSE(is_there());
}

TEST_F(HookedMigration, MovesAnAliasOnlyByForce) {
  const std::string taken = R"({"userAttributes":{"email":"anna@sunny.test","email_verified":"true"})";
  EXPECT_EQ(with(taken + "}"), "AliasExistsException: An account with the email already exists.");
  EXPECT_FALSE(is_there());
  EXPECT_EQ(attributes_of("aa000000-0000-4000-8000-000000000001"),
            "email_verified=true given_name=Anna email=anna@sunny.test");
  EXPECT_EQ(with(taken + R"(,"forceAliasCreation":true})"), "accepted");
  EXPECT_EQ(attributes_of("aa000000-0000-4000-8000-000000000001"),
            "email_verified=false given_name=Anna email=anna@sunny.test");
}

TEST_F(HookedMigration, HidesWhoIsNotThere) {
  set_in_client("PreventUserExistenceErrors", "ENABLED");
  EXPECT_EQ(refusal("InitiateAuth", with_password("olga", "olga")), wrong) << "the event came back as it was";
  EXPECT_EQ(hooks.order(), "user-migration");
  EXPECT_EQ(with(R"({"userAttributes":{"email":"o@old.test"}})"), "accepted");
}

/// Two that sign in at once find one account.
TEST_F(HookedMigration, BringsInOnce) {
  std::string second;
  hooks.answers["user-migration"] = [&](const Json& event) {
    if (second.empty()) {
      second = "asked";
      second = refusal("InitiateAuth", with_password("olga", "olga"));
    }
    return Hooks::filled(event, *parse_json(R"({"userAttributes":{"email":"o@old.test"}})"));
  };
  EXPECT_EQ(refusal("InitiateAuth", with_password("olga", "olga")), "accepted");
  EXPECT_EQ(second, "accepted");
}

TEST_F(HookedMigration, IsNotAskedByWhoDoesNotKnowTheClientsSecret) {
  call("AddUserPoolClientSecret", of_pool({{"ClientId", "sunnyportal"}, {"ClientSecret", std::string(30, 's')}}));
  hooks.fill("user-migration", *parse_json(R"({"userAttributes":{}})"));
  Json request = with_password("olga", "olga");
  EXPECT_EQ(refusal("InitiateAuth", request),
            "NotAuthorizedException: Client sunnyportal is configured with secret but SECRET_HASH was not received");
  EXPECT_EQ(refusal("ForgotPassword", of_client("olga", {{"SecretHash", "x"}})),
            "NotAuthorizedException: Unable to verify secret hash for client sunnyportal");
  EXPECT_EQ(hooks.order(), "");
  const std::string hash = to_base64(crypto::hmac_sha256(std::string(30, 's'), "olgasunnyportal"));
  request.set("AuthParameters", Json::object({{"USERNAME", "olga"}, {"PASSWORD", "olga"}, {"SECRET_HASH", hash}}));
  EXPECT_EQ(refusal("InitiateAuth", request), "accepted");
}

}  // namespace understudy::cognito
