// Second factors, devices and passwordless sign-in as a fixture says them of pools and users.
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "fixture/loading.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

using namespace fixture;

namespace {

std::string with_pool(const std::string& pool) {
  return "version: 1\ntenants:\n  - {name: A, cognito: {" + pool + "}}\n";
}
std::string with_factors(const std::string& factors) {
  return "version: 1\ntenants:\n  - name: A\n    users: [{email: a@a.test, phone: \"+491\", cognito: {mfa: {" +
         factors + "}}}]\n";
}

/// MfaConfiguration, the factors, who recovers passwords, and whether text messages can be sent.
std::string told_of(const std::string& pool) {
  const Seed seed = load_good({with_pool(pool)});
  const Pool& row = cognito_of(seed).pools.rows().front();
  std::string factors;
  for (const std::string_view factor : {sms_factor, token_factor, email_factor})
    if (offers(row, factor)) factors += cat({" ", factor});
  std::string recovery;
  for (const auto attribute : recovery_attributes(row)) recovery += cat({" ", attribute});
  const bool sends = find_set(row.settings, "SmsConfiguration") != nullptr;
  return cat({row.settings.text_at("MfaConfiguration"), factors, "; by", recovery, sends ? "; texts" : ""});
}

Account account_with(const std::string& factors) {
  const Seed seed = load_good({with_factors(factors)});
  return cognito_of(seed).accounts.rows().front();
}

const std::string user_at = "a.yaml:4:55: tenants[0].users[0].cognito";

}  // namespace

TEST(FactorsOfAFixture, AreThoseOfThePool) {
  EXPECT_EQ(told_of(""), "OFF; by email phone_number");
  EXPECT_EQ(told_of("mfa: none, mfa_factors: [sms]"), "OFF; by email phone_number") << "of a pool that asks for none";
  EXPECT_EQ(told_of("mfa: optional"), "OPTIONAL SOFTWARE_TOKEN_MFA; by email phone_number");
  EXPECT_EQ(told_of("mfa: required"), "ON SOFTWARE_TOKEN_MFA; by email phone_number");
  EXPECT_EQ(told_of("mfa: required, mfa_factors: [sms]"), "ON SMS_MFA; by email phone_number; texts");
  EXPECT_EQ(told_of("mfa: required, mfa_factors: [email]"), "ON EMAIL_OTP; by phone_number")
      << "what is everybody's second factor recovers no password";
  EXPECT_EQ(told_of("mfa: optional, mfa_factors: [email], settings: {AccountRecoverySetting: {RecoveryMechanisms: "
                    "[{Priority: 1, Name: admin_only}]}}"),
            "OPTIONAL EMAIL_OTP; by");
  EXPECT_EQ(told_of("mfa: required, settings: {MfaConfiguration: \"OFF\"}"), "OFF; by email phone_number")
      << "the API's own words go last";
  EXPECT_EQ(told_of("passwordless: [sms_otp]"), "OFF; by email phone_number; texts");
}

TEST(FactorsOfAFixture, AreThoseOfTheUser) {
  EXPECT_EQ(account_with("totp: JBSWY3DPEHPK3PXP").software_token.secret, *from_base32("JBSWY3DPEHPK3PXP"));
  struct Row {
    std::string factors;
    std::vector<std::string> on;
    std::string preferred;
  };
  const std::vector<Row> rows{
      {"totp: JBSWY3DPEHPK3PXP", {"SOFTWARE_TOKEN_MFA"}, ""},
      {"totp: JBSWY3DPEHPK3PXP, factors: [sms]", {"SMS_MFA"}, ""},
      {"totp: JBSWY3DPEHPK3PXP, factors: [sms, software_token], preferred: sms",
       {"SMS_MFA", "SOFTWARE_TOKEN_MFA"},
       "SMS_MFA"},
      {"factors: [email, sms]", {"EMAIL_OTP", "SMS_MFA"}, ""},
      {"preferred: email", {"EMAIL_OTP"}, "EMAIL_OTP"},
      {"totp: JBSWY3DPEHPK3PXP, preferred: software_token", {"SOFTWARE_TOKEN_MFA"}, "SOFTWARE_TOKEN_MFA"},
  };
  for (const auto& row : rows) {
    const Account account = account_with(row.factors);
    EXPECT_EQ(account.second_factors, row.on) << row.factors;
    EXPECT_EQ(account.preferred_factor, row.preferred) << row.factors;
  }
}

TEST(FactorsOfAFixture, AreComplainedOfWhereTheyCannotBe) {
  const std::string no_app = user_at + ": the user has no authenticator app; write its secret as mfa.totp";
  const std::string no_secret =
      "a.yaml:4:68: tenants[0].users[0].cognito.mfa.totp: expected 16 to 135 capital letters and digits 2 to 7, as "
      "authenticator apps take secrets (base32), got the text ";
  expect_complaints({
      {with_factors("factors: [software_token]"), {no_app}},
      {with_factors("preferred: software_token"), {no_app}},
      {with_factors("totp: jbswy3dpehpk3pxp"), {no_secret + "\"jbswy3dpehpk3pxp\""}},
      {with_factors("totp: JBSWY3DPEHPK3PX"), {no_secret + "\"JBSWY3DPEHPK3PX\""}},
      {with_pool("mfa: required, passwordless: [email_otp]"),
       {"a.yaml:3:24: tenants[0].cognito: CreateUserPool refuses it: MFA cannot be required in a user pool that has "
        "passwordless sign-in."}},
      {with_pool("mfa: optional, passwordless: [email_otp, sms_otp]"), {}},
      {with_pool("settings: {MfaConfiguration: \"ON\"}"),
       {"a.yaml:3:35: tenants[0].cognito.settings: CreateUserPool refuses it: SMS configuration and Auto verification "
        "for phone_number are required when MFA is required/optional"}},
  });
}

TEST(DevicesOfAFixture, AreRememberedAsThePoolSays) {
  const auto told = [](const std::string& pool) {
    const Seed seed = load_good({with_pool(pool)});
    const Json* set = cognito_of(seed).pools.rows().front().settings.find("DeviceConfiguration");
    return set == nullptr ? "none" : set->dump();
  };
  EXPECT_EQ(told(""), "none");
  EXPECT_EQ(told("remember_devices: never, device_replaces_mfa: true"), "none");
  EXPECT_EQ(told("remember_devices: always"),
            R"({"ChallengeRequiredOnNewDevice":true,"DeviceOnlyRememberedOnUserPrompt":false})");
  EXPECT_EQ(told("remember_devices: when_asked, device_replaces_mfa: false"),
            R"({"ChallengeRequiredOnNewDevice":false,"DeviceOnlyRememberedOnUserPrompt":true})");
}

}  // namespace understudy::cognito
