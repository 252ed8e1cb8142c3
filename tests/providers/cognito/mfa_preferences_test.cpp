// Which second factors users switch on and prefer, themselves or by administrators, and what is told of it.
#include "providers/cognito/factor_calls.h"

namespace understudy::cognito {

class MfaPreferences : public FactorCalls {
 protected:
  static Json setting(std::string_view factor, bool is_enabled, bool is_preferred = false) {
    return Json::object({{factor, Json::object({{"Enabled", is_enabled}, {"PreferredMfa", is_preferred}})}});
  }
  static Json with_token(const Json& tokens, Json body) {
    body.set("AccessToken", tokens.text_at("AccessToken"));
    return body;
  }
  static Json of_mia(Json body) {
    body.set("UserPoolId", "eu-central-1_Sunny0001");
    body.set("Username", "mia@sunny.test");
    return body;
  }
  /// The list and the preference as AdminGetUser has them.
  std::string told_of(std::string_view who) {
    const Json user = call("AdminGetUser", of_user(name_of(who)));
    return cat({member_of(user, "UserMFASettingList"), " ", member_of(user, "PreferredMfaSetting")});
  }
  std::string no_delivery(std::string_view factor) const {
    return cat({"InvalidParameterException: User does not have delivery config set to turn on ", factor});
  }
};

TEST_F(MfaPreferences, AreToldOfUsers) {
  EXPECT_EQ(told_of("Anna"), "none none");
  EXPECT_EQ(told_of("Sam"), R"(["SMS_MFA"] none)");
  EXPECT_EQ(told_of("Mia"), R"(["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"] none)");
  const Json tokens = tokens_of("Anna");
  Json user = call("GetUser", bearer(tokens));
  EXPECT_EQ(member_of(user, "UserMFASettingList"), "none");
  EXPECT_EQ(call("SetUserMFAPreference", with_token(tokens, setting("SMSMfaSettings", true, true))).dump(), "{}");
  user = call("GetUser", bearer(tokens));
  EXPECT_EQ(member_of(user, "UserMFASettingList"), R"(["SMS_MFA"])");
  EXPECT_EQ(member_of(user, "PreferredMfaSetting"), R"("SMS_MFA")");
  EXPECT_EQ(member_of(user, "MFAOptions"), "none");
  EXPECT_EQ(asked_in(sign_in("Anna")), "SMS_MFA");
}

TEST_F(MfaPreferences, AreSwitchedOneByOne) {
  struct Row {
    Json change;
    std::string told;
  };
  const std::vector<Row> rows{
      {setting("SMSMfaSettings", true, true), R"(["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"] "SMS_MFA")"},
      {setting("EmailMfaSettings", true, true), R"(["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"] "EMAIL_OTP")"},
      {setting("SMSMfaSettings", false), R"(["SOFTWARE_TOKEN_MFA","EMAIL_OTP"] "EMAIL_OTP")"},
      {setting("EmailMfaSettings", true, false), R"(["SOFTWARE_TOKEN_MFA","EMAIL_OTP"] none)"},
      {setting("SoftwareTokenMfaSettings", true, true), R"(["SOFTWARE_TOKEN_MFA","EMAIL_OTP"] "SOFTWARE_TOKEN_MFA")"},
      {setting("SoftwareTokenMfaSettings", false), R"(["EMAIL_OTP"] none)"},
      {Json::object(), R"(["EMAIL_OTP"] none)"},
      {setting("EmailMfaSettings", false), "none none"},
      {setting("SoftwareTokenMfaSettings", true), R"(["SOFTWARE_TOKEN_MFA"] none)"},
      {setting("SMSMfaSettings", true), R"(["SOFTWARE_TOKEN_MFA","SMS_MFA"] none)"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(call("AdminSetUserMFAPreference", of_mia(row.change)).dump(), "{}");
    EXPECT_EQ(told_of("Mia"), row.told) << row.change.dump();
  }
}

TEST_F(MfaPreferences, NeedSomewhereToSendTo) {
  const Json tokens = tokens_of("Anna");
  const auto refused = [&](const Json& change) { return refusal("SetUserMFAPreference", with_token(tokens, change)); };
  EXPECT_EQ(refused(setting("SoftwareTokenMfaSettings", true)), no_delivery("SOFTWARE_TOKEN_MFA"));
  call("AssociateSoftwareToken", bearer(tokens));
  EXPECT_EQ(refused(setting("SoftwareTokenMfaSettings", true, true)), no_delivery("SOFTWARE_TOKEN_MFA"))
      << "an app that is not verified yet";
  EXPECT_EQ(refused(setting("SoftwareTokenMfaSettings", false)), "accepted") << "switching off is always possible";
  call("AdminDeleteUserAttributes",
       of_user("anna@sunny.test", {{"UserAttributeNames", Json::array({"phone_number"})}}));
  EXPECT_EQ(refused(setting("SMSMfaSettings", true)), no_delivery("SMS_MFA"));
  EXPECT_EQ(refused(setting("SMSMfaSettings", false)), "accepted");
  EXPECT_EQ(refusal("AdminSetUserMFAPreference",
                    of_user("anna@sunny.test", {{"SMSMfaSettings", Json::object({{"Enabled", true}})}})),
            no_delivery("SMS_MFA"));
  EXPECT_EQ(refused(setting("EmailMfaSettings", true)), "accepted");
  EXPECT_EQ(told_of("Anna"), R"(["EMAIL_OTP"] none)");
}

TEST_F(MfaPreferences, AreOneAtMost) {
  Json both = setting("SMSMfaSettings", true, true);
  both.set("EmailMfaSettings", Json::object({{"Enabled", true}, {"PreferredMfa", true}}));
  EXPECT_EQ(refusal("AdminSetUserMFAPreference", of_mia(both)),
            "InvalidParameterException: Only one MFA factor can be preferred.");
  EXPECT_EQ(refusal("AdminSetUserMFAPreference", of_mia(setting("SMSMfaSettings", false, true))),
            "InvalidParameterException: SMS_MFA cannot be preferred while it is not enabled.");
  EXPECT_EQ(told_of("Mia"), R"(["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"] none)") << "nothing was changed";
}

TEST_F(MfaPreferences, ThatAreRefusedInPartChangeNothing) {
  Json body = setting("SMSMfaSettings", false);
  body.set("SoftwareTokenMfaSettings", Json::object({{"Enabled", true}}));
  const Json tokens = tokens_of("Anna");
  call("SetUserMFAPreference", with_token(tokens, setting("SMSMfaSettings", true)));
  EXPECT_EQ(refusal("SetUserMFAPreference", with_token(tokens, body)), no_delivery("SOFTWARE_TOKEN_MFA"));
  EXPECT_EQ(told_of("Anna"), R"(["SMS_MFA"] none)");
}

TEST_F(MfaPreferences, NeedSomebodyWhoIsThere) {
  EXPECT_EQ(refusal("AdminSetUserMFAPreference", of_user("nobody@sunny.test")),
            "UserNotFoundException: User does not exist.");
  EXPECT_EQ(refusal("SetUserMFAPreference", Json::object({{"AccessToken", "a.b.c"}})),
            "NotAuthorizedException: Invalid Access Token");
  EXPECT_EQ(refusal("AdminSetUserMFAPreference",
                    of_mia(Json::object({{"WebAuthnMfaSettings", Json::object({{"Enabled", true}})}}))),
            "501 NotEmulatedException: Understudy does not emulate WebAuthnMfaSettings of Amazon Cognito user pools: "
            "passkeys as a second factor");
}

TEST_F(MfaPreferences, AreSetByTheOlderOperationsToo) {
  const auto options = [](std::string_view medium, std::string_view attribute) {
    return Json::array({Json::object({{"DeliveryMedium", medium}, {"AttributeName", attribute}})});
  };
  const Json tokens = tokens_of("Anna");
  const auto set_own = [&](const Json& list) {
    return refusal("SetUserSettings", with_token(tokens, Json::object({{"MFAOptions", list}})));
  };
  EXPECT_EQ(set_own(options("SMS", "phone_number")), "accepted");
  const Json user = call("GetUser", bearer(tokens));
  EXPECT_EQ(member_of(user, "MFAOptions"), R"([{"DeliveryMedium":"SMS","AttributeName":"phone_number"}])");
  EXPECT_EQ(member_of(user, "UserMFASettingList"), R"(["SMS_MFA"])");
  EXPECT_EQ(asked_in(sign_in("Anna")), "SMS_MFA");
  const std::string only_sms = "InvalidParameterException: Only SMS to phone_number can be set by MFAOptions.";
  EXPECT_EQ(set_own(options("EMAIL", "email")), only_sms);
  EXPECT_EQ(set_own(options("SMS", "email")), only_sms);
  EXPECT_EQ(call("AdminSetUserSettings", of_user("anna@sunny.test", {{"MFAOptions", Json::array()}})).dump(), "{}");
  EXPECT_EQ(member_of(call("GetUser", bearer(tokens)), "MFAOptions"), "none");
  EXPECT_EQ(told_of("Anna"), "none none");
  EXPECT_EQ(
      refusal("AdminSetUserSettings", of_user("tom@sunny.test", {{"MFAOptions", options("SMS", "phone_number")}})),
      no_delivery("SMS_MFA"));
}

TEST_F(MfaPreferences, DecideByWhatAPasswordIsRecovered) {
  const auto recovered_by = [&](std::string_view who) {
    const Json body = of_client(name_of(who));
    const auto refused = refusal("ForgotPassword", body);
    return refused == "accepted" ? last_mail().to : refused;
  };
  recover_by({"verified_email", "verified_phone_number"});
  EXPECT_EQ(recovered_by("Mia"), "mia@sunny.test");
  prefer("Mia", "EmailMfaSettings", true, true);
  EXPECT_EQ(recovered_by("Mia"), "+4915100000003") << "not by the factor that she prefers";
  prefer("Mia", "SMSMfaSettings", true, true);
  EXPECT_EQ(recovered_by("Mia"), "mia@sunny.test");
  prefer("Mia", "SoftwareTokenMfaSettings", true, true);
  EXPECT_EQ(recovered_by("Mia"), "mia@sunny.test");
  recover_by({"verified_email"});
  prefer("Mia", "EmailMfaSettings", true, true);
  const std::string nothing =
      "InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or "
      "phone_number";
  EXPECT_EQ(recovered_by("Mia"), nothing);
  EXPECT_EQ(refusal("AdminResetUserPassword", of_user("mia@sunny.test")), nothing);
}

}  // namespace understudy::cognito
