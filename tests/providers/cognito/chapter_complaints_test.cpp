// What is complained of in Cognito's part of a fixture, where, and in which words; and what several sources come to.
#include <gtest/gtest.h>

#include "fixture/loading.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

using namespace fixture;

namespace {

/// The pool's keys begin at column 24 of line 3.
std::string with_pool(const std::string& pool) {
  return "version: 1\ntenants:\n  - {name: A, cognito: {" + pool + "}}\n";
}
/// The account's at column 32 of line 5.
std::string with_user(const std::string& account, const std::string& pool = "") {
  return "version: 1\ntenants:\n  - name: A\n    cognito: {" + pool + "}\n    users: [{email: a@a.test, cognito: {" +
         account + "}}]\n";
}

const std::string pool_at = "tenants[0].cognito.";
const std::string user_at = "tenants[0].users[0].cognito.";

}  // namespace

TEST(ComplaintsOfPools, NameTheirPlace) {
  const std::string no_pool_id =
      ": expected a region, \"_\" and letters or digits, such as eu-central-1_Ab3dE9xYz, got the text ";
  expect_complaints({
      {with_pool("pool_id: Acme"), {"a.yaml:3:34: " + pool_at + "pool_id" + no_pool_id + "\"Acme\""}},
      {with_pool("pool_id: eu-central-1_A-b"),
       {"a.yaml:3:34: " + pool_at + "pool_id" + no_pool_id + "\"eu-central-1_A-b\""}},
      {with_pool("code: 12345"),
       {"a.yaml:3:31: " + pool_at + "code: expected six digits, in quotes, got the number 12345"}},
      {with_pool("code: \"12345\""),
       {"a.yaml:3:31: " + pool_at + "code: expected six digits, in quotes, got the text \"12345\""}},
      {with_pool("issuer: aws"),
       {"a.yaml:3:33: " + pool_at + "issuer: expected \"local\" or \"vendor\", got the text \"aws\""}},
      {with_pool("aliases: [mail]"),
       {"a.yaml:3:35: " + pool_at +
        "aliases[0]: expected \"email\", \"phone_number\" or \"preferred_username\", got the text \"mail\"; did you "
        "mean \"email\"?"}},
      {with_pool("password_policy: {minimum_length: 5}"),
       {"a.yaml:3:59: " + pool_at +
        "password_policy.minimum_length: expected a whole number from 6 to 99, got the number 5"}},
      {with_pool("clients: [{secret: short}]"),
       {"a.yaml:3:44: " + pool_at +
        "clients[0].secret: expected 24 to 64 letters, digits, \"_\" or \"+\", got the text \"short\""}},
      {with_pool("clients: [{flows: [USER_AUTH]}]"),
       {"a.yaml:3:44: " + pool_at +
        "clients[0].flows[0]: expected \"ALLOW_ADMIN_USER_PASSWORD_AUTH\", \"ALLOW_CUSTOM_AUTH\", "
        "\"ALLOW_REFRESH_TOKEN_AUTH\", \"ALLOW_USER_AUTH\", \"ALLOW_USER_PASSWORD_AUTH\", \"ALLOW_USER_SRP_AUTH\", "
        "\"ADMIN_NO_SRP_AUTH\", \"CUSTOM_AUTH_FLOW_ONLY\" or \"USER_PASSWORD_AUTH\", got the text \"USER_AUTH\""}},
      {with_pool("groups: [{description: x}]"),
       {"a.yaml:3:34: " + pool_at +
        "groups[0]: the key \"name\" is missing; expected a name of at most 128 characters without blanks"}},
      {with_pool("alises: [email]"), {"a.yaml:3:25: " + pool_at + "alises: unknown key; did you mean \"aliases\"?"}},
  });
}

