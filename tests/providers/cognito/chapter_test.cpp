// Cognito's part of a fixture: choices, pools with their clients and groups; and what comes of none of them. Complaints
// and several sources are the subject of chapter_complaints_test.cpp, accounts that of accounts_test.cpp.
#include <gtest/gtest.h>

#include "fixture/loading.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

using namespace fixture;

namespace {

std::string with_pool(const std::string& pool) {
  return "version: 1\ntenants:\n  - {name: A, cognito: {" + pool + "}}\n";
}
std::string with_choices(const std::string& choices) { return "version: 1\ncognito: {" + choices + "}\n"; }
const Pool& pool_of(const Seed& seed, const std::string& slug = "a") {
  const auto& tenant = tenant_of(seed, slug);
  for (const auto& pool : cognito_of(seed).pools.rows())
    if (pool.tenant_id == tenant.id) return pool;
  throw std::out_of_range("no pool of " + slug);
}
std::vector<Client> clients_of(const Seed& seed, const Pool& pool) {
  std::vector<Client> all = cognito_of(seed).clients.rows();
  std::erase_if(all, [&](const Client& client) { return client.pool_id != pool.id; });
  return all;
}
std::string setting(const SharedSettings& settings, std::string_view name) {
  const Json* value = settings.find(name);
  return value == nullptr ? "none" : value->dump();
}
/// The ids of all pools and clients, by tenant.
std::vector<std::string> ids_of(const Seed& seed, const std::string& slug) {
  std::vector<std::string> ids{pool_of(seed, slug).id};
  for (const auto& client : clients_of(seed, pool_of(seed, slug))) ids.push_back(client.id);
  return ids;
}

}  // namespace

TEST(CognitoChoicesOfAFixture, AreReadEachByItsKey) {
  const auto usual = cognito_of(load_good({"version: 1\n"})).choices;
  EXPECT_EQ(usual.region, "eu-central-1");
  EXPECT_EQ(usual.account_id, "123456789012");
  EXPECT_TRUE(usual.locks_out);
  EXPECT_EQ(usual.revoked_tokens, CognitoChoices::Revoked::accept);
  EXPECT_EQ(usual.refresh_token_reuse, CognitoChoices::Reuse::refuse);
  EXPECT_FALSE(usual.srp_clock_window.has_value());
  EXPECT_FALSE(usual.asks_after_setup);
  const auto given = cognito_of(load_every_key()).choices;
  EXPECT_EQ(given.region, "us-west-2");
  EXPECT_EQ(given.account_id, "210987654321");
  EXPECT_FALSE(given.locks_out);
  EXPECT_EQ(given.revoked_tokens, CognitoChoices::Revoked::refuse);
  EXPECT_EQ(given.refresh_token_reuse, CognitoChoices::Reuse::end_sign_in);
  EXPECT_EQ(given.srp_clock_window, std::chrono::minutes(5));
  EXPECT_TRUE(given.asks_after_setup);
}

TEST(CognitoChoicesOfAFixture, OfALaterSourceReplaceKeyByKey) {
  const auto choices = cognito_of(load_good({with_choices("region: us-east-1, lock_out: false"),
                                             with_choices("region: eu-west-1, account_id: \"111122223333\"")}))
                           .choices;
  EXPECT_EQ(choices.region, "eu-west-1");
  EXPECT_EQ(choices.account_id, "111122223333");
  EXPECT_FALSE(choices.locks_out);
}

TEST(CognitoChoicesOfAFixture, AreComplainedOfByTheirPlace) {
  expect_complaints({
      {with_choices("region: EU"),
       {"a.yaml:2:19: cognito.region: expected an AWS region, such as eu-central-1, got the text \"EU\""}},
      {with_choices("account_id: 123456789012"),
       {"a.yaml:2:23: cognito.account_id: expected twelve digits, in quotes, got the number 123456789012; write it in "
        "quotes: \"123456789012\""}},
      {with_choices("lock_out: maybe"),
       {"a.yaml:2:21: cognito.lock_out: expected true or false, got the text \"maybe\""}},
      {with_choices("revoked_tokens: refused"),
       {"a.yaml:2:27: cognito.revoked_tokens: expected \"accept\" or \"refuse\", got the text \"refused\"; did you "
        "mean "
        "\"refuse\"?"}},
      {with_choices("regions: a"), {"a.yaml:2:11: cognito.regions: unknown key; did you mean \"region\"?"}},
  });
}

