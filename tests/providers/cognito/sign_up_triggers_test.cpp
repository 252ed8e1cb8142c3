// What triggers make of signing up: whether somebody may, what is confirmed at once, and what runs after it.
#include "providers/cognito/hook_calls.h"

namespace understudy::cognito {
namespace {

const std::string refused = "UserLambdaValidationException: PreSignUp failed with error ";
const std::string invalid = "InvalidLambdaResponseException: ";

std::string told(const std::string& rule) { return "code: \"246810\"\n      triggers: {" + rule + "}"; }

const std::string all_told =
    "pre_sign_up: {auto_confirm: true, auto_verify: [email, phone_number], refuse: ["
    "{match: \"*@blocked.test\", message: Not from there}, {match: mallory, message: Not you.}, "
    "{match: \"+49*\", message: Not by that}]}, post_confirmation: true, post_authentication: true";

}  // namespace

class SignUpTriggers : public HookCalls {
 protected:
  explicit SignUpTriggers(const std::string& settings, const std::string& users = hooked_anna)
      : HookCalls(settings, users) {}

  Json applicant(std::string_view name, std::initializer_list<std::pair<std::string_view, std::string_view>> all) {
    return of_client(name, {{"Password", "Zoe-Password-1"}, {"UserAttributes", attributes(all)}});
  }
  bool has(std::string_view name) { return refusal("AdminGetUser", of_user(name)) == "accepted"; }
};

class ToldSignUps : public SignUpTriggers {
 protected:
  ToldSignUps() : SignUpTriggers(told(all_told)) {}
};

TEST_F(ToldSignUps, AreConfirmedAndVerifiedAtOnce) {
  const Json answer = call("SignUp", applicant("zoe", {{"email", "zoe@sunny.test"}}));
  EXPECT_EQ(answer.dump(), R"({"UserConfirmed":true,"UserSub":")" + std::string(answer.text_at("UserSub")) + "\"}");
  EXPECT_EQ(state_of("zoe"), "CONFIRMED");
  EXPECT_EQ(attributes_of("zoe"), "email_verified=true email=zoe@sunny.test") << "and no number, where none was given";
  EXPECT_EQ(mails(), 0U);
  call("InitiateAuth", with_password("zoe", "Zoe-Password-1"));
  EXPECT_EQ(trigger_entries(),
            (std::vector<std::string>{"/eu-central-1_Sunny0001 PreSignUp_SignUp 200 zoe",
                                      "/eu-central-1_Sunny0001 PostConfirmation_ConfirmSignUp 200 zoe",
                                      "/eu-central-1_Sunny0001 PostAuthentication_Authentication 200 zoe"}));
}

TEST_F(ToldSignUps, AreRefusedByNameAddressAndNumber) {
  EXPECT_EQ(refusal("SignUp", applicant("zoe", {{"email", "Zoe@Blocked.test"}})), refused + "Not from there.");
  EXPECT_EQ(refusal("SignUp", applicant("Mallory", {{"email", "m@sunny.test"}})), refused + "Not you..");
  EXPECT_EQ(refusal("SignUp", applicant("zoe", {{"phone_number", "+4915112345678"}})), refused + "Not by that.");
  EXPECT_EQ(refusal("AdminCreateUser", of_user("mallory")), refused + "Not you..");
  for (const auto name : {"zoe", "Mallory"}) EXPECT_FALSE(has(name)) << name;
  EXPECT_EQ(refusal("SignUp", applicant("zoe", {{"email", "zoe@unblocked.test"}})), "accepted");
  EXPECT_EQ(
      trigger_entries().front(),
      "/eu-central-1_Sunny0001 PreSignUp_SignUp 200 zoe invalid_request; rule: the trigger lets the operation go on");
}

TEST_F(ToldSignUps, ChangeNothingOfWhatAdministratorsMake) {
  call("AdminCreateUser", of_user("yan", {{"UserAttributes", attributes({{"email", "yan@sunny.test"}})}}));
  EXPECT_EQ(state_of("yan"), "FORCE_CHANGE_PASSWORD");
  EXPECT_EQ(attributes_of("yan"), "email=yan@sunny.test");
}

class VerifyingWithoutConfirming : public SignUpTriggers {
 protected:
  VerifyingWithoutConfirming() : SignUpTriggers(told("pre_sign_up: {auto_verify: [email]}")) {}
};

TEST_F(VerifyingWithoutConfirming, IsRefusedAsTheOriginalDoes) {
  EXPECT_EQ(refusal("SignUp", applicant("zoe", {{"email", "zoe@sunny.test"}})),
            invalid + "Phone or email cannot be auto verified, when user is not being auto confirmed.");
  EXPECT_FALSE(has("zoe"));
  EXPECT_EQ(refusal("SignUp", applicant("zoe", {})), "accepted") << "there is nothing to verify";
  EXPECT_EQ(state_of("zoe"), "UNCONFIRMED");
}

class HookedSignUps : public SignUpTriggers {
 protected:
  HookedSignUps()
      : SignUpTriggers("aliases: [email]\n      " + hooked({"pre_sign_up", "post_confirmation"}),
                       "{email: anna@sunny.test, password: Anna-Password-1, cognito: {username: anna}}") {}
};

