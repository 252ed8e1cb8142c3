// What another system changes of the directory, as the pool has it: addresses, numbers, and organizations that are new.
#include <gtest/gtest.h>

#include "login/account_changes.h"
#include "login/sign_in_parameters.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/pools.h"
#include "support/mock.h"

namespace understudy::cognito {

namespace {

struct Directory {
  explicit Directory(const std::string& account = "")
      : mock(testing::seed_of_text(
            "version: 1\ntenants:\n  - {name: A, id: 1, users: [{email: a@a.test, id: 11, phone: \"+491\"" + account +
            "}]}\n")) {}

  template <class Change>
  PoolUser after(Change change) {
    return mock.world().step([&](WorldState& state) {
      User user = *state.users.find("11");
      change(user);
      login::change_user(state, mock.world().seed(), user);
      const Pool& pool = *find_pool_of_tenant(cognito_of(state), "1");
      return *pool_user_of(state, pool, "11");
    });
  }

  testing::Mock mock;
};

const std::string kept = ", cognito: {attributes: {given_name: A, email_verified: \"false\"}}";

void move_to_b(User& user) { user.email = "b@a.test"; }

}  // namespace

TEST(ChangesElsewhere, OfTheAddressNameTheUserAnew) {
  for (const std::string& account : {std::string(), kept}) {
    Directory directory(account);
    const PoolUser member = directory.after(move_to_b);
    EXPECT_EQ(member.account.username, "b@a.test") << account;
    EXPECT_TRUE(is_verified(member, "email")) << account;
  }
  Directory named(", cognito: {username: anna}");
  EXPECT_EQ(named.after(move_to_b).account.username, "anna");
}

TEST(ChangesElsewhere, OfTheNumberLeaveItUnverified) {
  for (const std::string& account : {std::string(), kept}) {
    Directory directory(account);
    EXPECT_TRUE(is_verified(directory.after([](User& user) { user.display_name = "A"; }), "phone_number")) << account;
    EXPECT_FALSE(is_verified(directory.after([](User& user) { user.phone = "+492"; }), "phone_number")) << account;
  }
}

TEST(ChangesElsewhere, OfNothingButTheNameKeepTheAccountAsItIs) {
  Directory directory(kept);
  EXPECT_FALSE(is_verified(directory.after([](User& user) { user.display_name = "A"; }), "email"));
}

TEST(NewTenants, HaveAUsualPoolOnceAWayInIsOpened) {
  Directory directory;
  directory.mock.world().step([&](WorldState& state) {
    const auto& ways = directory.mock.world().seed().parts.of_or_usual<login::SignInParameters>();
    Tenant tenant;
    tenant.id = "2";
    tenant.name = "B";
    EXPECT_TRUE(ways.of(state, tenant).is_null());
    EXPECT_TRUE(ways.told_with(state, tenant).is_null());
    ways.open_to(state, tenant);
    const Pool& pool = *find_pool_of_tenant(cognito_of(state), "2");
    const Pool& usual = *find_pool_of_tenant(cognito_of(state), "1");
    EXPECT_EQ(static_cast<const Json&>(pool.settings), static_cast<const Json&>(usual.settings));
    EXPECT_EQ(pool.name, "B");
    const std::string client(ways.of(state, tenant).text_at("cognito_user_pool_client_id"));
    EXPECT_EQ(ways.told_with(state, tenant).dump(),
              R"({"cognito_details":{"cognito_region":"eu-central-1","cognito_user_pool_id":")" + pool.id +
                  R"(","cognito_user_pool_client_id":")" + client +
                  R"(","cognito_user_pool_arn":"arn:aws:cognito-idp:eu-central-1:123456789012:userpool/)" + pool.id +
                  "\"}}");
  });
}

}  // namespace understudy::cognito
