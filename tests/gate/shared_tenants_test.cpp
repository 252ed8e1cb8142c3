#include "gate/shared_tenants.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "support/mock.h"

namespace understudy {
namespace {

using testing::body_of;
using testing::Mock;

/// Acme ("739224") with a role of each kind for others, and Beta ("800001") whose Ben holds some of them.
const char* const partners = R"(version: 1
tenants:
  - name: Acme
    id: 739224
    roles:
      - {slug: helper, type: share_role, grants: [{action: "*"}]}
      - {slug: fitter, type: partner_role, partner_org_id: 800001, grants: [{action: "token:create"}]}
      - {slug: lapsed, type: share_role, expires: -1d, grants: [{action: "*"}]}
    users:
      - {email: owner@acme.test, id: 10000001, access_tokens: [{name: owner, id: api_ownerownerownerowner1}]}
  - name: Beta
    id: 800001
    roles: [{slug: clerk, grants: [{action: "*"}]}]
    users:
      - email: ben@beta.test
        id: 10000009
        roles: [clerk, "739224:helper", "739224:fitter", "739224:lapsed"]
        access_tokens:
          - {name: everywhere, id: api_everywhereeverywhere1}
          - {name: fitter, id: api_fitterfitterfitterfi2, roles: ["739224:fitter"]}
          - {name: lapsed, id: api_lapsedlapsedlapsedla3, roles: ["739224:lapsed"]}
          - {name: home, id: api_homehomehomehomehome4, roles: [clerk]}
)";

class SharedTenants : public ::testing::Test {
 protected:
  http::Reply ask(const std::string& token, const std::string& organization, std::string_view method,
                  std::string_view path, std::string_view body = "") {
    return mock.ask(method, path, {"Authorization: Bearer " + mock.token(token), "x-epilot-org-id: " + organization},
                    body);
  }
  std::string roles_in(const std::string& token, const std::string& organization) {
    const auto reply = ask(token, organization, "GET", "/v1/permissions/me");
    if (reply.status != 200) return std::to_string(reply.status) + " " + reply.body;
    std::string ids;
    const Json body = body_of(reply);
    for (const auto& role : body.find("roles")->items()) ids += std::string(role.text_at("id")) + " ";
    return ids;
  }
  Mock mock{testing::seed_of_text(partners)};
};

}  // namespace

TEST_F(SharedTenants, CountTheRolesThatTheySharedOrGaveAway) {
  EXPECT_EQ(roles_in("everywhere", "739224"), "739224:root 739224:helper 739224:fitter ");
  EXPECT_EQ(roles_in("fitter", "739224"), "739224:root 739224:fitter ");
  EXPECT_EQ(roles_in("everywhere", "800001"), "800001:root 800001:clerk ");
  EXPECT_EQ(roles_in("everywhere", ""), "800001:root 800001:clerk ");
}

TEST_F(SharedTenants, TurnAwayWhomTheyGaveNothing) {
  const std::string forbidden = R"(403 {"message":"Forbidden"})";
  EXPECT_EQ(roles_in("home", "739224"), forbidden);
  EXPECT_EQ(roles_in("lapsed", "739224"), forbidden);
  EXPECT_EQ(roles_in("owner", "800001"), forbidden);
  EXPECT_EQ(roles_in("everywhere", "1"), forbidden);
  EXPECT_EQ(roles_in("everywhere", "739224 "), "739224:root 739224:helper 739224:fitter ");
  EXPECT_EQ(roles_in("everywhere", "739224,800001"), forbidden);
  EXPECT_EQ(roles_in("everywhere", std::string(5000, '1')), forbidden);
  const auto reason = *ask("home", "739224", "GET", "/v1/permissions/me").headers.find("X-Understudy-Reason");
  EXPECT_NE(reason.find("x-epilot-org-id"), std::string::npos) << reason;
}

TEST_F(SharedTenants, RefuseTheHeaderGivenTwice) {
  const auto reply = mock.ask(
      "GET", "/v1/permissions/me",
      {"Authorization: Bearer " + mock.token("everywhere"), "x-epilot-org-id: 739224", "x-epilot-org-id: 800001"});
  EXPECT_EQ(reply.status, 400);
}

TEST_F(SharedTenants, OwnTheTokensThatAreMadeInThem) {
  const auto reply = ask("fitter", "739224", "POST", "/v1/access-tokens", R"({"name":"there"})");
  ASSERT_EQ(reply.status, 201) << reply.body;
  const Json created = body_of(reply);
  EXPECT_EQ(created.find("assignments")->dump(), R"(["739224:fitter"])");
  const auto claims = crypto::parse_jws(created.text_at("token"))->payload;
  EXPECT_EQ(claims.text_at("org_id"), "739224");
  const std::string token(created.text_at("token"));
  EXPECT_EQ(mock.ask_as(token, "GET", "/v1/permissions/me").status, 200);
  // Its maker sees it there and not at home, and nobody else does: a list has the caller's own.
  EXPECT_NE(ask("fitter", "739224", "GET", "/v1/access-tokens").body.find("\"there\""), std::string::npos);
  EXPECT_EQ(ask("fitter", "800001", "GET", "/v1/access-tokens").body.find("\"there\""), std::string::npos);
  EXPECT_EQ(ask("owner", "739224", "GET", "/v1/access-tokens").body.find("\"there\""), std::string::npos);
}

TEST_F(SharedTenants, GiveNoMoreThanTheyShared) {
  EXPECT_EQ(
      ask("fitter", "739224", "POST", "/v1/access-tokens", R"({"name":"x","assignments":["739224:helper"]})").status,
      403);
  EXPECT_EQ(
      ask("fitter", "739224", "POST", "/v1/access-tokens", R"({"name":"x","assignments":["739224:owner"]})").status,
      403);
  EXPECT_EQ(ask("fitter", "", "POST", "/v1/access-tokens", R"({"name":"x"})").status, 403);
}

TEST_F(SharedTenants, AreNoMatterOfApisThatDoNotDeclareThem) {
  EXPECT_EQ(body_of(ask("home", "739224", "GET", "/v2/organization/current")).text_at("id"), "800001");
  EXPECT_EQ(body_of(ask("home", "739224", "GET", "/v2/users/me")).text_at("organization_id"), "800001");
}

TEST_F(SharedTenants, AreToldByTheGateway) {
  const auto good = ask("everywhere", "739224", "GET", "/_understudy/v1/authorize");
  EXPECT_EQ(good.status, 200);
  EXPECT_EQ(*good.headers.find("x-epilot-org-id"), "739224");
  const auto bad = ask("home", "739224", "GET", "/_understudy/v1/authorize");
  EXPECT_EQ(bad.status, 403);
  EXPECT_EQ(bad.body, R"({"Message":"User is not authorized to access this resource with an explicit deny"})");
}

}  // namespace understudy
