#include "login/login_tokens.h"

#include <gtest/gtest.h>

#include "support/mock.h"

namespace understudy::login {

namespace {

constexpr Milliseconds a_minute = std::chrono::minutes(1);

struct Tokens {
  testing::Mock mock;

  std::string issue(const std::string& user_id, std::string_view world = "default") {
    return mock.world(world).step([&](WorldState& state) { return issue_login_token(state, user_id, a_minute); });
  }
  bool take(const std::string& token, const std::string& user_id, std::string_view world = "default") {
    return mock.world(world).step([&](WorldState& state) { return take_login_token(state, token, user_id); });
  }
};

}  // namespace

TEST(LoginTokens, AreGoodOnceForTheirUserInTheirWorld) {
  Tokens tokens;
  const std::string token = tokens.issue("1");
  EXPECT_EQ(token.size(), 43U);
  EXPECT_FALSE(tokens.take(token, "2"));
  EXPECT_FALSE(tokens.take(token, "1", "other"));
  EXPECT_FALSE(tokens.take(token.substr(1), "1"));
  EXPECT_FALSE(tokens.take("", "1"));
  EXPECT_TRUE(tokens.take(token, "1"));
  EXPECT_FALSE(tokens.take(token, "1"));
}

TEST(LoginTokens, EndByTheTimeOfTheWorld) {
  Tokens tokens;
  const std::string late = tokens.issue("1");
  const std::string right = tokens.issue("1");
  tokens.mock.machine += a_minute - Milliseconds(1);
  EXPECT_TRUE(tokens.take(right, "1"));
  tokens.mock.machine += Milliseconds(1);
  EXPECT_FALSE(tokens.take(late, "1"));
}

TEST(LoginTokens, FollowFromTheUserAlone) {
  Tokens one;
  Tokens other;
  one.issue("2");
  EXPECT_EQ(one.issue("1"), other.issue("1"));
  EXPECT_NE(one.issue("1"), one.issue("1"));
  EXPECT_NE(one.issue("3"), one.issue("3", "other"));
}

TEST(LoginTokens, AreBounded) {
  Tokens tokens;
  const std::string first = tokens.issue("1");
  const std::string second = tokens.issue("1");
  for (size_t i = 1; i < most_login_tokens; ++i) tokens.issue("2");
  EXPECT_FALSE(tokens.take(first, "1"));
  EXPECT_TRUE(tokens.take(second, "1"));
}

TEST(LoginTokens, GoIntoACopyOfTheWorld) {
  Tokens tokens;
  const std::string token = tokens.issue("1");
  Parts copy = tokens.mock.world().step([](WorldState& state) { return state.parts; });
  EXPECT_TRUE(tokens.take(token, "1"));
  tokens.mock.world().step([&](WorldState& state) { state.parts = std::move(copy); });
  EXPECT_TRUE(tokens.take(token, "1"));
}

}  // namespace understudy::login