TEST(ComplaintsOfPools, SayWhatTheApiItselfRefuses) {
  const std::string pool = "CreateUserPool refuses it: ";
  const std::string client = "CreateUserPoolClient refuses it: ";
  const std::string one = "1 validation error detected: Value ";
  expect_complaints({
      {with_pool("aliases: [email], username_attributes: [email]"),
       {"a.yaml:3:24: tenants[0].cognito: " + pool +
        "Only one of the aliasAttributes or usernameAttributes can be set in a User pool."}},
      {with_pool("settings: {MfaConfiguration: SOMETIMES}"),
       {"a.yaml:3:35: " + pool_at + "settings: " + pool + one +
        "'SOMETIMES' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: "
        "[OPTIONAL, OFF, ON]"}},
      {with_pool("settings: {Schema: [{Name: a b}]}"),
       {"a.yaml:3:35: " + pool_at + "settings: " + pool + one +
        R"('a b' at 'schema.1.member.name' failed to satisfy constraint: Member must satisfy regular expression pattern: )"
        R"([\p{L}\p{M}\p{S}\p{N}\p{P}]+)"}},
      {with_pool("clients: [{id: one, settings: {AccessTokenValidity: 25}}]"),
       {"a.yaml:3:55: " + pool_at + "clients[0].settings: " + client + "Invalid range for token validity."}},
      {with_pool("clients: [{name: web, settings: {ReadAttributes: [nothing]}}]"),
       {"a.yaml:3:57: " + pool_at + "clients[0].settings: " + client +
        "Invalid read attributes specified while creating a client"}},
      {with_pool("verify: [phone_number]"), {}},
      {with_pool("settings: {MfaConfigurations: ON}"),
       {"a.yaml:3:35: " + pool_at + "settings: CreateUserPool takes no \"MfaConfigurations\""}},
      {with_pool("settings: {Schema: [{Name: a}, {Nam: b}]}"),
       {"a.yaml:3:35: " + pool_at + "settings: CreateUserPool takes no \"Schema[1].Nam\""}},
      {with_pool("settings: {PoolName: Acme}"),
       {"a.yaml:3:35: " + pool_at + "settings: PoolName is not for settings to say"}},
      {with_pool("clients: [{id: one, settings: {TokenValidityUnits: {IdTokens: hours}}}]"),
       {"a.yaml:3:55: " + pool_at +
        "clients[0].settings: CreateUserPoolClient takes no \"TokenValidityUnits.IdTokens\""}},
      {with_pool("clients: [{id: one, settings: {RefreshTokenRotation: {Feature: ENABLED}}}]"), {}},
      {with_pool(
           "clients: [{flows: [ALLOW_REFRESH_TOKEN_AUTH], settings: {RefreshTokenRotation: {Feature: ENABLED}}}]"),
       {"a.yaml:3:81: " + pool_at + "clients[0].settings: " + client +
        "ALLOW_REFRESH_TOKEN_AUTH can not be used along with refresh token rotation."}},
      // One complaint is enough: what is misread may be what is missing.
      {with_pool("alises: [email], settings: {MfaConfiguration: SOMETIMES}"),
       {"a.yaml:3:25: " + pool_at + "alises: unknown key; did you mean \"aliases\"?"}},
  });
}

TEST(ComplaintsOfPools, TellWhatIsGivenTwice) {
  const auto two = [](const std::string& first, const std::string& second) {
    return "version: 1\ntenants:\n  - {name: A, cognito: {" + first + "}}\n  - {name: B, cognito: {" + second + "}}\n";
  };
  expect_complaints({
      {two("pool_id: eu-central-1_A, settings: {}", "settings: {}, pool_id: eu-central-1_A"),
       {"a.yaml:4:48: tenants[1].cognito.pool_id: the pool id \"eu-central-1_A\" is given twice; first at "
        "a.yaml:3:34"}},
      {two("clients: [{id: one}]", "clients: [{id: one}]"),
       {"a.yaml:4:40: tenants[1].cognito.clients[0].id: the client id \"one\" is given twice; first at a.yaml:3:40"}},
      {with_pool("clients: [{id: one}, {id: one, name: two}]"),
       {"a.yaml:3:51: " + pool_at + "clients[1].id: the client id \"one\" is given twice; first at a.yaml:3:40"}},
      {with_pool("clients: [{name: one}, {name: one}]"),
       {"a.yaml:3:55: " + pool_at + "clients[1].name: the app client \"one\" is given twice; first at a.yaml:3:42"}},
      {with_pool("clients: [{id: a}, {id: b}]"),
       {"a.yaml:3:44: " + pool_at + "clients[1]: the app client \"app\" is given twice; first at a.yaml:3:35"}},
      {with_pool("groups: [{name: g}, {name: g}]"),
       {"a.yaml:3:52: " + pool_at + "groups[1].name: the group \"g\" is given twice; first at a.yaml:3:41"}},
      {two("groups: [{name: g}], clients: [{name: c}]", "groups: [{name: g}], clients: [{name: c}]"), {}},
  });
}

