// Which pages may call the gateway and the fixture's routes: those that may use the credentials which are taken there.
#include <gtest/gtest.h>

#include "support/mock.h"

namespace understudy::gateway {
namespace {

using testing::Mock;

const std::string at_home = "http://localhost:3000";
const std::string partition = "https://app.shiftiq.com";
const std::string elsewhere = "https://evil.test";

std::string allowed(const http::Reply& reply) {
  const auto* origin = reply.headers.find("Access-Control-Allow-Origin");
  const auto* credentials = reply.headers.find("Access-Control-Allow-Credentials");
  return (origin == nullptr ? "nobody" : *origin) + (credentials == nullptr ? "" : " with credentials");
}

/// What a page of that origin is told, by the answer and by the preflight before it.
void expect_readable(Mock& mock, const std::string& path, const std::string& origin, bool is_readable) {
  SCOPED_TRACE(path + " from " + origin);
  const std::string expected = is_readable ? origin + " with credentials" : "nobody";
  EXPECT_EQ(allowed(mock.ask("GET", path, {"Origin: " + origin})), expected);
  const auto preflight = mock.ask(
      "OPTIONS", path,
      {"Origin: " + origin, "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: authorization"});
  EXPECT_EQ(allowed(preflight), expected);
}

void expect_rule(Mock& mock, const std::string& path, bool is_for_everybody) {
  expect_readable(mock, path, at_home, true);
  expect_readable(mock, path, partition, true);
  expect_readable(mock, path, elsewhere, is_for_everybody);
  expect_readable(mock, path, "null", is_for_everybody);
}

Seed seed_with_routes() {
  return testing::seed_of_text(
      "version: 1\n"
      "tenants: [{name: Acme, id: 739224, users: [{email: a@acme.test, password: Pass-word-1}]}]\n"
      "routes:\n"
      "  - {match: \"GET /usual\", reply: {text: x}}\n"
      "  - {match: \"GET /open\", accept: [public], reply: {text: x}}\n"
      "  - {match: \"GET /cookie\", accept: [shift_cookie], reply: {text: x}}\n"
      "  - {match: \"GET /shift/{id}\", accept: [shiftiq], reply: {text: x}}\n"
      "  - {match: \"GET /both\", accept: [epilot_auth, shift_cookie], reply: {text: x}}\n"
      "  - {match: \"* /any\", accept: [shift_cookie], reply: {text: x}}\n"
      "  - {match: \"GET /bearers\", accept: [epilot_auth, shift_bearer], reply: {text: x}}\n"
      "  - {match: \"GET /bearer\", accept: [shift_bearer, shift_secret], reply: {text: x}}\n");
}

}  // namespace

TEST(Origins, OfRoutesFollowTheCredentialsThatTheyTake) {
  Mock mock(seed_with_routes());
  expect_rule(mock, "/usual", true);
  expect_rule(mock, "/open", true);
  expect_rule(mock, "/cookie", false);
  expect_rule(mock, "/shift/1", false);
  // A browser sends the cookie by itself, so it decides, whatever else is taken.
  expect_rule(mock, "/both", false);
  expect_rule(mock, "/any", false);
  // No browser sends a bearer by itself: whoever may use one of them may call.
  expect_rule(mock, "/bearers", true);
  expect_rule(mock, "/bearer", false);
}

TEST(Origins, OfRoutesAreThoseThatTheFixtureNames) {
  Mock mock(
      testing::seed_of_text("version: 1\nshiftiq: {cors_origins: [\"https://*.shop.test\"]}\n"
                            "routes:\n  - {match: \"GET /cookie\", accept: [shiftiq], reply: {text: x}}\n"));
  expect_readable(mock, "/cookie", "https://my.shop.test", true);
  expect_readable(mock, "/cookie", at_home, false);
  expect_readable(mock, "/_understudy/v1/echo?accept=shiftiq", "https://my.shop.test", true);
  expect_readable(mock, "/_understudy/v1/echo?accept=shiftiq", at_home, false);
}

TEST(Origins, OfTheGatewayFollowWhatTheQueryAccepts) {
  Mock mock(seed_with_routes());
  const std::string own = "/_understudy/v1/";
  expect_rule(mock, own + "echo", true);
  expect_rule(mock, own + "echo?accept=api,trusted", true);
  expect_rule(mock, own + "echo?accept=shift_cookie", false);
  expect_rule(mock, own + "echo?accept=epilot,shiftiq", false);
  expect_rule(mock, own + "echo?accept[]=epilot&accept[]=shift_cookie", false);
  expect_rule(mock, own + "echo?accept=shift_bearer", false);
  for (const auto& [query, is_for_everybody] :
       {std::pair{"", true}, {"?accept=shift_cookie", false}, {"?accept=epilot,shift_secret", true}}) {
    const auto reply = mock.ask("GET", own + "authorize" + query, {"Origin: " + elsewhere});
    EXPECT_EQ(allowed(reply), is_for_everybody ? elsewhere + " with credentials" : "nobody") << query;
  }
  // Below, the query is the backend's own, and no cookie is taken.
  const auto below = mock.ask("GET", own + "authorize/orders?accept=shift_cookie", {"Origin: " + elsewhere});
  EXPECT_EQ(allowed(below), elsewhere + " with credentials");
}

TEST(Origins, OfNoKnownKindMayReadNothing) {
  Mock mock;
  const auto reply = mock.ask("GET", "/_understudy/v1/echo?accept=nonsense", {"Origin: " + at_home});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(allowed(reply), "nobody");
}

}  // namespace understudy::gateway
