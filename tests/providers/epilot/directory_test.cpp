#include <gtest/gtest.h>

#include "providers/epilot/part.h"
#include "support/mock.h"

namespace understudy::epilot {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;

std::string get(Mock& mock, const std::string& path, const std::string& as = "api_support") {
  const auto reply = mock.ask_as(mock.token(as), "GET", path);
  return std::to_string(reply.status) + " " + reply.body;
}

}  // namespace

TEST(UserApi, TellsWhoOneIs) {
  Mock mock;
  EXPECT_EQ(
      get(mock, "/v2/users/me"),
      R"(200 {"id":"10000002","organization_id":"739224","created_at":"2026-01-01T00:00:00.000Z",)"
      R"("activated_at":"2026-01-01T00:00:00.000Z","display_name":"support@acme.test","status":"Active",)"
      R"("email":"support@acme.test","mfa_enabled":false,"totp_enabled":false,"phone_verified":false,"preferred_language":"en","properties":[]})");
  EXPECT_EQ(
      get(mock, "/v1/users/me"),
      R"(200 {"id":"10000002","organization_id":"739224","email":"support@acme.test","display_name":"support@acme.test",)"
      R"("name":"support@acme.test","preferred_language":"en","roles":["support"],"properties":[]})");
}

TEST(UserApi, TellsTheTokenItselfWhereTheFixtureChoosesSo) {
  Seed seed = testing::small_seed();
  epilot_of(seed).choices.me_for_api_token = Choices::Me::token;
  Mock mock(seed);
  const auto body = body_of(mock.ask_as(mock.token("api_support"), "GET", "/v2/users/me"));
  EXPECT_EQ(body.text_at("id"), "api_support");
  EXPECT_EQ(body.text_at("organization_id"), "739224");
  EXPECT_EQ(body.find("email"), nullptr);
}

TEST(UserApi, AddsTheFixturesAttributesButNeverReplacesAFact) {
  Mock mock(
      testing::seed_of_text("version: 1\ntenants:\n  - name: Acme\n    id: '1'\n    users:\n      - email: a@a.test\n  "
                            "      attributes: {department: "
                            "Sales, email: evil@a.test}\n        access_tokens: [{name: T}]\n"));
  const auto body = body_of(mock.ask_as(mock.token("T"), "GET", "/v2/users/me"));
  EXPECT_EQ(body.text_at("department"), "Sales");
  EXPECT_EQ(body.text_at("email"), "a@a.test");
}

TEST(OrganizationApi, TellsTheCurrentOrganization) {
  Mock mock;
  EXPECT_EQ(
      get(mock, "/v2/organization/current"),
      R"(200 {"id":"739224","name":"Acme","organization_use":"Production","created_date":"2026-01-01T00:00:00.000Z"})");
}

TEST(PermissionsApi, TellsTheRolesInEffectWithTheirGrants) {
  Mock mock;
  EXPECT_EQ(
      get(mock, "/v1/permissions/me"),
      R"(200 {"roles":[{"id":"739224:root","name":"root","slug":"root","type":"org_role","organization_id":"739224",)"
      R"("grants":[{"action":"*","effect":"allow"}]},{"id":"739224:support","name":"support","slug":"support",)"
      R"("type":"user_role","organization_id":"739224","grants":[{"action":"entity:view","resource":"contact:*","effect":"allow"}]}]})");
}

TEST(EpilotApis, StandBehindTheGateway) {
  Mock mock;
  for (const std::string path :
       {"/v1/access-tokens", "/v2/users/me", "/v1/users/me", "/v2/organization/current", "/v1/permissions/me"}) {
    const auto reply = mock.ask("GET", path);
    EXPECT_EQ(reply.status, 401) << path;
    EXPECT_EQ(reply.body, R"({"message":"Unauthorized"})") << path;
    EXPECT_EQ(*reply.headers.find("x-amzn-errortype"), "UnauthorizedException") << path;
  }
}

}  // namespace understudy::epilot