TEST(PoolsOfAFixture, AreReadEachByTheirKeys) {
  const Seed seed = load_every_key();
  const Pool& pool = pool_of(seed, "acme");
  EXPECT_EQ(pool.id, "us-west-2_Acme00001");
  EXPECT_EQ(pool.name, "Acme pool");
  EXPECT_EQ(pool.fixed_code, "123456");
  EXPECT_EQ(pool.issuers, Issuers::vendor);
  EXPECT_EQ(pool.key_name, "acme");
  EXPECT_FALSE(pool.owns_tenant);
  EXPECT_TRUE(is_case_sensitive(pool));
  EXPECT_EQ(setting(pool.settings, "UsernameAttributes"), R"(["phone_number"])");
  EXPECT_EQ(setting(pool.settings, "AutoVerifiedAttributes"), R"(["phone_number","email"])");
  EXPECT_FALSE(takes_sign_ups(pool));
  const auto policy = password_policy(pool);
  EXPECT_EQ(policy.minimum_length, 10);
  EXPECT_FALSE(policy.uppercase || policy.lowercase || policy.number || policy.symbol);
  EXPECT_EQ(setting(pool.settings, "MfaConfiguration"), R"("OPTIONAL")");
  EXPECT_EQ(static_cast<const Json&>(pool.second_factors).dump(),
            R"({"SmsMfaConfiguration":{"SmsConfiguration":{"SnsCallerArn":)"
            R"("arn:aws:iam::123456789012:role/text-messages"}},"SoftwareTokenMfaConfiguration":{"Enabled":true},)"
            R"("EmailMfaConfiguration":{}})");
  EXPECT_EQ(setting(pool.settings, "AccountRecoverySetting"),
            R"({"RecoveryMechanisms":[{"Priority":1,"Name":"verified_phone_number"}]})");
  EXPECT_EQ(find_set(pool.settings, "Policies", "SignInPolicy")->dump(),
            R"({"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP","SMS_OTP"]})");
  EXPECT_EQ(setting(pool.settings, "DeviceConfiguration"),
            R"({"ChallengeRequiredOnNewDevice":false,"DeviceOnlyRememberedOnUserPrompt":true})");
  EXPECT_EQ(setting(pool.settings, "DeletionProtection"), R"("ACTIVE")");
  EXPECT_EQ(setting(pool_of(seed, "other").settings, "AliasAttributes"), R"(["preferred_username"])");

  const auto clients = clients_of(seed, pool);
  ASSERT_EQ(clients.size(), 1U);
  EXPECT_EQ(clients[0].id, "acmeclient");
  EXPECT_EQ(clients[0].name, "portal");
  ASSERT_EQ(clients[0].secrets.size(), 1U);
  EXPECT_EQ(clients[0].secrets[0].value, "secret0of0the0portal0000001");
  EXPECT_EQ(setting(clients[0].settings, "ExplicitAuthFlows"), R"(["ALLOW_USER_SRP_AUTH","ALLOW_REFRESH_TOKEN_AUTH"])");
  EXPECT_EQ(setting(clients[0].settings, "AccessTokenValidity"), "2");

  const auto& groups = cognito_of(seed).groups.rows();
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].name, "admins");
  EXPECT_EQ(groups[0].settings.dump(),
            R"({"Description":"Who administers","RoleArn":"arn:aws:iam::210987654321:role/admin","Precedence":1})");
}

