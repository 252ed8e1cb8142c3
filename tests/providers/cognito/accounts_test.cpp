// Accounts: what a fixture says of them, what follows where it says nothing, and that a sub leads back to its user.
#include "providers/cognito/accounts.h"

#include <algorithm>
#include <set>

#include "fixture/loading.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {

using namespace fixture;

namespace {

/// A pool of the tenant a with that user.
std::string with_user(const std::string& user, const std::string& pool = "") {
  return "version: 1\nseed: s\ntenants:\n  - {name: A, slug: a, cognito: {" + pool + "}, users: [{" + user + "}]}\n";
}

/// Of the world's first tenant: every account, its row or what follows from the directory.
std::vector<PoolUser> accounts_of(const std::string& fixture) {
  testing::Mock mock(load_good({fixture}));
  return mock.world().step([](WorldState& state) {
    const Pool pool = *cognito_of(state).pools.find_all(Pool::all, "").front();
    return pool_users_of(state, pool);
  });
}
PoolUser account_of(const std::string& user, const std::string& pool = "") {
  const auto all = accounts_of(with_user(user, pool));
  EXPECT_EQ(all.size(), 1U) << user;
  return all.empty() ? PoolUser() : all.front();
}
std::string attributes_in(const PoolUser& user) {
  std::vector<std::string> all;
  for (const auto& [name, value] : attributes_of(user))
    if (name != "sub") all.push_back(cat({name, "=", value}));
  return join(all, " ");
}

}  // namespace

TEST(Accounts, FollowFromTheDirectoryWhereNothingIsSaid) {
  struct Row {
    std::string user;
    std::string username;
    Account::State state;
    std::string attributes;
  };
  const auto confirmed = Account::State::confirmed;
  const std::vector<Row> rows{
      {"email: a@a.test", "a@a.test", confirmed, "email_verified=true email=a@a.test"},
      {"email: A@a.test, phone: \"+491\", display_name: Anna", "A@a.test", confirmed,
       "email_verified=true phone_number_verified=true name=Anna phone_number=+491 email=A@a.test"},
      {"email: a@a.test, phone: \"+491\", status: Pending", "a@a.test", Account::State::unconfirmed,
       "email_verified=false phone_number_verified=false phone_number=+491 email=a@a.test"},
      {"email: a@a.test, status: Deactivated", "a@a.test", confirmed, "email_verified=true email=a@a.test"},
  };
  for (const auto& row : rows) {
    const PoolUser user = account_of(row.user);
    EXPECT_EQ(user.account.username, row.username) << row.user;
    EXPECT_EQ(user.account.state, row.state) << row.user;
    EXPECT_EQ(attributes_in(user), row.attributes) << row.user;
    EXPECT_TRUE(user.account.groups.empty());
    EXPECT_EQ(user.account.id, user.user.id);
    EXPECT_EQ(user.is_enabled(), row.user.find("Deactivated") == std::string::npos);
  }
  EXPECT_TRUE(accounts_of(with_user("email: a@a.test, status: Deleted")).empty());
  const PoolUser by_address = account_of("email: a@a.test", "username_attributes: [email]");
  EXPECT_EQ(by_address.account.username, by_address.account.sub);
}

TEST(Accounts, AreReadEachByTheirKeys) {
  const PoolUser user = account_of(
      "email: a@a.test, cognito: {username: anna, sub: 0aa0aa00-0000-4000-8000-000000000001, state: reset_required, "
      "groups: [g], attributes: {given_name: Anna, \"custom:plan\": gold, email_verified: \"false\"}}",
      "groups: [{name: g}], settings: {Schema: [{Name: plan, AttributeDataType: String}]}");
  EXPECT_EQ(user.account.username, "anna");
  EXPECT_EQ(user.account.sub, "0aa0aa00-0000-4000-8000-000000000001");
  EXPECT_EQ(user.account.state, Account::State::reset_required);
  EXPECT_EQ(user.account.groups, (std::vector<std::string>{"g"}));
  EXPECT_EQ(attributes_in(user), "email_verified=false given_name=Anna custom:plan=gold email=a@a.test");
  const Seed every = load_every_key();
  const Account* anna = cognito_of(every).accounts.find(user_of(every, "Anna@acme.test").id);
  ASSERT_NE(anna, nullptr);
  EXPECT_EQ(anna->username, "anna");
  EXPECT_EQ(anna->groups, (std::vector<std::string>{"admins"}));
}

TEST(Accounts, OfWhoIsPendingAreUnconfirmedWhateverElseIsSaid) {
  EXPECT_EQ(account_of("email: a@a.test, status: Pending, cognito: {state: reset_required}").account.state,
            Account::State::unconfirmed);
  EXPECT_EQ(account_of("email: a@a.test, cognito: {state: force_change_password}").account.state,
            Account::State::force_change_password);
  EXPECT_EQ(account_of("email: a@a.test, cognito: {state: confirmed}").account.state, Account::State::confirmed);
}

