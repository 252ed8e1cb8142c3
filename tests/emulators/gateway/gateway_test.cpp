#include <gtest/gtest.h>

#include "base/encoding.h"
#include "support/mock.h"

namespace understudy::gateway {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;

constexpr const char* authorize_path = "/_understudy/v1/authorize";

}  // namespace

TEST(Gateway, LetsAGoodTokenThroughWithItsIdentity) {
  Mock mock;
  const auto reply = mock.ask_as(mock.token("api_support"), "GET", authorize_path);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(*reply.headers.find("x-epilot-org-id"), "739224");
  EXPECT_EQ(*reply.headers.find("x-epilot-user-id"), "api_support");
  EXPECT_EQ(*reply.headers.find("x-ivy-org-id"), "739224");
  const auto claims = parse_json(from_base64url(*reply.headers.find("X-Understudy-Claims")).value()).value();
  EXPECT_EQ(claims.text_at("token_id"), "api_support");
}

TEST(Gateway, TakesEveryMethodAndEveryPathBelow) {
  Mock mock;
  for (const char* method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    for (const char* path : {"/_understudy/v1/authorize", "/_understudy/v1/authorize/",
                             "/_understudy/v1/authorize/v1/entity/1", "/_understudy/v1/authorize/a%2Fb//c"}) {
      EXPECT_EQ(mock.ask_as(mock.token("api_owner"), method, path).status, 200) << method << path;
      EXPECT_EQ(mock.ask(method, path).status, 401) << method << path;
    }
  EXPECT_EQ(mock.ask_as(mock.token("api_owner", "t1"), "GET", "/w/t1/_understudy/v1/authorize").status, 200);
  EXPECT_EQ(mock.ask("GET", authorize_path,
                     {"X-Understudy-World: t1", "Authorization: Bearer " + mock.token("api_owner", "t1")})
                .status,
            200);
}

TEST(Gateway, TakesTheKindsItIsToldTo) {
  Mock mock;
  const auto token = mock.token("api_owner");
  const auto status = [&](const std::string& query) {
    return mock.ask_as(token, "GET", authorize_path + query).status;
  };
  EXPECT_EQ(status("?accept=api"), 200);
  EXPECT_EQ(status("?accept=epilot"), 200);
  EXPECT_EQ(status("?accept=other"), 400);
  EXPECT_EQ(status("/items?accept=application/json"), 200);
}

TEST(Gateway, JudgesAPreflightLikeEveryOtherRequest) {
  Mock mock;
  const auto preflight =
      mock.ask("OPTIONS", authorize_path, {"Origin: http://a", "Access-Control-Request-Method: PUT"});
  EXPECT_EQ(preflight.status, 401);
}

TEST(Gateway, CannotSayWhyInItsBody) {
  Mock mock;
  const auto reply = mock.ask_as("x.y.z", "GET", authorize_path);
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(reply.body, R"({"message":"Unauthorized"})");
  const auto two =
      mock.ask("GET", authorize_path, {"Authorization: Bearer " + mock.token("api_owner"), "Authorization: Bearer x"});
  EXPECT_EQ(two.status, 401);
}

TEST(Gateway, DeniesExplicitlyWhereTheFixtureChoosesSo) {
  Seed seed = testing::small_seed();
  seed.gateway_refusal = GatewayRefusal::explicit_deny;
  Mock mock(seed);
  const auto reply = mock.ask_as("x.y.z", "GET", authorize_path);
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(reply.body, R"({"Message":"User is not authorized to access this resource with an explicit deny"})");
  EXPECT_EQ(*reply.headers.find("x-amzn-errortype"), "AccessDeniedException");
  EXPECT_EQ(mock.ask("GET", authorize_path).status, 401);
  EXPECT_EQ(mock.ask_as("x.y.z", "GET", "/v2/users/me").status, 403);
}

TEST(Gateway, EchoesTheClaimsAsBackendsGetThem) {
  Mock mock;
  const auto token = mock.token("api_owner");
  const auto body = body_of(mock.ask_as(token, "GET", "/_understudy/v1/echo"));
  const Json& auth = *body.find("EpilotAuth");
  EXPECT_EQ(auth.text_at("userId"), "api_owner");
  EXPECT_EQ(auth.text_at("organizationId"), "739224");
  EXPECT_EQ(auth.text_at("token"), token);
  EXPECT_EQ(auth.find("claims")->text_at("token_type"), "api");
  EXPECT_EQ(mock.ask("GET", "/_understudy/v1/echo").status, 401);
}

}  // namespace understudy::gateway
