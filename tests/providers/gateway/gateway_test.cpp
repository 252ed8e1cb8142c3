#include <gtest/gtest.h>

#include "base/encoding.h"
#include "gate/settings.h"
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

TEST(Gateway, TakesPercentSignsThatEncodeNothingBelow) {
  Mock mock;
  const std::string below = std::string(authorize_path) + "/";
  for (const char* path : {"100%", "%", "%zz/a", "a/%2", "caf%E9", "%00", "%%%"}) {
    EXPECT_EQ(mock.ask_as(mock.token("api_owner"), "GET", below + path).status, 200) << path;
    EXPECT_EQ(mock.ask_as(mock.token("api_owner", "t1"), "GET", "/w/t1" + below + path).status, 200) << path;
    EXPECT_EQ(mock.ask("GET", below + path).status, 401) << path;
  }
}

TEST(Gateway, TakesNoWorldFromTheApplicationsHost) {
  Mock mock;
  const std::string token = "Authorization: Bearer " + mock.token("api_owner");
  for (const char* path : {"/_understudy/v1/authorize", "/_understudy/v1/authorize/orders", "/_understudy/v1/echo"})
    EXPECT_EQ(mock.ask("GET", path, {"Host: shop.localhost:3000", token}).status, 200) << path;
  EXPECT_EQ(mock.ask("GET", "/v2/users/me", {"Host: shop.localhost:3000", token}).status, 401);
  EXPECT_EQ(mock.ask("GET", authorize_path, {"Host: shop.localhost:3000", "X-Understudy-World: t1", token}).status,
            401);
}

TEST(Gateway, SaysOfA401WhatTheFixtureHasItSay) {
  Seed seed = testing::small_seed();
  seed.parts.of_or_new<gate::Settings>().challenge = gate::WwwAuthenticate::bearer;
  Mock challenging(seed);
  Mock silent;
  struct Row {
    std::string path;
    std::string authorization;
    std::string challenge;
  };
  const std::string bad = R"(Bearer error="invalid_token")";
  const std::vector<Row> rows{
      {authorize_path, "", "Bearer"},
      {authorize_path, "Bearer x.y.z", bad},
      {"/_understudy/v1/echo", "Bearer x.y.z", bad},
      {"/v1/access-tokens", "", "Bearer"},
      {"/v1/access-tokens", "Bearer x.y.z", bad},
      {"/v2/users/me", "Bearer x.y.z", bad},
      {"/v2/organization/current", "", "Bearer"},
      {"/v1/permissions/me", "", "Bearer"},
  };
  for (const auto& row : rows) {
    std::vector<std::string> headers;
    if (!row.authorization.empty()) headers.push_back("Authorization: " + row.authorization);
    const auto with = challenging.ask("GET", row.path, headers);
    EXPECT_EQ(with.status, 401) << row.path;
    ASSERT_EQ(with.headers.find_all("WWW-Authenticate").size(), 1U) << row.path;
    EXPECT_EQ(*with.headers.find("WWW-Authenticate"), row.challenge) << row.path;
    EXPECT_EQ(silent.ask("GET", row.path, headers).headers.find("WWW-Authenticate"), nullptr) << row.path;
  }
  seed.parts.of_or_new<gate::Settings>().refusal = gate::Settings::Refusal::explicit_deny;
  const auto denied = Mock(seed).ask_as("x.y.z", "GET", authorize_path);
  EXPECT_EQ(denied.status, 403);
  EXPECT_EQ(denied.headers.find("WWW-Authenticate"), nullptr);
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
  for (const std::string slip : {"?accpt=api", "?Accept=api", "?accept=", "?accept=,", "?accept[]=",
                                 "?accept=api&accept=%20", "?operation=", "?accepted=api", "?operations=x"})
    EXPECT_EQ(status(slip), 400) << slip;
  EXPECT_EQ(status("?accept[]=api&accept[0]=app&operation=getContact"), 200);
}

TEST(Gateway, JudgesAPreflightLikeEveryOtherRequest) {
  Mock mock;
  const auto preflight =
      mock.ask("OPTIONS", authorize_path, {"Origin: http://a", "Access-Control-Request-Method: PUT"});
  EXPECT_EQ(preflight.status, 401);
}

TEST(Gateway, LetsAPreflightThroughWhereAProxyIsTrustedToAskAboutIt) {
  Mock trusting(testing::small_seed(), {.proxies = front::Proxies::trusted});
  Mock mock;
  const std::string origin = "Origin: http://a";
  const std::string asks = "Access-Control-Request-Method: PUT";
  const std::string forwarded = "X-Forwarded-Method: OPTIONS";
  for (const char* path : {"/_understudy/v1/authorize", "/_understudy/v1/authorize/orders/100%"}) {
    const auto passed = trusting.ask("GET", path, {origin, asks, forwarded});
    EXPECT_EQ(passed.status, 200) << path;
    for (const char* name : {"x-epilot-org-id", "x-epilot-user-id", "x-ivy-org-id", "X-Understudy-Claims"})
      EXPECT_EQ(*passed.headers.find(name), "") << name << ": a proxy puts it in the place of the caller's";
    EXPECT_EQ(trusting.ask("OPTIONS", path, {origin, asks}).status, 200) << "Envoy asks by the method itself";
    EXPECT_EQ(trusting.ask("OPTIONS", path, {origin, asks, "X-Forwarded-Method: GET"}).status, 401);
    EXPECT_EQ(trusting.ask("GET", path, {asks, forwarded}).status, 401) << "no browser asks without an origin";
    EXPECT_EQ(trusting.ask("GET", path, {origin, forwarded}).status, 401);
    EXPECT_EQ(trusting.ask("GET", path, {origin, asks, "X-Forwarded-Method: PUT"}).status, 401);
    EXPECT_EQ(mock.ask("GET", path, {origin, asks, forwarded}).status, 401) << "nobody is trusted to say so";
  }
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
  seed.parts.of_or_new<gate::Settings>().refusal = gate::Settings::Refusal::explicit_deny;
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