TEST(Accounts, HaveASubOfTheirUserAlone) {
  const std::string sub = account_of("email: a@a.test, id: 10000001").account.sub;
  EXPECT_EQ(sub.size(), 36U);
  EXPECT_EQ(sub[14], '4') << sub << " is a random GUID to whoever looks";
  EXPECT_NE(std::string_view("89ab").find(sub[19]), std::string_view::npos) << sub;
  EXPECT_EQ(account_of("email: b@a.test, id: 10000001, display_name: Other").account.sub, sub);
  EXPECT_EQ(account_of("email: a@a.test, id: 10000001, cognito: {username: x}").account.sub, sub);
  EXPECT_NE(account_of("email: a@a.test, id: 10000002").account.sub, sub);
  testing::Mock other_seed(
      load_good({"version: 1\nseed: t\ntenants: [{name: A, users: [{email: a@a.test, id: 10000001}]}]\n"}));
  other_seed.world().step([&](WorldState& state) {
    const Pool pool = *cognito_of(state).pools.find_all(Pool::all, "").front();
    EXPECT_NE(pool_users_of(state, pool).front().account.sub, sub);
  });
  const auto by_address = account_of("email: a@a.test, cognito: {sub: 0aa0aa00-0000-4000-8000-000000000001}",
                                     "username_attributes: [email]");
  EXPECT_EQ(by_address.account.username, "0aa0aa00-0000-4000-8000-000000000001") << "the name goes with it";
}

TEST(Accounts, AreFoundByTheirSubs) {
  testing::Mock mock(
      load_good({"version: 1\nseed: s\ntenants:\n  - name: A\n    slug: a\n    many_users: [{count: 500, "
                 "email: \"u{n}@a.test\"}]\n    users: [{email: zero@a.test, id: \"007\"}, {email: "
                 "most@a.test, id: \"9999999999999999\"}, {email: gone@a.test, status: Deleted}]\n"
                 "  - {name: B, users: [{email: b@b.test}]}\n"}));
  mock.world().step([](WorldState& state) {
    const auto pools = cognito_of(state).pools.find_all(Pool::all, "");
    const Pool pool = *pools.front();
    const auto users = pool_users_of(state, pool);
    ASSERT_EQ(users.size(), 502U);
    std::set<std::string> subs;
    for (const auto& user : users) {
      const auto found = find_pool_user(state, pool, user.account.sub, true);
      ASSERT_TRUE(found.has_value()) << user.user.id;
      EXPECT_EQ(found->user.id, user.user.id);
      EXPECT_FALSE(find_pool_user(state, pool, user.account.sub)) << "clients do not name by it";
      EXPECT_FALSE(find_pool_user(state, *pools.back(), user.account.sub, true)) << "another pool";
      subs.insert(user.account.sub);
    }
    EXPECT_EQ(subs.size(), users.size());
    std::string other = users.front().account.sub;
    for (const size_t place : {0U, 9U, 20U, 35U}) {
      std::string changed = other;
      changed[place] = changed[place] == '0' ? '1' : '0';
      EXPECT_FALSE(find_pool_user(state, pool, changed, true)) << changed;
    }
    for (const std::string name : {"", "x", "00000000-0000-4000-8000-000000000000", "gone@a.test"})
      EXPECT_FALSE(find_pool_user(state, pool, name, true)) << name;
  });
}

TEST(Accounts, AreNotFoundByTheSubThatTheyWouldHaveHad) {
  testing::Mock mock(
      load_good({with_user("email: a@a.test, id: 10000001, cognito: {sub: 0aa0aa00-0000-4000-8000-000000000001}")}));
  const std::string usual = account_of("email: a@a.test, id: 10000001").account.sub;
  mock.world().step([&](WorldState& state) {
    const Pool pool = *cognito_of(state).pools.find_all(Pool::all, "").front();
    EXPECT_TRUE(find_pool_user(state, pool, "0aa0aa00-0000-4000-8000-000000000001", true));
    EXPECT_FALSE(find_pool_user(state, pool, usual, true));
  });
}

TEST(Accounts, AreKeptWhereTheyAreAnythingOutOfTheOrdinary) {
  const auto rows = [](const std::string& fixture) { return cognito_of(load_good({fixture})).accounts.rows().size(); };
  EXPECT_EQ(rows(with_user("email: a@a.test")), 0U);
  EXPECT_EQ(rows(with_user("email: a@a.test, status: Pending")), 0U);
  EXPECT_EQ(rows(with_user("email: a@a.test, cognito: {}")), 1U);
  EXPECT_EQ(rows(with_user("email: a@a.test, id: \"007\"")), 1U) << "no number that leads back";
}

}  // namespace understudy::cognito
