// The fixtures of second factors and custom sign-ins keep what their comments promise, asked as a client asks.
#include "crypto/jws.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

class Story : public UserPoolCalls {
 protected:
  explicit Story(const std::string& file) : UserPoolCalls(testing::fixture_seed(file)) {}

  static Json begin_with(std::string_view flow, std::string_view client, std::initializer_list<Json::NewMember> more) {
    Json parameters = Json::object();
    for (const auto& member : more) parameters.set(member.name, std::move(member.value));
    return Json::object({{"AuthFlow", flow}, {"ClientId", client}, {"AuthParameters", std::move(parameters)}});
  }
  /// What is asked of whoever gives that password: the challenge, or nothing.
  Json sign_in(std::string_view client, std::string_view username, std::string_view password) {
    return call("InitiateAuth",
                begin_with("USER_PASSWORD_AUTH", client, {{"USERNAME", username}, {"PASSWORD", password}}));
  }
  Json respond(std::string_view client, const Json& asked, std::string_view username, std::string_view member,
               std::string_view value) {
    Json responses = Json::object({{"USERNAME", username}});
    responses.set(member, value);
    return Json::object({{"ClientId", client},
                         {"ChallengeName", asked.text_at("ChallengeName")},
                         {"Session", asked.text_at("Session")},
                         {"ChallengeResponses", std::move(responses)}});
  }
  /// "ID" or "Access": what is said in it.
  static Json claims(const Json& answer, std::string_view token) {
    return crypto::parse_jws(answer.find("AuthenticationResult")->text_at(token)).value().payload;
  }
  static bool has_tokens(const Json& answer) { return answer.find("AuthenticationResult") != nullptr; }
  std::string app_code(std::string_view user) {
    const auto reply = mock.ask("POST", "/_understudy/v1/worlds/default/authenticator/totp", {},
                                Json::object({{"user", user}}).dump());
    return std::string(testing::body_of(reply).text_at("code"));
  }
};

struct SecondFactorsStory : Story {
  SecondFactorsStory() : Story("second-factors.yaml") {}
};
struct CustomSignInStory : Story {
  CustomSignInStory() : Story("custom-sign-in.yaml") {}
};

}  // namespace

TEST_F(SecondFactorsStory, AsksEverybodyAtVaultEnergy) {
  const Json tom = sign_in("vaultapp", "tom@vault.test", "Tom-Password-1");
  ASSERT_EQ(tom.text_at("ChallengeName"), "SOFTWARE_TOKEN_MFA");
  EXPECT_TRUE(
      has_tokens(call("RespondToAuthChallenge", respond("vaultapp", tom, "tom@vault.test", "SOFTWARE_TOKEN_MFA_CODE",
                                                        app_code("tom@vault.test")))));
  const Json sam = sign_in("vaultapp", "sam@vault.test", "Sam-Password-1");
  ASSERT_EQ(sam.text_at("ChallengeName"), "SMS_MFA");
  EXPECT_EQ(last_mail().to, "+4915112345678");
  EXPECT_TRUE(
      has_tokens(call("RespondToAuthChallenge", respond("vaultapp", sam, "sam@vault.test", "SMS_MFA_CODE", "246810"))));
  const Json una = sign_in("vaultapp", "una@vault.test", "Una-Password-1");
  EXPECT_EQ(una.text_at("ChallengeName"), "SELECT_MFA_TYPE");
  EXPECT_EQ(una.find("ChallengeParameters")->text_at("MFAS_CAN_CHOOSE"), R"(["SMS_MFA","SOFTWARE_TOKEN_MFA"])");
  EXPECT_EQ(sign_in("vaultapp", "nora@vault.test", "Nora-Password-1").text_at("ChallengeName"), "MFA_SETUP");
}

TEST_F(SecondFactorsStory, RemembersDevicesAtGardenPower) {
  const Json otto = sign_in("gardenapp", "otto@garden.test", "Otto-Password-1");
  ASSERT_EQ(otto.text_at("ChallengeName"), "EMAIL_OTP");
  const Json answer =
      call("RespondToAuthChallenge", respond("gardenapp", otto, "otto@garden.test", "EMAIL_OTP_CODE", "135790"));
  EXPECT_NE(answer.find("AuthenticationResult")->find("NewDeviceMetadata"), nullptr);
  EXPECT_TRUE(has_tokens(sign_in("gardenapp", "pia@garden.test", "Pia-Password-1")));
}

