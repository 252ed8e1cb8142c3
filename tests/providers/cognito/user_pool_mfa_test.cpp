// What a pool is set to ask of second factors, by its own operation and by those that make and change pools.
#include "providers/cognito/operation_calls.h"

namespace understudy::cognito {

namespace {

const std::string invalid = "InvalidParameterException: ";
const std::string no_texts =
    invalid + "SMS configuration and Auto verification for phone_number are required when MFA is required/optional";
const std::string together =
    invalid + "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.";
const std::string none_enabled =
    invalid + "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.";
const std::string not_with_codes = invalid + "MFA cannot be required in a user pool that has passwordless sign-in.";
const std::string texts = R"("SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::1:role/r"})";
const std::string app = R"("SoftwareTokenMfaConfiguration":{"Enabled":true})";

class PoolMfa : public ::testing::Test, public OperationCalls {
 protected:
  std::string of(const std::string& members) const { return naming(pool, members.empty() ? "" : "," + members); }
  std::string set(const std::string& members) { return refusal_of(set_user_pool_mfa_config, of(members)); }
  std::string told() { return ask(get_user_pool_mfa_config, naming(pool)).dump(); }

  const std::string pool = new_pool("p");
};

}  // namespace

TEST_F(PoolMfa, IsOffToBeginWith) {
  EXPECT_EQ(told(), R"({"MfaConfiguration":"OFF"})");
  EXPECT_EQ(refusal_of(get_user_pool_mfa_config, naming("eu-central-1_none")),
            "ResourceNotFoundException: User pool eu-central-1_none does not exist.");
  EXPECT_EQ(refusal_of(set_user_pool_mfa_config, naming("eu-central-1_none")),
            "ResourceNotFoundException: User pool eu-central-1_none does not exist.");
}

TEST_F(PoolMfa, IsToldAsItWasSet) {
  const std::string sms = R"("SmsMfaConfiguration":{"SmsAuthenticationMessage":"It is {####}",)" + texts + "}";
  const std::string mail = R"("EmailMfaConfiguration":{"Message":"It is {####}","Subject":"Hello"})";
  const std::string all = sms + "," + app + "," + mail + R"(,"MfaConfiguration":"OPTIONAL")";
  EXPECT_EQ(
      ask(set_user_pool_mfa_config, of(R"("MfaConfiguration":"OPTIONAL",)" + mail + "," + app + "," + sms)).dump(),
      "{" + all + "}");
  EXPECT_EQ(told(), "{" + all + "}");
  const Json described_pool = described(*this, pool);
  EXPECT_EQ(member(described_pool, "MfaConfiguration"), R"("OPTIONAL")");
  EXPECT_EQ(member(described_pool, "SmsConfiguration"), R"({"SnsCallerArn":"arn:aws:iam::1:role/r"})");
  EXPECT_EQ(member(described_pool, "SmsAuthenticationMessage"), R"("It is {####}")");
  EXPECT_EQ(set(R"("MfaConfiguration":"ON",)" + app), "accepted");
  EXPECT_EQ(told(), "{" + app + R"(,"MfaConfiguration":"ON"})") << "what is left out is off";
}

TEST_F(PoolMfa, IsRefusedAsTheOriginalDoes) {
  struct Row {
    std::string members;
    std::string verdict;
  };
  const std::vector<Row> rows{
      {R"("MfaConfiguration":"OFF")", "accepted"},
      {"", "accepted"},
      {app, together},
      {R"("MfaConfiguration":"OFF",)" + app, together},
      {R"("MfaConfiguration":"OFF","SmsMfaConfiguration":{})", together},
      {R"("MfaConfiguration":"OFF","EmailMfaConfiguration":{})", together},
      {R"("MfaConfiguration":"OFF","SoftwareTokenMfaConfiguration":{"Enabled":false})", together},
      {R"("MfaConfiguration":"ON")", none_enabled},
      {R"("MfaConfiguration":"OPTIONAL")", none_enabled},
      {R"("MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":false})", none_enabled},
      {R"("MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{})", none_enabled},
      {R"("MfaConfiguration":"ON","SmsMfaConfiguration":{})", no_texts},
      {R"("MfaConfiguration":"ON","EmailMfaConfiguration":{})", "accepted"},
      {R"("MfaConfiguration":"ON","SmsMfaConfiguration":{)" + texts + "}", "accepted"},
      {R"("MfaConfiguration":"ON","SmsMfaConfiguration":{})", "accepted"},
  };
  for (const auto& row : rows) {
    const std::string before = told();
    EXPECT_EQ(set(row.members), row.verdict) << row.members;
    if (row.verdict == "accepted") continue;
    EXPECT_EQ(told(), before) << row.members;
  }
  EXPECT_EQ(told(), R"({"SmsMfaConfiguration":{"SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::1:role/r"}},)"
                    R"("MfaConfiguration":"ON"})")
      << "how texts are sent is remembered";
}

TEST_F(PoolMfa, IsResetByACallWithoutAnything) {
  set(R"("MfaConfiguration":"ON",)" + app);
  EXPECT_EQ(ask(set_user_pool_mfa_config, naming(pool)).dump(), R"({"MfaConfiguration":"OFF"})");
  EXPECT_EQ(told(), R"({"MfaConfiguration":"OFF"})");
}

TEST_F(PoolMfa, LacksPasskeys) {
  EXPECT_EQ(set(R"("MfaConfiguration":"OFF","WebAuthnConfiguration":{})"),
            ": Understudy does not emulate WebAuthnConfiguration of Amazon Cognito user pools: passkeys");
  EXPECT_EQ(told(), R"({"MfaConfiguration":"OFF"})");
}

TEST_F(PoolMfa, OfEverybodyIsNotForPoolsWithCodesAlone) {
  const std::string policies = R"("Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}})";
  ask(update_user_pool, of(policies));
  EXPECT_EQ(set(R"("MfaConfiguration":"ON",)" + app), not_with_codes);
  EXPECT_EQ(set(R"("MfaConfiguration":"OPTIONAL",)" + app), "accepted");
  EXPECT_EQ(refusal_of(update_user_pool, of(R"("MfaConfiguration":"ON",)" + policies)), not_with_codes);
  EXPECT_EQ(member(described(*this, pool), "MfaConfiguration"), R"("OPTIONAL")");
  EXPECT_EQ(refusal_of(create_user_pool, R"({"PoolName":"q","MfaConfiguration":"ON",)" + texts + "," + policies + "}"),
            not_with_codes);
}

TEST_F(PoolMfa, IsSetWhenAPoolIsMade) {
  EXPECT_EQ(refusal_of(create_user_pool, R"({"PoolName":"q","MfaConfiguration":"ON"})"), no_texts);
  EXPECT_EQ(refusal_of(create_user_pool, R"({"PoolName":"q","MfaConfiguration":"OPTIONAL"})"), no_texts);
  const auto id = new_pool("q", R"(,"MfaConfiguration":"ON",)" + texts);
  EXPECT_EQ(ask(get_user_pool_mfa_config, naming(id)).dump(),
            R"({"SmsMfaConfiguration":{)" + texts + R"(},"MfaConfiguration":"ON"})");
}

TEST_F(PoolMfa, IsChangedWithItsPool) {
  EXPECT_EQ(refusal_of(update_user_pool, of(R"("MfaConfiguration":"OPTIONAL")")), no_texts);
  set(R"("MfaConfiguration":"ON",)" + app);
  EXPECT_EQ(refusal_of(update_user_pool, naming(pool)), "accepted");
  EXPECT_EQ(told(), "{" + app + R"(,"MfaConfiguration":"ON"})") << "what an update does not name stays";
  EXPECT_EQ(refusal_of(update_user_pool, of(R"("MfaConfiguration":"OPTIONAL")")), "accepted");
  EXPECT_EQ(told(), "{" + app + R"(,"MfaConfiguration":"OPTIONAL"})");
  EXPECT_EQ(refusal_of(update_user_pool, of(R"("MfaConfiguration":"OFF")")), "accepted");
  EXPECT_EQ(told(), R"({"MfaConfiguration":"OFF"})");
  EXPECT_EQ(refusal_of(update_user_pool, of(R"("MfaConfiguration":"OPTIONAL",)" + texts)), "accepted");
  EXPECT_EQ(told(), R"({"SmsMfaConfiguration":{)" + texts + R"(},"MfaConfiguration":"OPTIONAL"})");
}

}  // namespace understudy::cognito
