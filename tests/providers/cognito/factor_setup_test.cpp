// MFA_SETUP: second factors that are set up on the way in, where a pool asks everybody for one.
#include "providers/cognito/factor_calls.h"

namespace understudy::cognito {

/// A pool that asks everybody, and Pia, who has a user name and nothing else.
class FactorSetup : public FactorCalls {
 protected:
  FactorSetup() {
    recover_by({"admin_only"});
    set_mfa("ON", {"SoftwareToken", "Email"});
    call("AdminCreateUser", of_user("pia@sunny.test", {{"MessageAction", "SUPPRESS"}}));
    call("AdminSetUserPassword", of_user("pia@sunny.test", {{"Password", "Pia-Password-1"}, {"Permanent", true}}));
  }

  static Json with_session(const Json& asked, std::initializer_list<Json::NewMember> more = {}) {
    Json body = Json::object(more);
    body.set("Session", asked.text_at("Session"));
    return body;
  }
  Json associate(const Json& asked) { return call("AssociateSoftwareToken", with_session(asked)); }
  Json verify(const Json& associated) {
    return call("VerifySoftwareToken",
                with_session(associated, {{"UserCode", code(0, associated.text_at("SecretCode"))}}));
  }
  static Json set_up(const Json& asked) { return reply(asked, "MFA_SETUP", "Pia"); }
  static Json set_up_mail(const Json& asked, std::string_view address, std::string_view as = "EMAIL") {
    return reply(asked, "MFA_SETUP", "Pia", {{as, address}});
  }
  void ask_after_setup() {
    for (const auto* world : {"default"})
      mock.world(world).step([](WorldState& state) { cognito_of(state).choices.asks_after_setup = true; });
  }
  Json pia() { return call("AdminGetUser", of_user("pia@sunny.test")); }
};

TEST_F(FactorSetup, IsAskedOfWhoHasNothing) {
  EXPECT_EQ(told(sign_in("Pia")),
            R"({"ChallengeName":"MFA_SETUP","Session":"…","ChallengeParameters":{"MFAS_CAN_SETUP":)"
            R"("[\"SOFTWARE_TOKEN_MFA\",\"EMAIL_OTP\"]","USER_ID_FOR_SRP":"pia@sunny.test"}})");
  recover_by({"verified_email"});
  EXPECT_EQ(sign_in("Pia").find("ChallengeParameters")->text_at("MFAS_CAN_SETUP"), R"(["SOFTWARE_TOKEN_MFA"])")
      << "what recovers passwords is left out";
  EXPECT_EQ(asked_in(sign_in("Eve")), "EMAIL_OTP");
}

TEST_F(FactorSetup, ByAnAppGoesThroughThreeCalls) {
  const Json asked = sign_in("Pia");
  const Json associated = associate(asked);
  EXPECT_EQ(associated.text_at("SecretCode").size(), 52U);
  EXPECT_EQ(answered(set_up(asked)), spent_session_refused);
  EXPECT_EQ(answered(set_up(associated)), "InvalidParameterException: User has not verified software token MFA");
  const Json verified = verify(associated);
  EXPECT_EQ(told(verified), R"({"Status":"SUCCESS","Session":"…"})");
  const Json done = answer(set_up(verified));
  EXPECT_TRUE(is_in(done));
  EXPECT_EQ(answered(set_up(verified)), spent_session_refused);
  EXPECT_EQ(member_of(pia(), "UserMFASettingList"), R"(["SOFTWARE_TOKEN_MFA"])");
  EXPECT_EQ(member_of(pia(), "PreferredMfaSetting"), "none");
  EXPECT_EQ(asked_in(sign_in("Pia")), "SOFTWARE_TOKEN_MFA");
  EXPECT_EQ(answered(with_app(sign_in("Pia"), code(0, associated.text_at("SecretCode")), "Pia")),
            "ExpiredCodeException: Your software token has already been used once.");
}

TEST_F(FactorSetup, ByAnAppTakesTheRightCodeAlone) {
  const Json associated = associate(sign_in("Pia"));
  const auto verification = [&](std::string_view text) { return with_session(associated, {{"UserCode", text}}); };
  const std::string no_match = "EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA";
  const auto secret = associated.text_at("SecretCode");
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(code(2, secret))), no_match);
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(code(0))), no_match) << "another app's";
  EXPECT_EQ(refusal("VerifySoftwareToken", with_session(sign_in("Pia"), {{"UserCode", "123456"}})),
            invalid_session_refused)
      << "nothing is associated there";
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(code(-1, secret)), "other"), invalid_session_refused);
  EXPECT_EQ(refusal("VerifySoftwareToken", verification(code(-1, secret))), "accepted");
}

