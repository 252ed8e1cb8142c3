// Authenticator apps: when their codes are right, and how they are set up and taken away by an access token.
#include "providers/cognito/factor_calls.h"

namespace understudy::cognito {

class SoftwareTokens : public FactorCalls {
 protected:
  std::string tried(const std::string& text) { return answered(with_app(sign_in("Tom"), text)); }
  Json verification(const Json& tokens, std::string_view text, std::string_view name = "") {
    Json body = bearer(tokens, {{"UserCode", text}});
    if (!name.empty()) body.set("FriendlyDeviceName", name);
    return body;
  }
  std::string associate(const Json& tokens) {
    const Json answer = call("AssociateSoftwareToken", bearer(tokens));
    EXPECT_EQ(answer.members().size(), 1U) << answer.dump();
    return std::string(answer.text_at("SecretCode"));
  }

  const std::string used = "ExpiredCodeException: Your software token has already been used once.";
  const std::string no_match = "EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA";
  const std::string no_token = "SoftwareTokenMFANotFoundException: Software Token MFA does not exist for the user.";
};

TEST_F(SoftwareTokens, AreRightOneStepBeforeAndAfter) {
  struct Row {
    int64_t steps;
    std::string verdict;
  };
  const std::vector<Row> rows{
      {-2, wrong_app_code_refused}, {-1, "accepted"}, {0, "accepted"}, {1, "accepted"}, {2, wrong_app_code_refused}};
  for (const auto& row : rows) EXPECT_EQ(tried(code(row.steps)), row.verdict) << row.steps;
}

TEST_F(SoftwareTokens, AreRightToTheSecond) {
  const std::string shown = code();
  wait(std::chrono::seconds(60));
  EXPECT_EQ(tried(shown), wrong_app_code_refused) << "a step and more is past";
  wait(std::chrono::seconds(-1));
  EXPECT_EQ(tried(shown), "accepted");
  const std::string next = code(2);
  EXPECT_EQ(tried(next), wrong_app_code_refused) << "at 00:00:59";
  wait(std::chrono::seconds(1));
  EXPECT_EQ(tried(next), "accepted") << "at 00:01:00";
}

TEST_F(SoftwareTokens, AreTakenOnce) {
  EXPECT_EQ(tried(code()), "accepted");
  EXPECT_EQ(tried(code()), used);
  wait(std::chrono::seconds(30));
  EXPECT_EQ(tried(code(-1)), used) << "still, though it would be right";
  EXPECT_EQ(tried(code()), "accepted");
  EXPECT_EQ(tried(code(1)), "accepted");
  wait(std::chrono::seconds(30));
  EXPECT_EQ(tried(code()), used) << "taken before its time";
}

TEST_F(SoftwareTokens, AreTakenOnceWhereverTheClockGoes) {
  const std::string first = code();
  EXPECT_EQ(tried(first), "accepted");
  wait(std::chrono::hours(1));
  const std::string later = code();
  EXPECT_EQ(tried(later), "accepted");
  wait(std::chrono::hours(-1));
  EXPECT_EQ(tried(first), used);
  EXPECT_EQ(tried(code(1)), "accepted") << "another one of that time";
  wait(std::chrono::hours(1));
  EXPECT_EQ(tried(later), used);
}

TEST_F(SoftwareTokens, AreOfTheirUserAndWorldAlone) {
  EXPECT_EQ(tried(code()), "accepted");
  const Json elsewhere = sign_in("Tom", "other");
  EXPECT_EQ(answered(with_app(elsewhere, code()), "other"), "accepted") << "used in the other world alone";
  const Json mia = answer(reply(sign_in("Mia"), "SELECT_MFA_TYPE", "Mia", {{"ANSWER", "SOFTWARE_TOKEN_MFA"}}));
  EXPECT_EQ(answered(with_app(mia, code(), "Mia")), "accepted") << "the same secret, another user";
}

TEST_F(SoftwareTokens, AreSetUpByAnAccessToken) {
  const Json anna_tokens = tokens_of("Anna");
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(anna_tokens, "123456")), no_token) << "none is offered yet";
  const std::string first = associate(anna_tokens);
  EXPECT_EQ(first.size(), 52U);
  const std::string secret = associate(anna_tokens);
  EXPECT_NE(secret, first);
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(anna_tokens, code(0, first))), no_match)
      << "the newest is good alone";
  EXPECT_EQ(call("VerifySoftwareToken", verification(anna_tokens, code(0, secret), "Phone")).dump(),
            R"({"Status":"SUCCESS"})");
  EXPECT_EQ(asked_in(sign_in("Anna")), "tokens") << "set up, but not switched on";
  prefer("Anna", "SoftwareTokenMfaSettings", true, false);
  const Json asked = sign_in("Anna");
  EXPECT_EQ(told(asked), R"({"ChallengeName":"SOFTWARE_TOKEN_MFA","Session":"…","ChallengeParameters":)"
                         R"({"USER_ID_FOR_SRP":"anna@sunny.test","FRIENDLY_DEVICE_NAME":"Phone"}})");
  EXPECT_EQ(answered(with_app(asked, code(0, secret), "Anna")), used) << "by its verification";
  EXPECT_EQ(answered(with_app(asked, code(1, secret), "Anna")), "accepted");
}

