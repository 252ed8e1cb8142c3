// USER_AUTH: which first factors there are to choose from, and how each is chosen and answered.
#include "providers/cognito/choice_calls.h"

namespace understudy::cognito {

class Choice : public ChoiceCalls {};

TEST_F(Choice, IsShownWhereNothingIsPreferred) {
  EXPECT_EQ(told(begin("Anna")),
            R"({"ChallengeName":"SELECT_CHALLENGE","Session":"…","ChallengeParameters":{},"AvailableChallenges":)"
            R"(["PASSWORD_SRP","PASSWORD","EMAIL_OTP","SMS_OTP"]})");
}

TEST_F(Choice, IsOfWhatTheUserHas) {
  struct Row {
    std::string_view who;
    std::string choices;
  };
  const std::vector<Row> rows{
      {"Anna", R"(["PASSWORD_SRP","PASSWORD","EMAIL_OTP","SMS_OTP"])"},
      {"Tess", R"(["PASSWORD_SRP","PASSWORD"])"},  // must change her password
      {"Mel", R"(["PASSWORD_SRP","PASSWORD"])"},   // has a second factor
      {"Rex", R"(["PASSWORD_SRP","PASSWORD"])"},   // must reset his password
      {"Uma", R"(["PASSWORD_SRP","PASSWORD","EMAIL_OTP"])"},
      {"Paul", R"(["EMAIL_OTP","SMS_OTP"])"},
      {"Nobody", R"(["PASSWORD_SRP","PASSWORD","EMAIL_OTP","SMS_OTP"])"},
  };
  hide_users();
  for (const auto& row : rows) EXPECT_EQ(member_of(begin(row.who), "AvailableChallenges"), row.choices) << row.who;
  allow({"PASSWORD"});
  EXPECT_EQ(member_of(begin("Anna"), "AvailableChallenges"), R"(["PASSWORD_SRP","PASSWORD"])");
  EXPECT_EQ(member_of(begin("Nobody"), "AvailableChallenges"), R"(["PASSWORD_SRP","PASSWORD"])");
  EXPECT_EQ(refusal("InitiateAuth", beginning("Paul")), password_refused) << "nothing is left";
}

TEST_F(Choice, OfOneIsNone) {
  allow({"PASSWORD", "EMAIL_OTP"});
  const Json asked = begin("Paul");
  EXPECT_EQ(told(asked),
            R"({"ChallengeName":"EMAIL_OTP","Session":"…","ChallengeParameters":{"CODE_DELIVERY_DELIVERY_MEDIUM":)"
            R"("EMAIL","CODE_DELIVERY_DESTINATION":"p***@s***"},"AvailableChallenges":["EMAIL_OTP"]})");
  EXPECT_EQ(last_mail().code, "24681024") << "eight digits";
}

TEST_F(Choice, OfAPasswordIsAnsweredAtOnceOrLater) {
  EXPECT_TRUE(is_in(begin("Anna", {{"PREFERRED_CHALLENGE", "PASSWORD"}, {"PASSWORD", "Anna-Password-1"}})));
  EXPECT_EQ(refusal("InitiateAuth", beginning("Anna", {{"PREFERRED_CHALLENGE", "PASSWORD"}, {"PASSWORD", "wrong"}})),
            password_refused);
  const Json asked = begin("Anna", {{"PREFERRED_CHALLENGE", "PASSWORD"}});
  EXPECT_EQ(told(asked), R"({"ChallengeName":"PASSWORD","Session":"…","ChallengeParameters":{}})");
  EXPECT_TRUE(is_in(answer(reply(asked, "PASSWORD", "Anna", {{"PASSWORD", "Anna-Password-1"}}))));
  const Json select = begin("Anna");
  EXPECT_TRUE(is_in(
      answer(reply(select, "SELECT_CHALLENGE", "Anna", {{"ANSWER", "PASSWORD"}, {"PASSWORD", "Anna-Password-1"}}))));
  const Json direct = begin("Anna");
  EXPECT_EQ(answered(reply(direct, "PASSWORD", "Anna")),
            "InvalidParameterException: Missing required parameter PASSWORD");
  EXPECT_TRUE(is_in(answer(reply(direct, "PASSWORD", "Anna", {{"PASSWORD", "Anna-Password-1"}}))));
  const Json once = begin("Anna");
  EXPECT_EQ(answered(reply(once, "PASSWORD", "Anna", {{"PASSWORD", "wrong"}})), password_refused);
  EXPECT_EQ(answered(reply(once, "PASSWORD", "Anna", {{"PASSWORD", "Anna-Password-1"}})), spent_session_refused);
}

TEST_F(Choice, OfAPasswordIsProvedBySrpWithASession) {
  const auto prove = [&](const Json& shown) {
    EXPECT_EQ(asked_in(shown), "PASSWORD_VERIFIER");
    EXPECT_FALSE(shown.text_at("Session").empty());
    return proof_of(shown, "Anna");
  };
  const std::string a = srp_public_value();
  EXPECT_TRUE(is_in(answer(prove(begin("Anna", {{"PREFERRED_CHALLENGE", "PASSWORD_SRP"}, {"SRP_A", a}})))));
  EXPECT_TRUE(is_in(answer(
      prove(answer(reply(begin("Anna"), "SELECT_CHALLENGE", "Anna", {{"ANSWER", "PASSWORD_SRP"}, {"SRP_A", a}}))))));
  const Json shown = answer(reply(begin("Anna"), "PASSWORD_SRP", "Anna", {{"SRP_A", a}}));
  Json without = prove(shown);
  without.remove("Session");
  EXPECT_EQ(answered(without), "InvalidParameterException: Missing required parameter Session");
  Json foreign = prove(shown);
  foreign.set("Session", begin("Anna").text_at("Session"));
  EXPECT_EQ(answered(foreign), password_refused) << "of another challenge";
  EXPECT_EQ(answered(prove(shown)), "accepted");
  EXPECT_EQ(refusal("InitiateAuth", beginning("Anna", {{"PREFERRED_CHALLENGE", "PASSWORD_SRP"}})),
            "InvalidParameterException: Missing required parameter SRP_A");
}

TEST_F(Choice, OfACodeSendsIt) {
  const Json mail = begin("Anna", {{"PREFERRED_CHALLENGE", "EMAIL_OTP"}});
  EXPECT_EQ(told(mail),
            R"({"ChallengeName":"EMAIL_OTP","Session":"…","ChallengeParameters":{"CODE_DELIVERY_DELIVERY_MEDIUM":)"
            R"("EMAIL","CODE_DELIVERY_DESTINATION":"a***@s***"},"AvailableChallenges":["EMAIL_OTP"]})");
  EXPECT_EQ(last_mail().kind, "email_otp");
  EXPECT_EQ(last_mail().to, "anna@sunny.test");
  EXPECT_TRUE(is_in(answer(with_mail(mail, "24681024", "Anna"))));
  const Json text = begin("Anna", {{"PREFERRED_CHALLENGE", "SMS_OTP"}});
  EXPECT_EQ(told(text),
            R"({"ChallengeName":"SMS_OTP","Session":"…","ChallengeParameters":{"CODE_DELIVERY_DELIVERY_MEDIUM":)"
            R"("SMS","CODE_DELIVERY_DESTINATION":"+*********0001"},"AvailableChallenges":["SMS_OTP"]})");
  EXPECT_EQ(last_mail().kind, "sms_otp");
  EXPECT_EQ(last_mail().to, "+4915100000001");
  EXPECT_TRUE(is_in(answer(with_text(text, "24681024", "Anna"))));
}

TEST_F(Choice, OfACodeTakesWrongOnesWithoutALock) {
  const Json asked = begin("Anna", {{"PREFERRED_CHALLENGE", "EMAIL_OTP"}});
  for (int i = 0; i < 8; ++i) EXPECT_EQ(answered(with_mail(asked, "24681025", "Anna")), wrong_code_refused);
  EXPECT_EQ(answered(with_text(asked, "24681024", "Anna")), invalid_session_refused);
  EXPECT_EQ(answered(with_mail(asked, "24681024", "Anna")), "accepted");
  EXPECT_EQ(answered(with_mail(asked, "24681024", "Anna")), spent_session_refused);
  const Json late = begin("Anna", {{"PREFERRED_CHALLENGE", "EMAIL_OTP"}});
  wait(std::chrono::minutes(3));
  EXPECT_EQ(answered(with_mail(late, "24681024", "Anna")), expired_session_refused);
}

TEST_F(Choice, CanBeMadeAnew) {
  const Json mail = begin("Anna", {{"PREFERRED_CHALLENGE", "EMAIL_OTP"}});
  const Json text = answer(reply(mail, "SELECT_CHALLENGE", "Anna", {{"ANSWER", "SMS_OTP"}}));
  EXPECT_EQ(asked_in(text), "SMS_OTP");
  EXPECT_EQ(answered(with_mail(mail, "24681024", "Anna")), spent_session_refused);
  EXPECT_EQ(answered(with_mail(text, "24681024", "Anna")), invalid_session_refused);
  EXPECT_EQ(answered(with_text(text, "24681024", "Anna")), "accepted");
}

TEST_F(Choice, OfWhatThereIsNotIsShownAgainOrRefused) {
  for (const auto* preferred : {"SMS_OTP", "NOTHING"}) {
    const Json asked = begin("Uma", {{"PREFERRED_CHALLENGE", preferred}});
    EXPECT_EQ(asked_in(asked), "SELECT_CHALLENGE") << preferred;
    EXPECT_EQ(answered(reply(asked, "SELECT_CHALLENGE", "Uma", {{"ANSWER", preferred}})),
              "InvalidParameterException: Invalid challenge selected.");
  }
  EXPECT_EQ(answered(reply(begin("Uma"), "SELECT_CHALLENGE", "Uma")),
            "InvalidParameterException: Missing required parameter ANSWER");
  EXPECT_EQ(
      refusal("InitiateAuth", beginning("Anna", {{"PREFERRED_CHALLENGE", "WEB_AUTHN"}})),
      "501 NotEmulatedException: Understudy does not emulate the challenge WEB_AUTHN of Amazon Cognito user pools");
  EXPECT_EQ(refusal("InitiateAuth", beginning("Anna", {{"TARGET_ACR_VALUES", "x"}})),
            "501 NotEmulatedException: Understudy does not emulate the parameter TARGET_ACR_VALUES of USER_AUTH of "
            "Amazon Cognito user pools");
}

TEST_F(Choice, LeadsOnToWhatIsDue) {
  const auto with_password = [&](std::string_view who) {
    return begin(who, {{"PREFERRED_CHALLENGE", "PASSWORD"}, {"PASSWORD", cat({who, "-Password-1"})}});
  };
  EXPECT_EQ(asked_in(with_password("Tess")), "NEW_PASSWORD_REQUIRED");
  const Json asked = with_password("Mel");
  ASSERT_EQ(asked_in(asked), "SMS_MFA");
  EXPECT_EQ(answered(reply(asked, "SELECT_CHALLENGE", "Mel", {{"ANSWER", "PASSWORD"}})), invalid_session_refused)
      << "that was chosen";
  EXPECT_TRUE(is_in(answer(with_sms(asked, "246810", "Mel"))));
}

TEST_F(Choice, IsOfAccountsThatAreOpen) {
  const auto with = [&](std::string_view who, std::string_view preferred) {
    return refusal("InitiateAuth", beginning(who, {{"PREFERRED_CHALLENGE", preferred}, {"PASSWORD", "wrong"}}));
  };
  const size_t before = mails();
  EXPECT_EQ(with("Dan", "PASSWORD"), "NotAuthorizedException: User is disabled.");
  EXPECT_EQ(with("Dan", "EMAIL_OTP"), "NotAuthorizedException: User is disabled.");
  EXPECT_EQ(mails(), before);
  EXPECT_EQ(with("Rex", "PASSWORD"), "PasswordResetRequiredException: Password reset required for the user");
  EXPECT_EQ(with("Uma", "PASSWORD"), "UserNotConfirmedException: User is not confirmed.");
}

TEST_F(Choice, ConfirmsAnAccountByACode) {
  EXPECT_EQ(state_of("uma@sunny.test"), "UNCONFIRMED");
  const Json asked = begin("Uma", {{"PREFERRED_CHALLENGE", "EMAIL_OTP"}});
  EXPECT_EQ(answered(with_mail(asked, "24681025", "Uma")), wrong_code_refused);
  EXPECT_EQ(state_of("uma@sunny.test"), "UNCONFIRMED");
  EXPECT_TRUE(is_in(answer(with_mail(asked, "24681024", "Uma"))));
  EXPECT_EQ(state_of("uma@sunny.test"), "CONFIRMED");
  EXPECT_NE(attributes_of("uma@sunny.test").find("email_verified=true"), std::string::npos);
  EXPECT_EQ(refusal("InitiateAuth", by_password("Uma")), "accepted");
}

TEST_F(Choice, IsOfItsUserClientPoolAndWorld) {
  const Json asked = begin("Anna", {{"PREFERRED_CHALLENGE", "EMAIL_OTP"}});
  Json body = with_mail(asked, "24681024", "Anna");
  EXPECT_EQ(answered(body, "other"), invalid_session_refused);
  for (const auto* client : {"sunnyother", "cloudyapp"}) {
    body.set("ClientId", client);
    EXPECT_EQ(answered(body), invalid_session_refused) << client;
  }
  EXPECT_EQ(answered(with_mail(asked, "24681024", "Paul")), password_refused);
  EXPECT_EQ(answered(with_mail(asked, "24681024", "Anna")), "accepted");
}

TEST_F(Choice, NeedsAClientThatAllowsIt) {
  set_in_client("ExplicitAuthFlows", Json::array({"ALLOW_USER_PASSWORD_AUTH"}));
  EXPECT_EQ(refusal("InitiateAuth", beginning("Anna")),
            "InvalidParameterException: USER_AUTH is not enabled for the client.");
}

TEST_F(Choice, IsMadeByAdministratorsToo) {
  Json body = beginning("Anna", {{"PREFERRED_CHALLENGE", "EMAIL_OTP"}});
  body.set("UserPoolId", "eu-central-1_Sunny0001");
  Json response = with_mail(call("AdminInitiateAuth", body), "24681024", "Anna");
  response.set("UserPoolId", "eu-central-1_Sunny0001");
  EXPECT_TRUE(is_in(call("AdminRespondToAuthChallenge", response)));
}

TEST_F(Choice, TellsNobodyWhoIsThere) {
  EXPECT_EQ(refusal("InitiateAuth", beginning("Nobody")), "UserNotFoundException: User does not exist.");
  hide_users();
  const size_t before = mails();
  const std::string a = srp_public_value();
  for (const std::string_view preferred : {"", "PASSWORD", "EMAIL_OTP"}) {
    std::initializer_list<std::pair<std::string_view, std::string_view>> parameters{{"PREFERRED_CHALLENGE", preferred},
                                                                                    {"SRP_A", a}};
    const Json known = preferred.empty() ? begin("Anna") : begin("Anna", parameters);
    const Json unknown = preferred.empty() ? begin("Amos") : begin("Amos", parameters);
    EXPECT_EQ(told(unknown), told(known)) << preferred;
    EXPECT_EQ(unknown.text_at("Session").size(), known.text_at("Session").size());
  }
  EXPECT_EQ(mails(), before + 1) << "to Anna alone";
  const auto names_in = [](const Json& answer) {
    std::string names;
    for (const auto& one : answer.find("ChallengeParameters")->members()) names += one.name + " ";
    return cat({answer.text_at("ChallengeName"), " ", names});
  };
  const Json known = begin("Anna", {{"PREFERRED_CHALLENGE", "PASSWORD_SRP"}, {"SRP_A", a}});
  const Json unknown = begin("Amos", {{"PREFERRED_CHALLENGE", "PASSWORD_SRP"}, {"SRP_A", a}});
  EXPECT_EQ(names_in(unknown), names_in(known));
  EXPECT_EQ(answered(proof_of(unknown, "Amos")), password_refused);
  const Json text = begin("Amos", {{"PREFERRED_CHALLENGE", "SMS_OTP"}});
  const auto masked = text.find("ChallengeParameters")->text_at("CODE_DELIVERY_DESTINATION");
  EXPECT_EQ(masked.size(), std::string_view("+*********0001").size());
  EXPECT_EQ(begin("Amos", {{"PREFERRED_CHALLENGE", "SMS_OTP"}}).find("ChallengeParameters")->dump(),
            text.find("ChallengeParameters")->dump())
      << "the same each time";
}

TEST_F(Choice, TellsNobodyByTheirAnswers) {
  hide_users();
  const Json mail = begin("Amos", {{"PREFERRED_CHALLENGE", "EMAIL_OTP"}});
  for (const auto* text : {"24681024", "00000000", "24681024"})
    EXPECT_EQ(answered(with_mail(mail, text, "Amos")), wrong_code_refused);
  const Json select = begin("Amos");
  EXPECT_EQ(answered(reply(select, "SELECT_CHALLENGE", "Amos", {{"ANSWER", "PASSWORD"}, {"PASSWORD", "x"}})),
            password_refused);
  EXPECT_EQ(answered(reply(select, "PASSWORD", "Amos", {{"PASSWORD", "x"}})), spent_session_refused);
}

}  // namespace understudy::cognito
