// CUSTOM_AUTH: challenges that the fixture tells, and those that hooks define, create and judge, round by round.
#include "providers/cognito/hook_calls.h"
#include "providers/cognito/srp_answers.h"

namespace understudy::cognito {
namespace {

const std::string wrong = "NotAuthorizedException: Incorrect username or password.";
const std::string spent = "NotAuthorizedException: Invalid session for the user, session can only be used once.";
const std::string output = "InvalidLambdaResponseException: Unrecognizable lambda output";
const std::string annas_name = "anna@sunny.test";

std::string told(const std::string& rule) {
  return "code: \"246810\"\n      triggers: {custom_challenge: {" + rule + "}}";
}

}  // namespace

class CustomAuth : public HookCalls {
 protected:
  explicit CustomAuth(const std::string& settings) : HookCalls(settings) {}

  static Json request(std::string_view username = annas_name) {
    return Json::object({{"AuthFlow", "CUSTOM_AUTH"},
                         {"ClientId", "sunnyportal"},
                         {"AuthParameters", Json::object({{"USERNAME", username}})}});
  }
  Json begin(std::string_view username = annas_name) { return call("InitiateAuth", request(username)); }
  static Json answer(const Json& asked, std::string_view text, std::string_view username = annas_name) {
    return Json::object({{"ClientId", "sunnyportal"},
                         {"ChallengeName", "CUSTOM_CHALLENGE"},
                         {"Session", asked.text_at("Session")},
                         {"ChallengeResponses", Json::object({{"USERNAME", username}, {"ANSWER", text}})}});
  }
  Json give(const Json& asked, std::string_view text) { return call("RespondToAuthChallenge", answer(asked, text)); }
  std::string refused(const Json& asked, std::string_view text) {
    return refusal("RespondToAuthChallenge", answer(asked, text));
  }
  static bool has_tokens(const Json& answer) { return answer.find("AuthenticationResult") != nullptr; }

  /// What Anna is asked after SRP_A, and then after her proof.
  Json begin_with_srp(const std::string& spelling = "CHALLENGE_NAME") {
    Json all = request();
    all.set("AuthParameters",
            Json::object({{"USERNAME", annas_name}, {spelling, "SRP_A"}, {"SRP_A", srp_public_value()}}));
    return call("InitiateAuth", all);
  }
  Json proof(const Json& asked, std::string_view password = "Anna-Password-1") {
    const Json& shown = *asked.find("ChallengeParameters");
    const std::string time = "Thu Jan 1 00:00:00 UTC 2026";
    const auto block = shown.text_at("SECRET_BLOCK");
    return Json::object({{"ClientId", "sunnyportal"},
                         {"ChallengeName", "PASSWORD_VERIFIER"},
                         {"Session", asked.text_at("Session")},
                         {"ChallengeResponses",
                          Json::object({{"USERNAME", annas_name},
                                        {"PASSWORD_CLAIM_SECRET_BLOCK", block},
                                        {"TIMESTAMP", time},
                                        {"PASSWORD_CLAIM_SIGNATURE",
                                         srp_signature(shown, "Sunny0001", password, *from_base64(block), time)}})}});
  }
};

class ToldAnswer : public CustomAuth {
 protected:
  ToldAnswer() : CustomAuth(told("question: {riddle: \"What is white?\"}, answer: snow, tries: 3")) {}
};

TEST_F(ToldAnswer, LetsInWithWhatIsRight) {
  const Json asked = begin();
  EXPECT_EQ(asked.text_at("ChallengeName"), "CUSTOM_CHALLENGE");
  EXPECT_EQ(asked.find("ChallengeParameters")->dump(), R"({"USERNAME":"anna@sunny.test","riddle":"What is white?"})");
  EXPECT_TRUE(has_tokens(give(asked, "snow")));
  EXPECT_EQ(refused(asked, "snow"), spent);
  const std::string at = "/eu-central-1_Sunny0001 ";
  const std::string by = "_Authentication 200 anna@sunny.test";
  EXPECT_EQ(trigger_entries(),
            (std::vector<std::string>{at + "DefineAuthChallenge" + by, at + "CreateAuthChallenge" + by,
                                      at + "VerifyAuthChallengeResponse" + by, at + "DefineAuthChallenge" + by}));
}

TEST_F(ToldAnswer, IsTakenInTheLastRoundAndNotAfterIt) {
  Json asked = begin();
  for (const auto* text : {"", "Snow"}) asked = give(asked, *text == 0 ? "x" : text);
  EXPECT_TRUE(has_tokens(give(asked, "snow"))) << "in the third";
  asked = begin();
  for (int i = 0; i < 2; ++i) asked = give(asked, "coal");
  EXPECT_EQ(refused(asked, "coal"), wrong);
  EXPECT_EQ(refused(asked, "snow"), spent);
  EXPECT_EQ(families(), 1U);
}

TEST_F(ToldAnswer, IsOfItsUserClientAndWorld) {
  const Json asked = begin();
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer(asked, "snow", "nobody")), wrong);
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer(asked, "snow"), "other"),
            "NotAuthorizedException: Invalid session for the user.");
  Json empty = answer(asked, "snow");
  empty.set("ChallengeResponses", Json::object({{"USERNAME", annas_name}}));
  EXPECT_EQ(refusal("RespondToAuthChallenge", empty), "InvalidParameterException: Missing required parameter ANSWER");
  Json other = answer(asked, "snow");
  other.set("ChallengeName", "SMS_MFA");
  other.set("ChallengeResponses", Json::object({{"USERNAME", annas_name}, {"SMS_MFA_CODE", "246810"}}));
  EXPECT_EQ(refusal("RespondToAuthChallenge", other), "NotAuthorizedException: Invalid session for the user.");
  EXPECT_TRUE(has_tokens(give(asked, "snow"))) << "none of these used it up";
}

