// Second factors at sign-in: which is asked of whom, and what comes of its code.
#include "providers/cognito/factor_calls.h"

namespace understudy::cognito {

class SecondFactorsOfPools : public FactorCalls {};

TEST_F(SecondFactorsOfPools, BySmsAreAskedAfterThePassword) {
  const Json asked = sign_in("Sam");
  EXPECT_EQ(told(asked),
            R"({"ChallengeName":"SMS_MFA","Session":"…","ChallengeParameters":{"CODE_DELIVERY_DELIVERY_MEDIUM":"SMS",)"
            R"("CODE_DELIVERY_DESTINATION":"+*********0002","USER_ID_FOR_SRP":"sam@sunny.test"}})");
  EXPECT_EQ(last_mail().to, "+4915100000002");
  EXPECT_EQ(last_mail().medium, Mail::Medium::sms);
  EXPECT_EQ(last_mail().kind, "sms_mfa");
  EXPECT_EQ(last_mail().text, "Your authentication code is 246810.");
  const Json done = answer(with_sms(asked));
  EXPECT_TRUE(is_in(done));
  EXPECT_EQ(member_of(done, "ChallengeParameters"), "{}");
  EXPECT_EQ(answered(with_sms(asked)), spent_session_refused);
}

TEST_F(SecondFactorsOfPools, ByMailAreAskedAfterThePassword) {
  const Json asked = sign_in("Eve");
  EXPECT_EQ(
      told(asked),
      R"({"ChallengeName":"EMAIL_OTP","Session":"…","ChallengeParameters":{"CODE_DELIVERY_DELIVERY_MEDIUM":"EMAIL",)"
      R"("CODE_DELIVERY_DESTINATION":"e***@s***","USER_ID_FOR_SRP":"eve@sunny.test"}})");
  EXPECT_EQ(last_mail().to, "eve@sunny.test");
  EXPECT_EQ(last_mail().kind, "email_mfa");
  EXPECT_EQ(last_mail().subject, "Your authentication code");
  EXPECT_EQ(last_mail().text, "Your authentication code is 246810.");
  EXPECT_TRUE(is_in(answer(with_mail(asked))));
}

TEST_F(SecondFactorsOfPools, OfAppsAreAskedAfterThePassword) {
  const size_t before = mails();
  const Json asked = sign_in("Tom");
  EXPECT_EQ(told(asked), R"({"ChallengeName":"SOFTWARE_TOKEN_MFA","Session":"…",)"
                         R"("ChallengeParameters":{"USER_ID_FOR_SRP":"tom@sunny.test"}})");
  EXPECT_EQ(mails(), before);
  EXPECT_TRUE(is_in(answer(with_app(asked, code()))));
}

TEST_F(SecondFactorsOfPools, SendInThePoolsOwnWords) {
  Json body = of_pool({{"MfaConfiguration", "OPTIONAL"}});
  body.set("SmsMfaConfiguration", Json::object({{"SmsAuthenticationMessage", "SMS {####}"}}));
  body.set("EmailMfaConfiguration", Json::object({{"Message", "Mail {####}"}, {"Subject", "Hello"}}));
  call("SetUserPoolMfaConfig", body);
  sign_in("Sam");
  EXPECT_EQ(last_mail().text, "SMS 246810");
  sign_in("Eve");
  EXPECT_EQ(last_mail().text, "Mail 246810");
  EXPECT_EQ(last_mail().subject, "Hello");
}

TEST_F(SecondFactorsOfPools, AreAskedOnceMoreAfterAWrongCode) {
  const Json sms = sign_in("Sam");
  EXPECT_EQ(answered(with_sms(sms, "246811")), wrong_code_refused);
  EXPECT_EQ(answered(with_sms(sms)), "accepted");
  const Json mail = sign_in("Eve");
  EXPECT_EQ(answered(with_mail(mail, "24681")), wrong_code_refused);
  EXPECT_EQ(answered(with_mail(mail)), "accepted");
  const Json app = sign_in("Tom");
  EXPECT_EQ(answered(with_app(app, "000000")), wrong_app_code_refused);
  EXPECT_EQ(answered(with_app(app, code())), "accepted");
}

TEST_F(SecondFactorsOfPools, NeedTheirSessionUserAndCode) {
  const std::string missing = "InvalidParameterException: Missing required parameter ";
  const Json asked = sign_in("Sam");
  Json body = with_sms(asked);
  body.remove("Session");
  EXPECT_EQ(answered(body), missing + "Session");
  EXPECT_EQ(answered(reply(asked, "SMS_MFA", "Sam")), missing + "SMS_MFA_CODE");
  EXPECT_EQ(answered(reply(asked, "SMS_MFA", "Sam", {{"EMAIL_OTP_CODE", "246810"}})), missing + "SMS_MFA_CODE");
  body = with_sms(asked);
  body.set("ChallengeResponses", Json::object({{"SMS_MFA_CODE", "246810"}}));
  EXPECT_EQ(answered(body), missing + "USERNAME");
  EXPECT_EQ(answered(with_sms(asked, "246810", "Eve")), password_refused) << "another user's name";
  EXPECT_EQ(answered(with_sms(asked, "246810", "Nobody")), password_refused);
  EXPECT_EQ(answered(with_mail(asked, "246810", "Sam")), invalid_session_refused) << "another challenge";
  EXPECT_EQ(answered(with_app(asked, "246810", "Sam")), invalid_session_refused);
  EXPECT_EQ(answered(reply(asked, "NEW_PASSWORD_REQUIRED", "Sam", {{"NEW_PASSWORD", "Better-1-Word"}})),
            invalid_session_refused);
  EXPECT_EQ(answered(reply(asked, "MFA_SETUP", "Sam")), invalid_session_refused);
  EXPECT_EQ(answered(reply(asked, "SELECT_MFA_TYPE", "Sam", {{"ANSWER", "SMS_MFA"}})), invalid_session_refused);
  EXPECT_EQ(answered(reply(asked, "DEVICE_SRP_AUTH", "Sam", {{"DEVICE_KEY", "x"}, {"SRP_A", "aa"}})),
            invalid_session_refused);
  EXPECT_EQ(answered(reply(asked, "SELECT_CHALLENGE", "Sam", {{"ANSWER", "EMAIL_OTP"}})), invalid_session_refused);
  EXPECT_EQ(answered(with_sms(asked)), "accepted") << "none of these used the session up";
}

TEST_F(SecondFactorsOfPools, BelongToTheirWorldAndTime) {
  const Json asked = sign_in("Sam");
  EXPECT_EQ(answered(with_sms(asked), "other"), invalid_session_refused);
  wait(std::chrono::minutes(3));
  EXPECT_EQ(answered(with_sms(asked)), expired_session_refused);
  set_in_client("AuthSessionValidity", 15);
  const Json longer = sign_in("Sam");
  wait(std::chrono::minutes(15) - Milliseconds(1));
  EXPECT_EQ(answered(with_sms(longer)), "accepted");
}

TEST_F(SecondFactorsOfPools, AreAskedInTheFlowOfAdministratorsToo) {
  Json body = by_password("Sam");
  body.set("UserPoolId", "eu-central-1_Sunny0001");
  body.set("AuthFlow", "ADMIN_USER_PASSWORD_AUTH");
  Json response = with_sms(call("AdminInitiateAuth", body));
  response.set("UserPoolId", "eu-central-1_Sunny0001");
  EXPECT_TRUE(is_in(call("AdminRespondToAuthChallenge", response)));
}

TEST_F(SecondFactorsOfPools, ComeAfterANewPassword) {
  call("AdminSetUserPassword", of_user("sam@sunny.test", {{"Password", "Sam-Password-1"}, {"Permanent", false}}));
  const Json asked = sign_in("Sam");
  ASSERT_EQ(asked_in(asked), "NEW_PASSWORD_REQUIRED");
  const Json next = answer(reply(asked, "NEW_PASSWORD_REQUIRED", "Sam", {{"NEW_PASSWORD", "Better-1-Word"}}));
  EXPECT_EQ(asked_in(next), "SMS_MFA");
  EXPECT_EQ(answered(with_sms(asked)), spent_session_refused);
  EXPECT_TRUE(is_in(answer(with_sms(next))));
}

TEST_F(SecondFactorsOfPools, OfWhomTheyAreAsked) {
  struct Row {
    std::string_view mfa;
    std::vector<std::string> asked;  ///< of Anna, Sam, Tom, Eve and Mia
  };
  recover_by({"admin_only"});
  const std::vector<Row> rows{
      {"OFF", {"tokens", "tokens", "tokens", "tokens", "tokens"}},
      {"OPTIONAL", {"tokens", "SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP", "SELECT_MFA_TYPE"}},
      {"ON", {"SELECT_MFA_TYPE", "SELECT_MFA_TYPE", "SELECT_MFA_TYPE", "EMAIL_OTP", "SELECT_MFA_TYPE"}},
  };
  for (const auto& row : rows) {
    set_mfa(row.mfa, row.mfa == "OFF" ? std::vector<std::string_view>{}
                                      : std::vector<std::string_view>{"Sms", "SoftwareToken", "Email"});
    std::vector<std::string> asked;
    for (const auto* who : {"Anna", "Sam", "Tom", "Eve", "Mia"}) asked.push_back(asked_in(sign_in(who)));
    EXPECT_EQ(asked, row.asked) << row.mfa;
  }
}

TEST_F(SecondFactorsOfPools, OfEverybodyAreNotWhatRecoversPasswords) {
  set_mfa("ON");
  struct Row {
    std::vector<std::string_view> recovery;
    std::string of_anna;
  };
  const std::vector<Row> rows{
      {{"admin_only"}, R"(["SMS_MFA","EMAIL_OTP"])"},
      {{"verified_email"}, "SMS_MFA"},
      {{"verified_phone_number"}, "EMAIL_OTP"},
      {{"verified_email", "verified_phone_number"}, "SMS_MFA"},
  };
  for (const auto& row : rows) {
    recover_by(row.recovery);
    const Json asked = sign_in("Anna");
    const Json* parameters = asked.find("ChallengeParameters");
    EXPECT_EQ(asked_in(asked) == "SELECT_MFA_TYPE" ? parameters->text_at("MFAS_CAN_CHOOSE") : asked_in(asked),
              row.of_anna);
  }
  recover_by({"verified_email"});
  set_mfa("ON", {"Email"});
  EXPECT_EQ(refusal("InitiateAuth", by_password("Tom")), "accepted") << "an app that is there goes on";
  EXPECT_EQ(refusal("InitiateAuth", by_password("Anna")),
            "InvalidUserPoolConfigurationException: The user pool requires MFA, and the user has no factor that it can "
            "be done with.");
  EXPECT_EQ(asked_in(sign_in("Eve")), "EMAIL_OTP") << "who switched it on has it";
}

TEST_F(SecondFactorsOfPools, OfAppsGoOnWhereThePoolOffersThemNoMore) {
  set_mfa("OPTIONAL", {"Sms"});
  EXPECT_EQ(asked_in(sign_in("Tom")), "SOFTWARE_TOKEN_MFA");
  EXPECT_EQ(asked_in(sign_in("Eve")), "tokens") << "nothing is sent that the pool does not send";
}

TEST_F(SecondFactorsOfPools, OfOneWithoutItsAddressAreNotAsked) {
  call("AdminDeleteUserAttributes", of_user("sam@sunny.test", {{"UserAttributeNames", Json::array({"phone_number"})}}));
  EXPECT_EQ(asked_in(sign_in("Sam")), "tokens");
}

TEST_F(SecondFactorsOfPools, VerifyTheAddressThatTheyWereSentTo) {
  call("AdminUpdateUserAttributes",
       of_user("sam@sunny.test", {{"UserAttributes", attributes({{"phone_number_verified", "false"}})}}));
  const Json asked = sign_in("Sam");
  EXPECT_NE(attributes_of("sam@sunny.test").find("phone_number_verified=false"), std::string::npos);
  EXPECT_EQ(answered(with_sms(asked)), "accepted");
  EXPECT_NE(attributes_of("sam@sunny.test").find("phone_number_verified=true"), std::string::npos);

  const Json stale = sign_in("Sam");
  call("AdminUpdateUserAttributes",
       of_user("sam@sunny.test", {{"UserAttributes", attributes({{"phone_number", "+4915199999999"}})}}));
  EXPECT_EQ(answered(with_sms(stale)), wrong_code_refused) << "sent to a number that is not the user's any more";
}

TEST_F(SecondFactorsOfPools, CanBeChosenAmong) {
  const Json asked = sign_in("Mia");
  EXPECT_EQ(told(asked),
            R"({"ChallengeName":"SELECT_MFA_TYPE","Session":"…","ChallengeParameters":{"MFAS_CAN_CHOOSE":)"
            R"("[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\",\"EMAIL_OTP\"]","USER_ID_FOR_SRP":"mia@sunny.test"}})");
  const size_t before = mails();
  const auto choose = [&](const Json& from, std::string_view factor) {
    return reply(from, "SELECT_MFA_TYPE", "Mia", {{"ANSWER", factor}});
  };
  EXPECT_EQ(answered(choose(asked, "EMAIL_MFA")), "InvalidParameterException: Invalid MFA type selected.");
  EXPECT_EQ(answered(reply(asked, "SELECT_MFA_TYPE", "Mia")),
            "InvalidParameterException: Missing required parameter ANSWER");
  EXPECT_EQ(answered(with_app(asked, code(), "Mia")), invalid_session_refused) << "the choice goes first";
  EXPECT_EQ(mails(), before) << "nothing is sent before";
  const Json sms = answer(choose(asked, "SMS_MFA"));
  EXPECT_EQ(asked_in(sms), "SMS_MFA");
  EXPECT_EQ(last_mail().to, "+4915100000003");
  EXPECT_EQ(answered(choose(asked, "EMAIL_OTP")), spent_session_refused);
  EXPECT_TRUE(is_in(answer(with_sms(sms, "246810", "Mia"))));
  const Json app = answer(choose(sign_in("Mia"), "SOFTWARE_TOKEN_MFA"));
  EXPECT_TRUE(is_in(answer(with_app(app, code(), "Mia"))));
  const Json mail = answer(choose(sign_in("Mia"), "EMAIL_OTP"));
  EXPECT_TRUE(is_in(answer(with_mail(mail, "246810", "Mia"))));
}

TEST_F(SecondFactorsOfPools, ThatArePreferredAreAskedFor) {
  prefer("Mia", "SoftwareTokenMfaSettings", true, true);
  EXPECT_EQ(asked_in(sign_in("Mia")), "SOFTWARE_TOKEN_MFA");
  prefer("Mia", "EmailMfaSettings", true, true);
  EXPECT_EQ(asked_in(sign_in("Mia")), "EMAIL_OTP");
  set_mfa("OPTIONAL", {"Sms", "SoftwareToken"});
  EXPECT_EQ(asked_in(sign_in("Mia")), "SELECT_MFA_TYPE") << "what the pool does not send is not preferred";
}

}  // namespace understudy::cognito
