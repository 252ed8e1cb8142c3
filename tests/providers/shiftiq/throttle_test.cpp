#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

const std::string exceeded = R"({"Type":"https://developer.mozilla.org/en-us/docs/web/http/reference/status/403",)"
                             R"("Title":"Forbidden","Status":403,"Detail":"Rate Limit Exceeded"})";

/// Ten at once, two every second; a list of users costs two and a half of a usual request.
Seed throttled_seed() {
  Seed seed = shift_seed();
  ShiftThrottle throttle;
  throttle.capacity = 10;
  throttle.refill = 2;
  throttle.period = std::chrono::seconds(1);
  throttle.cost = 2;
  throttle.costs = {{"listUsers", 5}, {"getHealth", 0}, {"countGroups", 11}};
  shift_of(seed).settings.throttle = throttle;
  return seed;
}

std::string rates(const http::Reply& reply) {
  return std::to_string(reply.status) + " " + header(reply, "X-Request-Cost") + " " +
         header(reply, "X-Rate-Limit-Remaining");
}

}  // namespace

TEST(ShiftThrottle, IsOffUntilTheFixtureAsksForIt) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, reader_secret);
  for (int i = 0; i < 200; ++i) ASSERT_EQ(mock.ask_as(token, "GET", "/api/me/roles").status, 200) << i;
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "200 (none) (none)");
}

TEST(ShiftThrottle, ChargesEachRequestOfAPersonItsCost) {
  Mock mock(throttled_seed());
  const auto token = token_of(mock, reader_secret);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "200 2.0 6.0");
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/v2/e99/api/security/users")), "200 5.0 1.0");
  const auto refused = mock.ask_as(token, "GET", "/api/me/roles");
  EXPECT_EQ(rates(refused), "403 2.0 1.0");
  EXPECT_EQ(refused.reason, "Rate Limit Exceeded");
  EXPECT_EQ(refused.body, exceeded);
  EXPECT_EQ(header(refused, "Content-Type"), "application/json; charset=utf-8");
  EXPECT_EQ(header(refused, "Retry-After"), "(none)");
  EXPECT_EQ(header(refused, "X-Understudy-Reason"),
            "limit_reached; rule: Rate Limit Exceeded; expected: getMyRoles costs 2.0; got: 1.0 left");
}

TEST(ShiftThrottle, FollowsTheClockOfTheWorld) {
  Mock mock(throttled_seed());
  const auto token = token_of(mock, reader_secret);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(mock.ask_as(token, "GET", "/api/me/roles").status, 200) << i;
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "403 2.0 0.0");
  mock.machine += Milliseconds(999);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "403 2.0 1.9");
  mock.machine += Milliseconds(1);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "200 2.0 0.0");
  mock.machine += std::chrono::hours(1);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "200 2.0 8.0");
  mock.machine -= std::chrono::minutes(30);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "200 2.0 6.0");
  mock.machine += Milliseconds(250);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "200 2.0 4.0") << "that time was lived through before";
  mock.machine += std::chrono::minutes(30);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "200 2.0 2.5");
}

TEST(ShiftThrottle, FillsInManySmallStepsAsInOneLargeOne) {
  Mock mock(throttled_seed());
  const auto token = token_of(mock, reader_secret);
  for (int i = 0; i < 4; ++i) mock.ask_as(token, "GET", "/api/me/roles");
  for (int i = 0; i < 999; ++i) {
    mock.machine += Milliseconds(1);
    ASSERT_EQ(mock.ask_as(token, "GET", "/api/me/roles").status, 403) << i;
  }
  mock.machine += Milliseconds(1);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "200 2.0 0.0");
}