TEST_F(ToldAnswer, IsForOpenAccountsAlone) {
  call("AdminDisableUser", of_user(annas_name));
  EXPECT_EQ(refusal("InitiateAuth", request()), "NotAuthorizedException: User is disabled.");
  EXPECT_EQ(refusal("InitiateAuth", request("nobody")), "UserNotFoundException: User does not exist.");
}

/// Whoever is not there is asked like anybody, and never right.
TEST_F(ToldAnswer, DoesNotShowWhoIsThere) {
  set_in_client("PreventUserExistenceErrors", "ENABLED");
  Json asked = begin("nobody");
  EXPECT_EQ(asked.find("ChallengeParameters")->dump(), R"({"USERNAME":"nobody","riddle":"What is white?"})");
  for (int i = 0; i < 2; ++i) asked = call("RespondToAuthChallenge", answer(asked, "snow", "nobody"));
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer(asked, "snow", "nobody")), wrong);
  EXPECT_EQ(families(), 0U);
}

TEST_F(ToldAnswer, ComesAfterThePasswordWhereThatIsFirst) {
  for (const std::string spelling : {"CHALLENGE_NAME", "ChallengeName"}) {
    const Json asked = begin_with_srp(spelling);
    EXPECT_EQ(asked.text_at("ChallengeName"), "PASSWORD_VERIFIER");
    EXPECT_EQ(refusal("RespondToAuthChallenge", proof(asked, "wrong")), wrong);
    const Json after = call("RespondToAuthChallenge", proof(begin_with_srp(spelling)));
    EXPECT_EQ(after.text_at("ChallengeName"), "CUSTOM_CHALLENGE");
    EXPECT_TRUE(has_tokens(give(after, "snow"))) << spelling;
  }
}

