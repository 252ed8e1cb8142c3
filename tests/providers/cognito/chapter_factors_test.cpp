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
std::string with_factors(const std::string& factors,
                         const std::string& pool = "mfa: optional, mfa_factors: [software_token, sms, email]",
                         const std::string& phone = "+491") {
  return "version: 1\ntenants:\n  - name: A\n    cognito: {" + pool + "}\n    users: [{email: a@a.test, phone: \"" +
         phone + "\", cognito: {mfa: {" + factors + "}}}]\n";
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
  const std::string no_app = ": the user has no authenticator app; write its secret as mfa.totp";
  const std::string no_secret =
      "a.yaml:5:68: tenants[0].users[0].cognito.mfa.totp: expected 16 to 135 capital letters and digits 2 to 7, as "
      "authenticator apps take secrets (base32), got the text ";
  expect_complaints({
      {with_factors("factors: [software_token]"), {"a.yaml:5:72: tenants[0].users[0].cognito.mfa.factors[0]" + no_app}},
      {with_factors("preferred: software_token"), {"a.yaml:5:73: tenants[0].users[0].cognito.mfa.preferred" + no_app}},
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

TEST(FactorsOfAFixture, AreComplainedOfWhereThePoolHasNone) {
  const std::string user = "tenants[0].users[0].cognito.mfa";
  const std::string pool = "tenants[0].cognito.";
  const auto unknown = [](const std::string& word) {
    return ": the pool has no second factor " + word + "; list it in the tenant's cognito.mfa_factors";
  };
  const std::string twice = " says it as well; keep one";
  expect_complaints({
      {with_factors("preferred: email", ""),
       {"a.yaml:5:61: " + user + ": the pool asks for no second factor; write mfa: optional in the tenant's cognito"}},
      {with_factors("", ""), {}},
      {with_factors("totp: JBSWY3DPEHPK3PXP", "mfa: optional, mfa_factors: [sms]"),
       {"a.yaml:5:68: " + user + ".totp" + unknown("software_token")}},
      {with_factors("factors: [sms, email]", "mfa: optional, mfa_factors: [sms]"),
       {"a.yaml:5:77: " + user + ".factors[1]" + unknown("email")}},
      {with_factors("preferred: sms", "mfa: optional"), {"a.yaml:5:73: " + user + ".preferred" + unknown("sms")}},
      {with_factors("factors: [sms]", "mfa: optional, mfa_factors: [sms]", ""),
       {"a.yaml:5:68: " + user + ".factors[0]: the user has no number; write the user's phone"}},
      {with_pool("mfa_factors: [sms]"),
       {"a.yaml:3:38: " + pool +
        "mfa_factors: the pool asks for no second factor; write mfa: optional or mfa: required"}},
      {with_pool("mfa: optional, mfa_factors: []"),
       {"a.yaml:3:53: " + pool +
        "mfa_factors: a pool that asks for a second factor has one; list one, or write mfa: none"}},
      {with_pool("mfa: optional, mfa_factors: [totp]"),
       {"a.yaml:3:54: " + pool +
        "mfa_factors[0]: expected \"software_token\", \"sms\" or \"email\", got the text \"totp\""}},
      {with_pool("device_replaces_mfa: false"),
       {"a.yaml:3:46: " + pool +
        "device_replaces_mfa: no device is remembered; write remember_devices: always or when_asked"}},
      {with_pool("mfa: required, settings: {MfaConfiguration: \"OFF\"}"),
       {"a.yaml:3:69: " + pool + "settings.MfaConfiguration: the key mfa" + twice}},
      {with_pool("passwordless: [email_otp], settings: {Policies: {}}"),
       {"a.yaml:3:73: " + pool + "settings.Policies: the key passwordless" + twice}},
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