TEST_F(SecondFactorsStory, NeedsNoPasswordAtBreeze) {
  const Json rita = call("InitiateAuth", begin_with("USER_AUTH", "breezeapp", {{"USERNAME", "rita@breeze.test"}}));
  ASSERT_EQ(rita.text_at("ChallengeName"), "EMAIL_OTP") << "it is all that she has";
  EXPECT_TRUE(has_tokens(
      call("RespondToAuthChallenge", respond("breezeapp", rita, "rita@breeze.test", "EMAIL_OTP_CODE", "11235811"))));
  const Json ralf = call("InitiateAuth", begin_with("USER_AUTH", "breezeapp", {{"USERNAME", "ralf@breeze.test"}}));
  EXPECT_EQ(ralf.find("AvailableChallenges")->dump(), R"(["PASSWORD_SRP","PASSWORD","EMAIL_OTP","SMS_OTP"])");
}

TEST_F(CustomSignInStory, TakesThreeAnswersToItsChallenge) {
  const Json begun = begin_with("CUSTOM_AUTH", "lighthouseapp", {{"USERNAME", "kai@lighthouse.test"}});
  Json asked = call("InitiateAuth", begun);
  EXPECT_EQ(asked.find("ChallengeParameters")->text_at("hint"), "A code is on its way to you");
  for (int tries = 1; tries <= 2; ++tries)
    asked = call("RespondToAuthChallenge", respond("lighthouseapp", asked, "kai@lighthouse.test", "ANSWER", "wrong"));
  EXPECT_TRUE(has_tokens(call("RespondToAuthChallenge",
                              respond("lighthouseapp", asked, "kai@lighthouse.test", "ANSWER", last_mail().code))));
  asked = call("InitiateAuth", begun);
  for (int tries = 1; tries <= 2; ++tries)
    asked = call("RespondToAuthChallenge", respond("lighthouseapp", asked, "kai@lighthouse.test", "ANSWER", "wrong"));
  EXPECT_EQ(
      refusal("RespondToAuthChallenge", respond("lighthouseapp", asked, "kai@lighthouse.test", "ANSWER", "wrong")),
      "NotAuthorizedException: Incorrect username or password.");
}

TEST_F(CustomSignInStory, ConfirmsWhoeverSignsUpOrSaysWhyNot) {
  const auto sign_up = [](std::string_view address) {
    return Json::object({{"ClientId", "lighthouseapp"},
                         {"Username", address},
                         {"Password", "New-Password-1"},
                         {"UserAttributes", attributes({{"email", address}})}});
  };
  EXPECT_EQ(call("SignUp", sign_up("new@lighthouse.test")).find("UserConfirmed")->dump(), "true");
  EXPECT_EQ(refusal("SignUp", sign_up("new@throwaway.test")),
            "UserLambdaValidationException: PreSignUp failed with error Please use an address that lasts.");
}

TEST_F(CustomSignInStory, BringsOlgaInWithHerOldPassword) {
  const Json olga = sign_in("lighthouseapp", "olga@lighthouse.test", "Olga-From-Before-1");
  ASSERT_TRUE(has_tokens(olga));
  EXPECT_EQ(claims(olga, "IdToken").text_at("name"), "Old Olga");
  EXPECT_TRUE(has_tokens(sign_in("lighthouseapp", "olga@lighthouse.test", "Olga-From-Before-1"))) << "as anybody else";
}

TEST_F(CustomSignInStory, SaysMoreInTokensAndMails) {
  const Json kai = sign_in("lighthouseapp", "kai@lighthouse.test", "Kai-Password-1");
  EXPECT_EQ(claims(kai, "IdToken").text_at("plan"), "gold");
  EXPECT_EQ(claims(kai, "AccessToken").text_at("https://lighthouse.test/plan"), "gold");
  EXPECT_EQ(claims(kai, "AccessToken").text_at("scope"), "aws.cognito.signin.user.admin orders/read");
  EXPECT_EQ(claims(kai, "AccessToken").find("cognito:groups")->dump(), R"(["keepers"])");
  call("ForgotPassword", Json::object({{"ClientId", "lighthouseapp"}, {"Username", "kai@lighthouse.test"}}));
  EXPECT_EQ(last_mail().subject, "Lost your key?");
  EXPECT_EQ(last_mail().text, last_mail().code + " lets you choose a new password.");
}

TEST_F(CustomSignInStory, LeavesEntriesInTheJournal) {
  sign_in("lighthouseapp", "kai@lighthouse.test", "Kai-Password-1");
  const auto entries = mock.world().step([](WorldState& state) { return state.journal.after(0, 100); });
  std::vector<std::string> told;
  told.reserve(entries.size());
  for (const auto& entry : entries) told.push_back(cat({entry.method, " ", entry.operation}));
  EXPECT_EQ(told, (std::vector<std::string>{"TRIGGER TokenGeneration_Authentication",
                                            "TRIGGER PostAuthentication_Authentication", "POST InitiateAuth"}));
}

}  // namespace understudy::cognito
