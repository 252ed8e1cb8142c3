// What is made of hooks of CUSTOM_AUTH that answer otherwise than they should, of answers that come at once, and of
// sign-ins that have no end.
#include "providers/cognito/hook_calls.h"

namespace understudy::cognito {
namespace {

const std::string wrong = "NotAuthorizedException: Incorrect username or password.";
const std::string spent = "NotAuthorizedException: Invalid session for the user, session can only be used once.";
const std::string output = "InvalidLambdaResponseException: Unrecognizable lambda output";
const std::string annas_name = "anna@sunny.test";

}  // namespace

class CustomHooks : public HookCalls {
 protected:
  CustomHooks()
      : HookCalls(hooked({"define_auth_challenge", "create_auth_challenge", "verify_auth_challenge_response"})) {
    define({{"challengeName", "CUSTOM_CHALLENGE"}});
  }

  void define(std::initializer_list<Json::NewMember> members) {
    hooks.fill("define-auth-challenge", Json::object(members));
  }
  static Json request() {
    return Json::object({{"AuthFlow", "CUSTOM_AUTH"},
                         {"ClientId", "sunnyportal"},
                         {"AuthParameters", Json::object({{"USERNAME", annas_name}})}});
  }
  Json begin() { return call("InitiateAuth", request()); }
  std::string begin_refused() { return refusal("InitiateAuth", request()); }
  static Json answer(const Json& asked, std::string_view text = "x") {
    return Json::object({{"ClientId", "sunnyportal"},
                         {"ChallengeName", "CUSTOM_CHALLENGE"},
                         {"Session", asked.text_at("Session")},
                         {"ChallengeResponses", Json::object({{"USERNAME", annas_name}, {"ANSWER", text}})}});
  }
  std::string refused(const Json& asked) { return refusal("RespondToAuthChallenge", answer(asked)); }
};

TEST_F(CustomHooks, ThatDefineNothingAreNotRecognised) {
  hooks.answers.erase("define-auth-challenge");
  EXPECT_EQ(begin_refused(), output);
  define({{"issueTokens", false}, {"failAuthentication", false}, {"challengeName", ""}});
  EXPECT_EQ(begin_refused(), output);
  define({{"challengeName", "PASSWORD_VERIFIER"}});
  EXPECT_EQ(begin_refused(), output) << "no SRP_A came";
  define({{"challengeName", 5}});
  EXPECT_EQ(begin_refused(), output);
  define({{"challengeName", "CUSTOM_CHALLENGE"}, {"challengeParameters", Json::object()}});
  EXPECT_EQ(begin_refused(), output);
  define({{"challengeName", "SMS_MFA"}});
  EXPECT_TRUE(begin_refused().starts_with("501 NotEmulatedException: "));
}

TEST_F(CustomHooks, DecideWhoGetsIn) {
  define({{"issueTokens", true}, {"challengeName", "CUSTOM_CHALLENGE"}});
  EXPECT_NE(begin().find("AuthenticationResult"), nullptr) << "at once";
  define({{"issueTokens", true}, {"failAuthentication", true}});
  EXPECT_EQ(begin_refused(), wrong) << "failing counts more";
  EXPECT_EQ(families(), 1U);
}

TEST_F(CustomHooks, ThatFailUseUpTheSession) {
  const Json asked = begin();
  hooks.refuse("verify-auth-challenge-response", "Incorrect OTP!");
  EXPECT_EQ(refused(asked),
            "UserLambdaValidationException: VerifyAuthChallengeResponse failed with error Incorrect OTP!.");
  EXPECT_EQ(refused(asked), spent);
  hooks.answers.erase("verify-auth-challenge-response");
  const Json second = begin();
  hooks.refuse("create-auth-challenge", "no SMS");
  EXPECT_EQ(refused(second), "UserLambdaValidationException: CreateAuthChallenge failed with error no SMS.");
  EXPECT_EQ(refused(second), spent);
  EXPECT_EQ(begin_refused(), "UserLambdaValidationException: CreateAuthChallenge failed with error no SMS.");
  EXPECT_EQ(families(), 0U);
}

TEST_F(CustomHooks, ThatDoNotJudgeFindNothingRight) {
  const Json asked = call("RespondToAuthChallenge", answer(begin()));
  EXPECT_EQ(asked.text_at("ChallengeName"), "CUSTOM_CHALLENGE");
  EXPECT_EQ(hooks.request("define-auth-challenge").find("session")->dump(),
            R"([{"challengeName":"CUSTOM_CHALLENGE","challengeResult":false,"challengeMetadata":null}])");
}

/// However long the hooks take: the one that came first has the round.
TEST_F(CustomHooks, HearOneOfTwoAnswersAtOnce) {
  const Json asked = begin();
  std::string second;
  hooks.answers["verify-auth-challenge-response"] = [&](const Json& event) {
    if (second.empty()) {
      second = "asked";
      second = refused(asked);
    }
    return Hooks::filled(event, Json::object({{"answerCorrect", true}}));
  };
  define({{"issueTokens", true}});
  EXPECT_EQ(refused(asked), "accepted");
  EXPECT_EQ(second, spent);
  EXPECT_EQ(families(), 1U);
}

TEST_F(CustomHooks, MayTakeTheUserAwayMeanwhile) {
  const Json asked = begin();
  hooks.answers["verify-auth-challenge-response"] = [&](const Json& event) {
    call("AdminDeleteUser", of_user(annas_name));
    return Hooks::filled(event, Json::object({{"answerCorrect", true}}));
  };
  hooks.answers["define-auth-challenge"] = [](const Json& event) {
    return Hooks::filled(event, Json::object({{"issueTokens", true}}));
  };
  EXPECT_TRUE(refused(asked).starts_with("NotAuthorizedException: ")) << "as nobody can be let in";
  EXPECT_EQ(families(), 0U);
}

/// What a sign-in keeps of what its hooks say has a bound, in one round and in all of them.
TEST_F(CustomHooks, KeepLittle) {
  const auto create = [&](size_t length) {
    hooks.fill("create-auth-challenge", Json::object({{"challengeMetadata", std::string(length, 'm')}}));
  };
  create(17'000);
  EXPECT_EQ(begin_refused(), output);
  create(3'000);
  Json asked = begin();
  int rounds = 0;
  std::string refusal_text = "accepted";
  while (rounds < 100) {
    const auto reply = send("RespondToAuthChallenge", answer(asked).dump());
    if (reply.status != 200) {
      refusal_text = std::string(testing::body_of(reply).text_at("__type"));
      break;
    }
    asked = testing::body_of(reply);
    ++rounds;
  }
  EXPECT_EQ(rounds, 4);
  EXPECT_EQ(refusal_text, "InvalidLambdaResponseException");
}

}  // namespace understudy::cognito