TEST(ShiftThrottle, CountsNobodysRequestsForNobody) {
  Mock mock(throttled_seed());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(rates(mock.ask("GET", "/api/v1/status")), "200 2.0 (none)") << i;
  EXPECT_EQ(rates(mock.ask("GET", "/health")), "200 0.0 (none)");
  for (int i = 0; i < 20; ++i) EXPECT_EQ(rates(mock.ask("GET", "/api/me/roles")), "401 2.0 (none)") << i;
  EXPECT_EQ(rates(mock.ask("GET", "/api/me/roles", {"Authorization: Bearer x"})), "401 2.0 (none)");
  EXPECT_EQ(rates(mock.ask("GET", "/w/other/api/me/roles")), "401 2.0 (none)");
}

TEST(ShiftThrottle, CountsEachPersonAndEachWorldAlone) {
  Mock mock(throttled_seed());
  const auto rita = token_of(mock, reader_secret);
  const auto otto = token_of(mock, operator_secret);
  for (int i = 0; i < 4; ++i) mock.ask_as(rita, "GET", "/api/me/roles");
  EXPECT_EQ(mock.ask_as(rita, "GET", "/api/me/roles").status, 403);
  EXPECT_EQ(rates(mock.ask_as(otto, "GET", "/api/me/roles")), "200 2.0 6.0");
  const auto elsewhere = token_of(mock, reader_secret, "/w/other");
  EXPECT_EQ(rates(mock.ask_as(elsewhere, "GET", "/w/other/api/me/roles")), "200 2.0 6.0");
}

TEST(ShiftThrottle, CountsWhateverProvesWhoAsks) {
  Mock mock(throttled_seed());
  EXPECT_EQ(rates(post_json(mock, "/api/security/tokens/generate", R"({"Secret":")" + reader_secret + "\"}")),
            "200 2.0 8.0");
  EXPECT_EQ(rates(mock.ask("GET", "/api/security/secrets/introspect", {"Authorization: Secret " + reader_secret})),
            "200 2.0 6.0");
  EXPECT_EQ(rates(mock.ask("GET", "/api/sessions/timeout", {"Authorization: Bearer " + reader_secret})), "200 2.0 4.0");
  EXPECT_EQ(rates(post_json(mock, "/api/token", R"({"Secret":")" + reader_secret + "\"}")), "200 2.0 2.0");
}

TEST(ShiftThrottle, IsNeverPassedByWhatCostsMoreThanTheBucketHolds) {
  Mock mock(throttled_seed());
  const auto token = token_of(mock, reader_secret);
  mock.machine += std::chrono::hours(1);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/directory/groups/count")), "403 11.0 10.0");
}

TEST(ShiftThrottle, AnswersVersion1InItsOwnShape) {
  Mock mock(throttled_seed());
  const std::vector<std::string> secret{"Authorization: Bearer " + reader_secret};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(mock.ask("GET", "/api/sessions/timeout", secret).status, 200) << i;
  const auto refused = mock.ask("GET", "/api/sessions/timeout", secret);
  EXPECT_EQ(told(refused), R"(403 {"error":"Rate Limit Exceeded"})");
  EXPECT_EQ(refused.reason, "Rate Limit Exceeded");
  EXPECT_EQ(rates(refused), "403 2.0 0.0");
  EXPECT_EQ(told(post_json(mock, "/api/token", R"({"Secret":")" + reader_secret + "\"}")),
            R"(403 {"error":"Rate Limit Exceeded"})");
}

TEST(ShiftThrottle, Answers429WhereTheFixtureSaysSo) {
  Seed seed = throttled_seed();
  shift_of(seed).settings.throttle->status = 429;
  Mock mock(seed);
  const auto token = token_of(mock, reader_secret);
  for (int i = 0; i < 4; ++i) mock.ask_as(token, "GET", "/api/me/roles");
  const auto refused = mock.ask_as(token, "GET", "/api/security/users");
  EXPECT_EQ(told(refused), R"(429 {"Type":"https://developer.mozilla.org/en-us/docs/web/http/reference/status/429",)"
                           R"("Title":"Too Many Requests","Status":429,"Detail":"Rate Limit Exceeded"})");
  EXPECT_EQ(header(refused, "Retry-After"), "3");
  EXPECT_EQ(mock.ask("GET", "/api/sessions/timeout", {"Authorization: Bearer " + reader_secret}).status, 429);
  mock.machine += std::chrono::seconds(3);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/security/users")), "200 5.0 1.0");
  const auto never = mock.ask_as(token, "GET", "/api/directory/groups/count");
  EXPECT_EQ(never.status, 429);
  EXPECT_EQ(header(never, "Retry-After"), "(none)");
}