TEST_F(ToldAnswer, ComesAfterASecondFactorWhereThePasswordIsFirst) {
  set_in_pool("SmsConfiguration", Json::object({{"SnsCallerArn", "arn:aws:iam::123456789012:role/sms"}}));
  call("AdminUpdateUserAttributes",
       of_user(annas_name, {{"UserAttributes", attributes({{"phone_number", "+4915112345678"}})}}));
  call("SetUserPoolMfaConfig",
       of_pool({{"MfaConfiguration", "OPTIONAL"},
                {"SmsMfaConfiguration",
                 Json::object({{"SmsConfiguration",
                                Json::object({{"SnsCallerArn", "arn:aws:iam::123456789012:role/sms"}})}})}}));
  call("AdminSetUserMFAPreference",
       of_user(annas_name, {{"SMSMfaSettings", Json::object({{"Enabled", true}, {"PreferredMfa", true}})}}));
  const Json factor = call("RespondToAuthChallenge", proof(begin_with_srp()));
  EXPECT_EQ(factor.text_at("ChallengeName"), "SMS_MFA");
  const Json asked = call(
      "RespondToAuthChallenge",
      Json::object({{"ClientId", "sunnyportal"},
                    {"ChallengeName", "SMS_MFA"},
                    {"Session", factor.text_at("Session")},
                    {"ChallengeResponses", Json::object({{"USERNAME", annas_name}, {"SMS_MFA_CODE", "246810"}})}}));
  EXPECT_EQ(asked.text_at("ChallengeName"), "CUSTOM_CHALLENGE");
  EXPECT_TRUE(has_tokens(give(asked, "snow")));
}

class ToldAttribute : public CustomAuth {
 protected:
  ToldAttribute() : CustomAuth(told("attribute: given_name")) {}
};

TEST_F(ToldAttribute, IsTheUsersOwn) {
  EXPECT_TRUE(has_tokens(give(begin(), "Anna")));
  call("AdminDeleteUserAttributes", of_user(annas_name, {{"UserAttributeNames", Json::array({"given_name"})}}));
  EXPECT_EQ(give(begin(), "x").text_at("ChallengeName"), "CUSTOM_CHALLENGE") << "who has none is never right";
}

class ToldCode : public CustomAuth {
 protected:
  ToldCode() : CustomAuth("triggers: {custom_challenge: {code: true, question: {hint: See your mail}}}") {}
};

TEST_F(ToldCode, IsSentAnewWithEachRound) {
  Json asked = begin();
  const Mail first = last_mail();
  EXPECT_EQ(first.to, annas_name);
  EXPECT_EQ(first.kind, "custom_challenge");
  EXPECT_EQ(first.text, "Your sign-in code is " + first.code + ".");
  EXPECT_EQ(asked.find("ChallengeParameters")->dump(), R"({"USERNAME":"anna@sunny.test","hint":"See your mail"})");
  asked = give(asked, "000000");
  EXPECT_EQ(mails(), 2U);
  const Mail second = last_mail();
  EXPECT_NE(first.code, second.code);
  asked = give(asked, first.code);
  EXPECT_EQ(asked.text_at("ChallengeName"), "CUSTOM_CHALLENGE") << "the first round's code is good no longer";
  EXPECT_TRUE(has_tokens(give(asked, last_mail().code)));
  EXPECT_EQ(refused(begin(), last_mail().code), "accepted");
}

class HookedChallenge : public CustomAuth {
 protected:
  HookedChallenge()
      : CustomAuth(hooked({"define_auth_challenge", "create_auth_challenge", "verify_auth_challenge_response"})) {
    hooks.answers["define-auth-challenge"] = [](const Json& event) {
      const auto& rounds = event.find("request")->find("session")->items();
      const bool is_right = !rounds.empty() && *rounds.back().find("challengeResult") == Json(true) &&
                            rounds.back().text_at("challengeName") == "CUSTOM_CHALLENGE";
      return Hooks::filled(event, is_right ? Json::object({{"issueTokens", true}, {"failAuthentication", false}})
                                           : Json::object({{"challengeName", "CUSTOM_CHALLENGE"}}));
    };
    hooks.fill("create-auth-challenge",
               Json::object({{"publicChallengeParameters", Json::object({{"q", "1+1"}, {"n", 2}})},
                             {"privateChallengeParameters", Json::object({{"a", "2"}})},
                             {"challengeMetadata", "SUM"}}));
    hooks.answers["verify-auth-challenge-response"] = [](const Json& event) {
      const Json& request = *event.find("request");
      const bool is_right =
          request.find("privateChallengeParameters")->text_at("a") == request.text_at("challengeAnswer");
      return Hooks::filled(event, Json::object({{"answerCorrect", is_right}}));
    };
  }

