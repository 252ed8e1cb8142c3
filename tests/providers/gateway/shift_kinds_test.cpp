// Shift iQ's bearer tokens, client secrets and session cookies at the gateway and on the fixture's routes.
#include <gtest/gtest.h>

#include "providers/backend/part.h"
#include "providers/backend/protected_route.h"
#include "providers/shiftiq/session_support.h"

namespace understudy::gateway {

namespace {

using shiftiq::cookie_line;
using shiftiq::header;
using shiftiq::sign_in;
using testing::body_of;
using testing::Mock;

Seed academy() { return testing::fixture_seed("shift-iq.yaml"); }

const std::string dora = "dora@academy.test";
const std::string dora_row = "30000001";

http::Reply sign_in_dora(Mock& mock) {
  return mock.ask("POST", "/api/security/cookies/login?organizationCode=academy&email=" + dora);
}

/// The Authorization or Cookie line of each kind.
std::string line_of(Mock& mock, const std::string& kind) {
  if (kind == "shift_cookie") return cookie_line(sign_in_dora(mock));
  if (kind == "shift_secret") return "Authorization: Secret Good-Secret-Of-Dora";
  return "Authorization: Bearer " + shiftiq::token_of(mock, "Good-Secret-Of-Dora");
}

const std::vector<std::string> kinds{"shift_bearer", "shift_secret", "shift_cookie"};

TEST(ShiftKindsAtTheGateway, PassWhereTheyAreAskedFor) {
  Mock mock(academy());
  for (const auto& kind : kinds) {
    const auto line = line_of(mock, kind);
    for (const auto& accept : {kind, std::string("shiftiq"), "epilot," + kind}) {
      const auto reply = mock.ask("GET", "/_understudy/v1/authorize?accept=" + accept, {line});
      EXPECT_EQ(reply.status, 200) << kind << " where " << accept << " passes";
      EXPECT_EQ(header(reply, "x-epilot-user-id"), dora_row) << kind;
      EXPECT_EQ(header(reply, "x-epilot-org-id"), "310401") << kind;
    }
    EXPECT_EQ(mock.ask("GET", "/_understudy/v1/authorize", {line}).status, 401) << kind << " is no default";
    EXPECT_EQ(mock.ask("GET", "/w/other/_understudy/v1/authorize?accept=" + kind, {line}).status,
              kind == "shift_secret" ? 200 : 401)
        << kind;
  }
}

TEST(ShiftKindsAtTheGateway, AreEchoedWithoutTheirSecret) {
  Mock mock(academy());
  for (const auto& kind : kinds) {
    const auto reply = mock.ask("GET", "/_understudy/v1/echo?accept=shiftiq", {line_of(mock, kind)});
    ASSERT_EQ(reply.status, 200) << kind;
    const auto caller = *body_of(reply).find("EpilotAuth");
    EXPECT_EQ(caller.find("claims")->text_at("sub"), dora);
    EXPECT_EQ(caller.find("claims")->text_at("org_code"), "academy");
    EXPECT_EQ(caller.find("token") != nullptr, kind == "shift_bearer") << kind;
    EXPECT_EQ(reply.body.find("Good-Secret"), std::string::npos) << kind;
  }
}

Seed with_route() {
  Seed seed = academy();
  backend::ProtectedRoute route;
  route.method = "GET";
  route.pattern = "/orders/{id}";
  route.accept = {"shiftiq"};
  route.answer.json = Json::object({{"id", "{path.id}"}, {"for", "{claims.user_email}"}, {"by", "{caller.kind}"}});
  seed.parts.of_or_new<backend::BackendSeed>().routes = {route};
  return seed;
}

TEST(ShiftKindsOnRoutes, PassWhereTheRouteAcceptsThem) {
  Mock mock(with_route());
  for (const auto& kind : kinds) {
    const auto reply = mock.ask("GET", "/orders/17", {line_of(mock, kind)});
    EXPECT_EQ(reply.status, 200) << kind << " " << header(reply, "X-Understudy-Reason");
    EXPECT_EQ(reply.body, R"({"id":"17","for":"dora@academy.test","by":")" + kind + R"("})");
  }
  EXPECT_EQ(mock.ask("GET", "/orders/17", {"Authorization: Bearer Good-Secret-Of-Dora"}).status, 200)
      << "the secret itself as the bearer, as version 1 has it";
  EXPECT_EQ(mock.ask("GET", "/orders/17", {"Authorization: Bearer " + mock.token("Both worlds")}).status, 401)
      << "a credential of epilot's";
  EXPECT_EQ(mock.ask("GET", "/orders/17").status, 401);
}

}  // namespace

}  // namespace understudy::gateway