TEST(PoolsOfAFixture, WorkWhereNothingIsSaid) {
  const Seed seed = load_good({"version: 1\nseed: s\ntenants: [{name: A Tenant, slug: a}]\n"});
  const Pool& pool = pool_of(seed);
  EXPECT_TRUE(pool.id.starts_with("eu-central-1_")) << pool.id;
  EXPECT_EQ(pool.id.size(), std::string_view("eu-central-1_").size() + 9);
  EXPECT_EQ(pool.name, "A Tenant");
  EXPECT_EQ(pool.fixed_code, "");
  EXPECT_FALSE(pool.issuers.has_value());
  EXPECT_FALSE(is_case_sensitive(pool));
  EXPECT_TRUE(takes_sign_ups(pool));
  EXPECT_TRUE(verifies(pool, "email"));
  EXPECT_FALSE(verifies(pool, "phone_number"));
  EXPECT_FALSE(has_username_attributes(pool));
  EXPECT_EQ(setting(pool.settings, "UserPoolTier"), R"("ESSENTIALS")");
  const auto policy = password_policy(pool);
  EXPECT_EQ(policy.minimum_length, 8);
  EXPECT_TRUE(policy.uppercase && policy.lowercase && policy.number && policy.symbol);
  const auto clients = clients_of(seed, pool);
  ASSERT_EQ(clients.size(), 1U);
  EXPECT_EQ(clients[0].name, "app");
  EXPECT_TRUE(clients[0].secrets.empty());
  EXPECT_EQ(clients[0].id.size(), 26U);
  for (const std::string flow : {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH",
                                 "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"})
    EXPECT_TRUE(allows_flow(clients[0], flow)) << flow;
  EXPECT_TRUE(cognito_of(seed).groups.rows().empty());
  EXPECT_EQ(pool_of(load_good({with_pool("")})).settings.members(), pool.settings.members()) << "nor of an empty word";
  // A name that the original does not take is no pool's.
  EXPECT_EQ(pool_of(load_good({"version: 1\ntenants: [{name: \"Ä/B\", slug: a}]\n"})).name, "a");
}

TEST(PoolsOfAFixture, AreLeftOutWhereTheyAreDisabled) {
  const Seed seed =
      load_good({"version: 1\ntenants: [{name: A, slug: a, cognito: {enabled: false}, users: [{email: "
                 "a@a.test, cognito: {username: x}}]}, {name: B, slug: b}]\n"});
  ASSERT_EQ(cognito_of(seed).pools.rows().size(), 1U);
  EXPECT_EQ(pool_of(seed, "b").name, "B");
  EXPECT_EQ(cognito_of(seed).clients.rows().size(), 1U);
  EXPECT_TRUE(cognito_of(seed).accounts.rows().empty());
  EXPECT_EQ(cognito_of(seed).keys.size(), 1U);
}

TEST(PoolsOfAFixture, HaveIdsThatNoOtherTenantMoves) {
  const auto fixture = [](const std::string& seed, const std::string& tenants) {
    return load_good({"version: 1\nseed: " + seed + "\ntenants: [" + tenants + "]\n"});
  };
  const auto alone = ids_of(fixture("s", "{name: A, slug: a}"), "a");
  for (const std::string tenants :
       {"{name: A, slug: a}, {name: B, slug: b}", "{name: B, slug: b}, {name: A, slug: a}",
        "{name: Other name, slug: a, id: 777}", "{name: A, slug: a, users: [{email: a@a.test}]}",
        "{name: A, slug: a, cognito: {groups: [{name: g}]}}"})
    EXPECT_EQ(ids_of(fixture("s", tenants), "a"), alone) << tenants;
  EXPECT_NE(ids_of(fixture("t", "{name: A, slug: a}"), "a"), alone);
  EXPECT_NE(ids_of(fixture("s", "{name: B, slug: b}"), "b"), alone);
  const auto two = fixture("s", "{name: A, slug: a, cognito: {clients: [{name: one}, {name: app}]}}");
  EXPECT_EQ(ids_of(two, "a").at(0), alone.at(0));
  EXPECT_EQ(ids_of(two, "a").at(2), alone.at(1)) << "of its own name alone";
  const std::string taken = "{name: B, slug: b, cognito: {pool_id: " + alone.at(0) + "}}, {name: A, slug: a}";
  EXPECT_NE(ids_of(fixture("s", taken), "a").at(0), alone.at(0)) << "what is given goes first";
}

TEST(PoolsOfAFixture, ShareTheirSettings) {
  std::string tenants;
  for (int i = 0; i < 1000; ++i) tenants += "  - {name: T" + std::to_string(i) + "}\n";
  const Seed seed = load_good({"version: 1\ntenants:\n" + tenants});
  const auto& pools = cognito_of(seed).pools.rows();
  const auto& clients = cognito_of(seed).clients.rows();
  ASSERT_EQ(pools.size(), 1000U);
  ASSERT_EQ(clients.size(), 1000U);
  for (const auto& pool : pools) ASSERT_EQ(&pool.settings.members(), &pools.front().settings.members());
  for (const auto& client : clients) ASSERT_EQ(&client.settings.members(), &clients.front().settings.members());
}

}  // namespace understudy::cognito