TEST(ShiftThrottle, IsTheSameHowEverTheClockIsMoved) {
  Seed seed = throttled_seed();
  shift_of(seed).settings.throttle->refill = 1'000'000;
  shift_of(seed).settings.throttle->capacity = 1'000'000;
  shift_of(seed).settings.throttle->period = Milliseconds(1);
  Mock mock(seed);
  const auto token = token_of(mock, reader_secret);
  mock.machine += std::chrono::hours(12);
  EXPECT_EQ(rates(mock.ask_as(token, "GET", "/api/me/roles")), "200 2.0 999998.0");
  shift_of(seed).settings.throttle->refill = 0;
  Mock dry(seed);
  const auto other = token_of(dry, reader_secret);
  dry.machine += std::chrono::hours(12);
  EXPECT_EQ(rates(dry.ask_as(other, "GET", "/api/me/roles")), "200 2.0 999996.0");
}

TEST(ShiftThrottle, IsShownByItsFixture) {
  Mock mock(testing::fixture_seed("shift-iq-throttled.yaml"));
  const auto clara = token_of(mock, "Secret-Of-Clara-The-Careful");
  EXPECT_EQ(rates(mock.ask_as(clara, "GET", "/v2/e01/api/security/users")), "200 4.0 6.0");
  EXPECT_EQ(rates(mock.ask_as(clara, "GET", "/v2/e01/api/security/users")), "200 4.0 2.0");
  EXPECT_EQ(rates(mock.ask_as(clara, "GET", "/v2/e01/api/security/users")), "403 4.0 2.0");
  EXPECT_EQ(rates(mock.ask_as(clara, "GET", "/v2/e01/api/me/roles")), "200 1.0 1.0");
  EXPECT_EQ(rates(mock.ask_as(token_of(mock, "Secret-Of-Hasty-The-Hurried"), "GET", "/api/me/roles")), "200 1.0 9.0");
  EXPECT_EQ(mock.ask("POST", "/_understudy/v1/worlds/default/clock/advance", {}, R"({"by":"36s"})").status, 200);
  EXPECT_EQ(rates(mock.ask_as(clara, "GET", "/v2/e01/api/security/users")), "200 4.0 0.0");
}

TEST(ShiftThrottle, CountsASessionAsItsPerson) {
  Mock mock(throttled_seed());
  ShiftSessionOrder order;
  order.user_row = "2";
  const auto cookie = begin_shift_session(mock.world(), access::Signer(mock.world()), order);
  const std::vector<std::string> headers{"Cookie: InSite.WebToken=" + percent_encode(cookie.value)};
  EXPECT_EQ(rates(mock.ask("GET", "/api/me/roles", headers)), "200 2.0 8.0");
  EXPECT_EQ(rates(mock.ask_as(token_of(mock, reader_secret), "GET", "/api/me/roles")), "200 2.0 4.0");
  EXPECT_EQ(rates(mock.ask("POST", "/api/client/cookie", headers)), "200 2.0 2.0");
  EXPECT_EQ(rates(mock.ask("GET", "/api/me/roles", headers)), "200 2.0 0.0");
  EXPECT_EQ(rates(mock.ask("GET", "/api/me/roles", headers)), "403 2.0 0.0");
  EXPECT_EQ(told(mock.ask("POST", "/api/client/cookie", headers)), R"(403 {"error":"Rate Limit Exceeded"})");
}

}  // namespace understudy::shiftiq
