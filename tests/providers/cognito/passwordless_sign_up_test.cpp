// Signing up without a password, the sign-in that follows a confirmation at once, and users whom administrators make
// so.
#include "providers/cognito/choice_calls.h"

namespace understudy::cognito {

class PasswordlessSignUp : public ChoiceCalls {
 protected:
  Json sign_up(std::string_view name, std::string_view password = "") {
    Json body = of_client(name, {{"UserAttributes", attributes({{"email", name}})}});
    if (!password.empty()) body.set("Password", password);
    return call("SignUp", body);
  }
  static Json confirmation(std::string_view name, const Json& signed_up, std::string_view text = "246810") {
    Json body = of_client(name, {{"ConfirmationCode", text}});
    if (!signed_up.text_at("Session").empty()) body.set("Session", signed_up.text_at("Session"));
    return body;
  }
  static Json going_on(std::string_view name, const Json& confirmed) {
    return Json::object({{"AuthFlow", "USER_AUTH"},
                         {"ClientId", "sunnyportal"},
                         {"Session", confirmed.text_at("Session")},
                         {"AuthParameters", Json::object({{"USERNAME", name}})}});
  }

  const std::string zoe = "zoe@sunny.test";
  const std::string mallory = "mallory@sunny.test";
};

TEST_F(PasswordlessSignUp, LeadsToASignInAtOnce) {
  const Json signed_up = sign_up(zoe);
  EXPECT_EQ(signed_up.members().back().name, "Session");
  EXPECT_EQ(refusal("InitiateAuth", going_on(zoe, signed_up)), invalid_session_refused) << "not confirmed yet";
  const Json confirmed = call("ConfirmSignUp", confirmation(zoe, signed_up));
  EXPECT_EQ(told(confirmed), R"({"Session":"…"})");
  EXPECT_EQ(state_of(zoe), "CONFIRMED");
  EXPECT_EQ(refusal("InitiateAuth", going_on(zoe, signed_up)), spent_session_refused);
  Json elsewhere = going_on(zoe, confirmed);
  EXPECT_EQ(refusal("InitiateAuth", elsewhere, "other"), "UserNotFoundException: User does not exist.");
  elsewhere.set("ClientId", "sunnyother");
  EXPECT_EQ(refusal("InitiateAuth", elsewhere), invalid_session_refused);
  EXPECT_EQ(refusal("InitiateAuth", going_on("anna@sunny.test", confirmed)), invalid_session_refused);
  EXPECT_TRUE(is_in(call("InitiateAuth", going_on(zoe, confirmed))));
  EXPECT_EQ(refusal("InitiateAuth", going_on(zoe, confirmed)), spent_session_refused);
  EXPECT_EQ(asked_in(call("InitiateAuth", beginning("Zoe"))), "EMAIL_OTP") << "that is all she has";
}

TEST_F(PasswordlessSignUp, LastsAsLongAsItsSessions) {
  const Json signed_up = sign_up(zoe);
  wait(std::chrono::minutes(3) - Milliseconds(1));
  const Json confirmed = call("ConfirmSignUp", confirmation(zoe, signed_up));
  wait(std::chrono::minutes(3));
  EXPECT_EQ(refusal("InitiateAuth", going_on(zoe, confirmed)), expired_session_refused);
}

TEST_F(PasswordlessSignUp, LooksAtTheSessionBeforeTheCodeIsUsed) {
  const Json signed_up = sign_up(zoe);
  const Json others = sign_up(mallory);
  EXPECT_EQ(refusal("ConfirmSignUp", confirmation(zoe, others)), invalid_session_refused) << "of another sign-up";
  EXPECT_EQ(refusal("ConfirmSignUp", confirmation(zoe, begin("Anna"))), invalid_session_refused) << "of a sign-in";
  EXPECT_EQ(refusal("ConfirmSignUp", confirmation(zoe, signed_up, "246811")),
            "CodeMismatchException: Invalid verification code provided, please try again.");
  wait(std::chrono::minutes(3));
  EXPECT_EQ(refusal("ConfirmSignUp", confirmation(zoe, signed_up)), expired_session_refused);
  EXPECT_EQ(state_of(zoe), "UNCONFIRMED");
  EXPECT_NE(call("ConfirmSignUp", confirmation(zoe, Json::object())).text_at("Session"), "")
      << "without one the code is good";
  EXPECT_EQ(state_of(zoe), "CONFIRMED");
}

TEST_F(PasswordlessSignUp, LetsNobodyInByTheSessionOfAnother) {
  const Json hers = sign_up(zoe);
  const Json own = sign_up(mallory);
  EXPECT_EQ(refusal("ConfirmSignUp", confirmation(mallory, hers)), invalid_session_refused);
  const Json confirmed = call("ConfirmSignUp", confirmation(mallory, own));
  EXPECT_EQ(refusal("InitiateAuth", going_on(zoe, confirmed)), invalid_session_refused);
  for (const Json& session : {hers, confirmed}) {
    const Json body = Json::object({{"Session", session.text_at("Session")}});
    EXPECT_EQ(refusal("AssociateSoftwareToken", body), invalid_session_refused);
    for (const std::string_view who : {"Zoe", "Mallory"}) {
      EXPECT_NE(answered(with_mail(session, "24681024", who)), "accepted");
      EXPECT_NE(answered(reply(session, "MFA_SETUP", who)), "accepted");
      EXPECT_NE(answered(reply(session, "SELECT_CHALLENGE", who, {{"ANSWER", "EMAIL_OTP"}})), "accepted");
    }
  }
}

TEST_F(PasswordlessSignUp, NeedsAPasswordWhereThePoolHasNoCodes) {
  allow({"PASSWORD"});
  EXPECT_EQ(refusal("SignUp", of_client(zoe, {{"UserAttributes", attributes({{"email", zoe}})}})),
            "InvalidParameterException: Missing required parameter PASSWORD");
  EXPECT_EQ(sign_up(zoe, "Zoe-Password-1").find("Session"), nullptr) << "there is nothing to go on with";
}

TEST_F(PasswordlessSignUp, HoldsAPasswordThatIsGivenToTheRules) {
  EXPECT_EQ(refusal("SignUp", of_client(zoe, {{"Password", "short"}})),
            "InvalidPasswordException: Password did not conform with policy: Password not long enough");
  const Json confirmed = call("ConfirmSignUp", confirmation(zoe, sign_up(zoe, "Zoe-Password-1")));
  EXPECT_TRUE(is_in(call("InitiateAuth", going_on(zoe, confirmed))));
  EXPECT_TRUE(is_in(sign_in("Zoe")));
}

TEST_F(PasswordlessSignUp, GivesNoSessionToClientsThatCannotUseIt) {
  set_in_client("ExplicitAuthFlows", Json::array({"ALLOW_USER_PASSWORD_AUTH"}));
  EXPECT_EQ(sign_up(zoe).find("Session"), nullptr);
}

TEST_F(PasswordlessSignUp, GivesNoSessionWhereTheCodeIsNoFactorOfTheUsers) {
  allow({"PASSWORD", "SMS_OTP"});
  const Json signed_up = sign_up(zoe, "Zoe-Password-1");
  EXPECT_FALSE(signed_up.text_at("Session").empty());
  EXPECT_EQ(call("ConfirmSignUp", confirmation(zoe, signed_up)).dump(), "{}") << "she was sent a mail";
}

TEST_F(PasswordlessSignUp, IsDoneByAdministratorsForOthers) {
  const auto create = [&](std::string_view name, std::initializer_list<Json::NewMember> more) {
    Json body = of_user(name, more);
    body.set("UserAttributes", attributes({{"email", name}, {"email_verified", "true"}}));
    call("AdminCreateUser", body);
    return state_of(name);
  };
  EXPECT_EQ(create(zoe, {{"MessageAction", "SUPPRESS"}}), "CONFIRMED");
  EXPECT_EQ(asked_in(call("InitiateAuth", beginning("Zoe"))), "EMAIL_OTP");
  EXPECT_TRUE(is_in(answer(with_mail(call("InitiateAuth", beginning("Zoe")), "24681024", "Zoe"))));
  EXPECT_EQ(create("yan@sunny.test", {}), "FORCE_CHANGE_PASSWORD") << "who is invited gets a password";
  EXPECT_EQ(create("xia@sunny.test", {{"MessageAction", "SUPPRESS"}, {"TemporaryPassword", "Xia-Password-1"}}),
            "FORCE_CHANGE_PASSWORD");
  EXPECT_EQ(member_of(call("InitiateAuth", beginning("Xia")), "AvailableChallenges"), R"(["PASSWORD_SRP","PASSWORD"])");
  allow({"PASSWORD"});
  EXPECT_EQ(create("wim@sunny.test", {{"MessageAction", "SUPPRESS"}}), "FORCE_CHANGE_PASSWORD");
}

TEST_F(PasswordlessSignUp, IsToldAmongTheFactorsOfUsers) {
  const auto factors_of = [&](std::string_view who) {
    return member_of(call("AdminGetUserAuthFactors", of_user(name_of(who))), "ConfiguredUserAuthFactors");
  };
  EXPECT_EQ(factors_of("Anna"), R"(["PASSWORD","EMAIL_OTP","SMS_OTP"])");
  EXPECT_EQ(factors_of("Paul"), R"(["EMAIL_OTP","SMS_OTP"])");
  EXPECT_EQ(factors_of("Mel"), R"(["PASSWORD"])");
}

}  // namespace understudy::cognito