  static std::string asked(const std::string& source, const std::string& request, const std::string& response) {
    return R"({"version":"1","region":"eu-central-1","userPoolId":"eu-central-1_Sunny0001",)"
           R"("userName":"anna@sunny.test","callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown",)"
           R"("clientId":"sunnyportal"},"triggerSource":")" +
           source + R"(_Authentication","request":{"userAttributes":)" + annas_attributes + "," + request +
           R"(},"response":)" + response + "}";
  }

  const std::string defined = R"({"challengeName":null,"issueTokens":null,"failAuthentication":null})";
};

TEST_F(HookedChallenge, GetsTheEventsOfARound) {
  Json first = request();
  first.set("ClientMetadata", Json::object({{"from", "begin"}}));
  const Json shown = call("InitiateAuth", first);
  EXPECT_EQ(shown.find("ChallengeParameters")->dump(), R"({"USERNAME":"anna@sunny.test","q":"1+1","n":"2"})");
  EXPECT_EQ(hooks.event("define-auth-challenge"), asked("DefineAuthChallenge", R"("session":[])", defined));
  EXPECT_EQ(hooks.event("create-auth-challenge"),
            asked("CreateAuthChallenge", R"("challengeName":"CUSTOM_CHALLENGE","session":[])",
                  R"({"publicChallengeParameters":null,"privateChallengeParameters":null,"challengeMetadata":null})"));
  Json given = answer(shown, "3");
  given.set("ClientMetadata", Json::object({{"from", "answer"}}));
  const Json again = call("RespondToAuthChallenge", given);
  const std::string metadata = R"(,"clientMetadata":{"from":"answer"})";
  EXPECT_EQ(
      hooks.event("verify-auth-challenge-response"),
      asked("VerifyAuthChallengeResponse", R"("privateChallengeParameters":{"a":"2"},"challengeAnswer":"3")" + metadata,
            R"({"answerCorrect":null})"));
  const std::string rounds =
      R"("session":[{"challengeName":"CUSTOM_CHALLENGE","challengeResult":false,"challengeMetadata":"SUM"}])";
  EXPECT_EQ(hooks.event("define-auth-challenge"), asked("DefineAuthChallenge", rounds + metadata, defined));
  EXPECT_TRUE(has_tokens(give(again, "2")));
}

TEST_F(HookedChallenge, TellsOfThePasswordAsARoundEach) {
  hooks.answers["define-auth-challenge"] = [](const Json& event) {
    const bool is_first = event.find("request")->find("session")->items().size() == 1;
    return Hooks::filled(event, Json::object({{"challengeName", is_first ? "PASSWORD_VERIFIER" : "CUSTOM_CHALLENGE"}}));
  };
  const Json shown = begin_with_srp();
  const std::string first = R"({"challengeName":"SRP_A","challengeResult":true,"challengeMetadata":null})";
  EXPECT_EQ(hooks.event("define-auth-challenge"), asked("DefineAuthChallenge", "\"session\":[" + first + "]", defined));
  call("RespondToAuthChallenge", proof(shown));
  EXPECT_EQ(hooks.event("define-auth-challenge"),
            asked("DefineAuthChallenge",
                  "\"session\":[" + first +
                      R"(,{"challengeName":"PASSWORD_VERIFIER","challengeResult":true,"challengeMetadata":null}])",
                  defined));
}

}  // namespace understudy::cognito