TEST_F(SoftwareTokens, ReplaceTheOneBeforeOnceTheyAreVerified) {
  const Json tokens = *answer(with_app(sign_in("Tom"), code())).find("AuthenticationResult");
  const std::string secret = associate(tokens);
  EXPECT_EQ(tried(code(1)), "accepted") << "the one before goes on";
  EXPECT_EQ(call("VerifySoftwareToken", verification(tokens, code(-1, secret))).text_at("Status"), "SUCCESS");
  EXPECT_EQ(tried(code(-1)), wrong_app_code_refused);
  EXPECT_EQ(tried(code(0, secret)), "accepted");
}

TEST_F(SoftwareTokens, AreVerifiedByACodeOfTheirTime) {
  const Json tokens = tokens_of("Anna");
  const std::string secret = associate(tokens);
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(tokens, code(2, secret))), no_match);
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(tokens, code(-2, secret))), no_match);
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(tokens, "12345")),
            "InvalidParameterException: 1 validation error detected: Value at 'userCode' failed to satisfy constraint: "
            "Member must have length greater than or equal to 6");
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(tokens, code(1, secret))), "accepted");
}

TEST_F(SoftwareTokens, NeedAPoolThatHasThem) {
  const std::string not_here =
      "SoftwareTokenMFANotFoundException: Software Token MFA has not been enabled by the userPool";
  const Json tokens = tokens_of("Anna");
  set_mfa("OPTIONAL", {"Sms"});
  EXPECT_EQ(refusal("AssociateSoftwareToken", bearer(tokens)), not_here);
  set_mfa("OFF", {});
  EXPECT_EQ(refusal("AssociateSoftwareToken", bearer(tokens)), not_here);
  set_mfa("OPTIONAL", {"SoftwareToken"});
  EXPECT_EQ(refusal("AssociateSoftwareToken", bearer(tokens)), "accepted");
}

TEST_F(SoftwareTokens, NeedATokenOrASession) {
  const std::string neither = "InvalidParameterException: Either AccessToken or Session should be provided.";
  EXPECT_EQ(refusal("AssociateSoftwareToken", Json::object()), neither);
  EXPECT_EQ(refusal("VerifySoftwareToken", Json::object({{"UserCode", "123456"}})), neither);
  const Json strange = Json::object({{"AccessToken", "a.b.c"}});
  EXPECT_EQ(refusal("AssociateSoftwareToken", strange), "NotAuthorizedException: Invalid Access Token");
  for (const std::string session : {"no session of this server's", "no.session-of-this-server-at-all-0000"})
    EXPECT_EQ(refusal("AssociateSoftwareToken", Json::object({{"Session", session}})), invalid_session_refused);
  EXPECT_EQ(refusal("AssociateSoftwareToken", Json::object({{"Session", sign_in("Sam").text_at("Session")}})),
            invalid_session_refused)
      << "of somebody who has a factor";
}

TEST_F(SoftwareTokens, AreTakenAwayByAdministrators) {
  prefer("Mia", "SoftwareTokenMfaSettings", true, true);
  EXPECT_EQ(call("AdminDeleteSoftwareToken", of_user("mia@sunny.test")).dump(), "{}");
  const Json mia = call("AdminGetUser", of_user("mia@sunny.test"));
  EXPECT_EQ(member_of(mia, "UserMFASettingList"), R"(["SMS_MFA","EMAIL_OTP"])");
  EXPECT_EQ(member_of(mia, "PreferredMfaSetting"), "none");
  for (const std::string_view without : {"mia@sunny.test", "anna@sunny.test"})
    EXPECT_EQ(call("AdminDeleteSoftwareToken", of_user(without)).dump(), "{}") << without;
  EXPECT_EQ(refusal("AdminDeleteSoftwareToken", of_user("nobody@sunny.test")),
            "UserNotFoundException: User does not exist.");
  const Json waiting = sign_in("Tom");
  call("AdminDeleteSoftwareToken", of_user("tom@sunny.test"));
  EXPECT_EQ(answered(with_app(waiting, code())), invalid_session_refused) << "nothing is asked of him any more";
  EXPECT_EQ(asked_in(sign_in("Tom")), "tokens");
}

TEST_F(SoftwareTokens, OfferSecretsThatRepeat) {
  const auto secret_in = [&](std::string_view world) {
    const Json body = by_password("Anna");
    const Json tokens = *call("InitiateAuth", body, world).find("AuthenticationResult");
    return std::string(call("AssociateSoftwareToken", bearer(tokens), world).text_at("SecretCode"));
  };
  const std::string first = secret_in("one");
  EXPECT_NE(first, secret_in("two"));
  FactorCalls::sign_in("Sam", "one");
  EXPECT_NE(first, secret_in("one")) << "each is another";
}

}  // namespace understudy::cognito