TEST_F(HookedSignUps, VerifyNothingThatIsNotThere) {
  hooks.fill("pre-sign-up", Json::object({{"autoConfirmUser", true}, {"autoVerifyPhone", true}}));
  EXPECT_EQ(refusal("SignUp", applicant("zoe", {{"email", "zoe@sunny.test"}})),
            invalid + "Cannot auto verify an attribute that the user does not have.");
  EXPECT_FALSE(has("zoe"));
}

TEST_F(HookedSignUps, TakeAnAliasFromWhoeverHadIt) {
  hooks.fill("pre-sign-up", Json::object({{"autoConfirmUser", true}, {"autoVerifyEmail", true}}));
  EXPECT_EQ(call("AdminGetUser", of_user("anna@sunny.test")).text_at("Username"), "anna");
  call("SignUp", applicant("zoe", {{"email", "anna@sunny.test"}}));
  EXPECT_EQ(call("AdminGetUser", of_user("anna@sunny.test")).text_at("Username"), "zoe");
  EXPECT_EQ(attributes_of("anna"), "email_verified=false email=anna@sunny.test");
}

TEST_F(HookedSignUps, StayConfirmedWhereWhatRunsThenFails) {
  hooks.refuse("post-confirmation", "our database is down");
  const std::string failed = "UserLambdaValidationException: PostConfirmation failed with error our database is down.";
  call("SignUp", applicant("zoe", {{"email", "zoe@sunny.test"}}));
  EXPECT_EQ(refusal("ConfirmSignUp", of_client("zoe", {{"ConfirmationCode", "246810"}})), failed);
  EXPECT_EQ(state_of("zoe"), "CONFIRMED");
  EXPECT_EQ(refusal("ConfirmSignUp", of_client("zoe", {{"ConfirmationCode", "246810"}})),
            "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED");
  call("SignUp", applicant("yan", {{"email", "yan@sunny.test"}}));
  EXPECT_EQ(refusal("AdminConfirmSignUp", of_user("yan")), failed);
  EXPECT_EQ(state_of("yan"), "CONFIRMED");
  hooks.fill("pre-sign-up", Json::object({{"autoConfirmUser", true}}));
  EXPECT_EQ(refusal("SignUp", applicant("xia", {{"email", "xia@sunny.test"}})), failed);
  EXPECT_EQ(state_of("xia"), "CONFIRMED");
}

TEST_F(HookedSignUps, AskNobodyWhereTheCallItselfIsWrong) {
  refusal("SignUp", of_client("zoe", {{"Password", "Zoe-Password-1"},
                                      {"UserAttributes", attributes({{"email", "no address"}})}}));
  refusal("SignUp", applicant("looks@like.test", {}));
  set_in_pool("AdminCreateUserConfig", Json::object({{"AllowAdminCreateUserOnly", true}}));
  refusal("SignUp", applicant("zoe", {}));
  EXPECT_EQ(hooks.order(), "");
}

/// LambdaConfig is kept and told. It calls nothing, and what calls something no API can say.
TEST_F(HookedSignUps, AreAskedOfNothingThatAnApiNames) {
  const std::string arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";
  const Json config = Json::object({{"PreSignUp", arn}, {"DefineAuthChallenge", arn}});
  const Json made =
      *call("CreateUserPool", Json::object({{"PoolName", "p"}, {"LambdaConfig", config}})).find("UserPool");
  EXPECT_EQ(made.find("LambdaConfig")->dump(), config.dump());
  const Json client =
      *call("CreateUserPoolClient", Json::object({{"UserPoolId", made.text_at("Id")}, {"ClientName", "c"}}))
           .find("UserPoolClient");
  Json zoe = applicant("zoe", {{"email", "zoe@sunny.test"}});
  zoe.set("ClientId", client.text_at("ClientId"));
  call("SignUp", zoe);
  EXPECT_EQ(refusal("InitiateAuth", Json::object({{"AuthFlow", "CUSTOM_AUTH"},
                                                  {"ClientId", client.text_at("ClientId")},
                                                  {"AuthParameters", Json::object({{"USERNAME", "zoe"}})}})),
            "UserNotConfirmedException: User is not confirmed.");
  EXPECT_EQ(hooks.order(), "");
  const std::string no_arn =
      "InvalidParameterException: 1 validation error detected: Value 'http://127.0.0.1:4000/x' at "
      "'lambdaConfig.preSignUp' failed to satisfy constraint: Member must satisfy regular expression pattern: ";
  const Json url = Json::object({{"PreSignUp", "http://127.0.0.1:4000/x"}});
  EXPECT_TRUE(refusal("CreateUserPool", Json::object({{"PoolName", "p"}, {"LambdaConfig", url}})).starts_with(no_arn));
  EXPECT_TRUE(refusal("UpdateUserPool", of_pool({{"LambdaConfig", url}})).starts_with(no_arn));
  call("UpdateUserPool", of_pool({{"LambdaConfig", config}}));
  call("SignUp", applicant("yan", {{"email", "yan@sunny.test"}}));
  EXPECT_EQ(hooks.order(), "pre-sign-up") << "the fixture's hooks stay as they are";
}

}  // namespace understudy::cognito