TEST(ComplaintsOfAccounts, NameTheirPlace) {
  expect_complaints({
      {with_user("sub: 1"), {"a.yaml:5:46: " + user_at + "sub: expected a GUID in lower case, got the number 1"}},
      {with_user("sub: 0AA0AA00-0000-4000-8000-000000000001"),
       {"a.yaml:5:46: " + user_at +
        "sub: expected a GUID in lower case, got the text \"0AA0AA00-0000-4000-8000-000000000001\""}},
      {with_user("state: unconfirmed"),
       {"a.yaml:5:48: " + user_at +
        "state: expected \"confirmed\", \"force_change_password\" or \"reset_required\", got the text "
        "\"unconfirmed\""}},
      {with_user("username: \"a b\""),
       {"a.yaml:5:51: " + user_at +
        "username: expected a name of at most 128 characters without blanks, got the text \"a b\""}},
      {with_user("groups: [admins]"),
       {"a.yaml:5:50: " + user_at +
        "groups[0]: the pool has no group \"admins\"; list it in the tenant's cognito.groups"}},
      {with_user("attributes: {nick: A}"),
       {"a.yaml:5:60: " + user_at +
        "attributes.nick: the pool has no attribute \"nick\"; list it in the tenant's cognito.settings.Schema"}},
      {with_user("attributes: {\"custom:plan\": gold}"),
       {"a.yaml:5:69: " + user_at +
        "attributes[\"custom:plan\"]: the pool has no attribute \"custom:plan\"; list it in the tenant's "
        "cognito.settings.Schema"}},
      {with_user("attributes: {\"custom:plan\": gold}",
                 "settings: {Schema: [{Name: plan, AttributeDataType: String}]}"),
       {}},
      {with_user("groups: [admins]", "groups: [{name: admins}]"), {}},
      {with_user("attributes: {email: b@a.test}"),
       {"a.yaml:5:61: " + user_at +
        "attributes.email: the attribute email follows from another key; write the user's email"}},
      {with_user("attributes: {sub: x}"),
       {"a.yaml:5:59: " + user_at +
        "attributes.sub: the attribute sub follows from another key; write sub beside attributes"}},
  });
}

TEST(ComplaintsOfAccounts, TellWhatIsGivenTwiceInOnePool) {
  const auto two = [](const std::string& first, const std::string& second, const std::string& pool = "") {
    return "version: 1\ntenants:\n  - name: A\n    cognito: {" + pool + "}\n    users:\n" +
           "      - {email: a@a.test, cognito: {" + first + "}}\n      - {email: b@a.test, cognito: {" + second +
           "}}\n";
  };
  const std::string sub = "sub: 0aa0aa00-0000-4000-8000-000000000001";
  const std::string second = "tenants[0].users[1].cognito.";
  expect_complaints({
      {two("username: anna", "username: anna"),
       {"a.yaml:7:47: " + second + "username: the user name \"anna\" is given twice; first at a.yaml:6:47"}},
      {two("username: anna", "username: Anna"),
       {"a.yaml:7:47: " + second + "username: the user name \"anna\" is given twice; first at a.yaml:6:47"}},
      {two("username: anna", "username: Anna", "case_sensitive: true"), {}},
      {two(sub, sub),
       {"a.yaml:7:42: " + second +
        "sub: the sub \"0aa0aa00-0000-4000-8000-000000000001\" is given twice; first at a.yaml:6:42"}},
      {two("groups: []", "groups: []"), {}},
  });
}

TEST(SourcesOfPools, ReplaceKeyByKeyAndRecordByName) {
  const Seed seed = load_good({
      "version: 1\ntenants:\n  - {name: A, slug: a, cognito: {code: \"111111\", pool_id: eu-central-1_A, groups: "
      "[{name: g, description: first, precedence: 1}], clients: [{name: web, id: one}, {name: app, id: two}], "
      "settings: "
      "{MfaConfiguration: \"OFF\", UserPoolTags: {a: b}}}, users: [{email: a@a.test, cognito: {username: anna, "
      "attributes: {given_name: A, family_name: B}}}]}\n",
      "version: 1\ntenants:\n  - {slug: a, name: A, cognito: {code: \"222222\", groups: [{name: h}, {name: g, "
      "precedence: "
      "2}], clients: [{name: app, secret: secret0of0the0app0000000001}], settings: {UserPoolTags: {c: d}}}, users: "
      "[{email: a@a.test, cognito: {state: reset_required, attributes: {given_name: C}}}]}\n",
  });
  const auto& cognito = cognito_of(seed);
  ASSERT_EQ(cognito.pools.rows().size(), 1U);
  const Pool& pool = cognito.pools.rows().front();
  EXPECT_EQ(pool.id, "eu-central-1_A");
  EXPECT_EQ(pool.fixed_code, "222222");
  EXPECT_EQ(pool.settings.find("UserPoolTags")->dump(), R"({"a":"b","c":"d"})");
  const auto& groups = cognito.groups.rows();
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].settings.dump(), R"({"Description":"first","Precedence":2})");
  EXPECT_EQ(groups[1].name, "h");
  EXPECT_EQ(groups[1].settings.dump(), "{}");
  const auto& clients = cognito.clients.rows();
  ASSERT_EQ(clients.size(), 2U);
  EXPECT_EQ(clients[0].id, "one");
  EXPECT_EQ(clients[1].id, "two");
  EXPECT_EQ(clients[1].secrets.at(0).value, "secret0of0the0app0000000001");
  const auto& accounts = cognito.accounts.rows();
  ASSERT_EQ(accounts.size(), 1U);
  EXPECT_EQ(accounts[0].username, "anna");
  EXPECT_EQ(accounts[0].state, Account::State::reset_required);
  EXPECT_EQ(accounts[0].attributes,
            (std::vector<Attribute>{{"email_verified", "true"}, {"given_name", "C"}, {"family_name", "B"}}));
}

}  // namespace understudy::cognito