TEST_F(FactorSetup, ByAnAppBeginsAnewWithAnotherAssociation) {
  const Json first = associate(sign_in("Pia"));
  const Json second = associate(first);
  EXPECT_NE(second.text_at("SecretCode"), first.text_at("SecretCode"));
  EXPECT_EQ(refusal("VerifySoftwareToken", with_session(first, {{"UserCode", "123456"}})), spent_session_refused);
  EXPECT_TRUE(is_in(answer(set_up(verify(second)))));
}

TEST_F(FactorSetup, ByMailSendsACode) {
  for (const std::string_view as : {"EMAIL", "email"}) {
    call("AdminDeleteUser", of_user("pia@sunny.test"));
    call("AdminCreateUser", of_user("pia@sunny.test", {{"MessageAction", "SUPPRESS"}}));
    call("AdminSetUserPassword", of_user("pia@sunny.test", {{"Password", "Pia-Password-1"}, {"Permanent", true}}));
    const Json asked = sign_in("Pia");
    const Json sent = answer(set_up_mail(asked, "pia@new.test", as));
    EXPECT_EQ(
        told(sent),
        R"({"ChallengeName":"EMAIL_OTP","Session":"…","ChallengeParameters":{"CODE_DELIVERY_DELIVERY_MEDIUM":"EMAIL",)"
        R"("CODE_DELIVERY_DESTINATION":"p***@n***","USER_ID_FOR_SRP":"pia@sunny.test"}})");
    EXPECT_EQ(last_mail().to, "pia@new.test");
    EXPECT_EQ(last_mail().kind, "email_mfa");
    EXPECT_EQ(attributes_of("pia@sunny.test").find("pia@new.test"), std::string::npos) << "not before it is verified";
    EXPECT_EQ(answered(with_mail(sent, "246811", "Pia")), wrong_code_refused);
    EXPECT_TRUE(is_in(answer(with_mail(sent, "246810", "Pia"))));
    EXPECT_EQ(attributes_of("pia@sunny.test"), "email_verified=true email=pia@new.test");
    EXPECT_EQ(member_of(pia(), "UserMFASettingList"), R"(["EMAIL_OTP"])");
    EXPECT_EQ(asked_in(sign_in("Pia")), "EMAIL_OTP");
  }
}

TEST_F(FactorSetup, ByMailNeedsAnAddressThatThePoolTakes) {
  const Json asked = sign_in("Pia");
  EXPECT_EQ(answered(set_up_mail(asked, "no address")), "InvalidParameterException: Invalid email address format.");
  EXPECT_EQ(answered(set_up(asked)), "InvalidParameterException: User has not verified software token MFA");
  set_mfa("ON", {"SoftwareToken"});
  EXPECT_EQ(answered(set_up_mail(asked, "pia@new.test")),
            "InvalidParameterException: User pool does not have EMAIL_OTP MFA to set up.");
  EXPECT_TRUE(is_in(answer(set_up(verify(associate(asked)))))) << "the session waits on";
}

TEST_F(FactorSetup, IsFollowedByTheFactorWhereThatIsChosen) {
  ask_after_setup();
  const Json associated = associate(sign_in("Pia"));
  const Json asked = answer(set_up(verify(associated)));
  ASSERT_EQ(asked_in(asked), "SOFTWARE_TOKEN_MFA");
  const auto secret = associated.text_at("SecretCode");
  EXPECT_EQ(answered(with_app(asked, code(0, secret), "Pia")),
            "ExpiredCodeException: Your software token has already been used once.");
  EXPECT_TRUE(is_in(answer(with_app(asked, code(1, secret), "Pia"))));
}

TEST_F(FactorSetup, ByMailIsFollowedByTheFactorWhereThatIsChosen) {
  ask_after_setup();
  const Json sent = answer(set_up_mail(sign_in("Pia"), "pia@new.test"));
  const Json asked = answer(with_mail(sent, "246810", "Pia"));
  ASSERT_EQ(asked_in(asked), "EMAIL_OTP");
  EXPECT_TRUE(is_in(answer(with_mail(asked, "246810", "Pia"))));
}

TEST_F(FactorSetup, IsImpossibleWhereThePoolHasNothingToSetUp) {
  set_mfa("ON", {"Sms"});
  EXPECT_EQ(refusal("InitiateAuth", by_password("Pia")),
            "InvalidUserPoolConfigurationException: The user pool requires MFA, and the user has no factor that it can "
            "be done with.");
  set_mfa("OFF", {});
  EXPECT_EQ(asked_in(sign_in("Pia")), "tokens");
}

TEST_F(FactorSetup, IsOverWhereThePoolAsksNobodyAnyMore) {
  const Json asked = sign_in("Pia");
  set_mfa("OFF", {});
  EXPECT_EQ(answered(set_up(asked)), invalid_session_refused);
  EXPECT_EQ(asked_in(sign_in("Pia")), "tokens");
}

}  // namespace understudy::cognito
