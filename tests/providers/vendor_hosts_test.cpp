// Every row of docs/vendor-hosts.md: which API answers under which of the originals' names, and what says that it is
// not emulated.
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "base/text.h"
#include "providers.h"
#include "support/mock.h"
#include "tls/authority.h"

namespace understudy {
namespace {

using testing::body_of;
using testing::Mock;

/// The domains of the CA for vendors' names.
const std::vector<std::string> domains{
    "amazoncognito.com",
    "amazonaws.com",
    "amazonaws.com.cn",
    "amazonaws.eu",
    "api.amazonwebservices.com.cn",
    "api.amazonwebservices.eu",
    "api.aws",
    "cmds.app",
    "insite.com",
    "mcp.epilot.io",
    "portal.dev.epilot.cloud",
    "portal.epilot.cloud",
    "portal.staging.epilot.cloud",
    "shiftiq.com",
    "sls.epilot.io",
};

struct Row {
  std::string host;
  std::string method;
  std::string path;
  int status;
};

std::string target_of(std::string_view operation) { return cat({"X-Amz-Target: ", operation}); }

constexpr std::string_view list_pools = "AWSCognitoIdentityProviderService.ListUserPools";
constexpr std::string_view get_id = "AWSCognitoIdentityService.GetId";

const std::vector<std::string> user_pool_hosts{
    "cognito-idp.eu-central-1.amazonaws.com",
    "cognito-idp.us-gov-west-1.amazonaws.com",
    "cognito-idp-fips.us-east-1.amazonaws.com",
    "cognito-idp.cn-north-1.amazonaws.com.cn",
    "cognito-idp.eusc-de-east-1.amazonaws.eu",
    "issuer-cognito-idp.eu-central-1.amazonaws.com",
    "cognito-idp.us-gov-east-1.api.aws",
    "cognito-idp-fips.us-gov-west-1.api.aws",
    "cognito-idp.cn-north-1.api.amazonwebservices.com.cn",
    "cognito-idp.eusc-de-east-1.api.amazonwebservices.eu",
};

}  // namespace

TEST(VendorHostTable, HasNoNameThatNobodyEmulates) {
  const auto& hosts = providers().vendor_hosts();
  for (const auto* host : {"epilot.io",
                           "www.epilot.io",
                           "docs.epilot.io",
                           "help.epilot.cloud",
                           "partner.epilot.cloud",
                           "portal.other.epilot.cloud",
                           "user.prod.sls.epilot.io",
                           "sls.epilot.io",
                           "a.b.sls.epilot.io",
                           "amazonaws.com",
                           "s3.eu-central-1.amazonaws.com",
                           "cognito-idp.amazonaws.com",
                           "cognito-idp.local.amazonaws.com",
                           "cognito-sync.eu-central-1.amazonaws.com",
                           "auth.eu-central-1.amazoncognito.com",
                           "amazoncognito.com",
                           "shiftiq.com",
                           "a.b.shiftiq.com",
                           "localhost",
                           "user.sls.epilot.io.test",
                           "shiftiq.test",
                           "example.com"})
    EXPECT_EQ(hosts.find(host), nullptr) << host;
}

TEST(VendorHostTable, HasACertificateAuthorityForEveryName) {
  auto given = providers().vendor_hosts().domains();
  auto expected = domains;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(given, expected);
  const auto authority = tls::Authority::make({"Vendors", given}, testing::mock_start);
  for (const auto& host : user_pool_hosts) EXPECT_TRUE(authority.vouches_for(host)) << host;
  for (const auto* host :
       {"user.sls.epilot.io", "user.dev.sls.epilot.io", "mcp.epilot.io", "portal.epilot.cloud",
        "portal.staging.epilot.cloud", "acme.auth.eu-central-1.amazoncognito.com", "acme.shiftiq.com",
        "sandbox-api.insite.com", "hub.cmds.app", "cognito-identity.eu-central-1.amazonaws.com"}) {
    EXPECT_NE(providers().vendor_hosts().find(host), nullptr) << host;
    EXPECT_TRUE(authority.vouches_for(host)) << host;
  }
  for (const auto* host : {"epilot.io", "portal.other.epilot.cloud", "example.com", "localhost"})
    EXPECT_FALSE(authority.vouches_for(host)) << host;
}

/// What no row named would answer under every name.
TEST(VendorHostTable, NamesEveryApiOfASystemThatHasHosts) {
  Mock mock(testing::seed_of_text("version: 1\nroutes: [{match: GET /own}]\n"));
  std::set<std::string_view> named;
  for (const auto* provider : providers())
    for (const auto& row : provider->hosts)
      for (const auto api : split(row.apis, ' ')) named.insert(api);
  named.erase("");
  std::set<std::string_view> others;
  for (const auto& api : mock.front.routing().apis())
    if (named.erase(api.name) == 0 && api.name.find('.') != std::string_view::npos) others.insert(api.name);
  EXPECT_EQ(others, std::set<std::string_view>());
  named.erase("cognito");  // it has two APIs of that name
  EXPECT_EQ(named, std::set<std::string_view>()) << "these are no API's";
}

TEST(VendorHostTable, HasEpilotsServices) {
  Mock mock;
  const std::vector<Row> table{
      {"access-token.{}sls.epilot.io", "GET", "/v1/access-tokens", 401},
      {"access-token.{}sls.epilot.io", "GET", "/v1/access-tokens/.well-known/jwks.json", 200},
      {"access-token.{}sls.epilot.io", "POST", "/v1/access-tokens/agent-auth/x", 501},
      {"access-token.{}sls.epilot.io", "GET", "/v2/users/me", 404},
      {"access-token.{}sls.epilot.io", "GET", "/nothing", 404},
      {"access-token.{}sls.epilot.io", "PUT", "/v1/access-tokens", 405},
      {"user.{}sls.epilot.io", "GET", "/v2/users/me", 401},
      {"user.{}sls.epilot.io", "GET", "/v1/access-tokens", 404},
      {"organization-v2.{}sls.epilot.io", "GET", "/v2/organization/current", 401},
      {"permissions.{}sls.epilot.io", "GET", "/v1/permissions/me", 401},
      {"sso.{}sls.epilot.io", "POST", "/v1/sso/public/login", 501},
      {"sso.{}sls.epilot.io", "GET", "/other", 501},
      {"customer-portal-api.{}sls.epilot.io", "GET", "/v2/portal/user", 501},
      {"customer-portal-api.{}sls.epilot.io", "GET", "/other", 501},
      {"file.{}sls.epilot.io", "GET", "/v1/files/session", 501},
      {"file.{}sls.epilot.io", "POST", "/v1/files/upload", 501},
      {"sandbox.{}sls.epilot.io", "GET", "/other", 501},
      {"internal-auth.{}sls.epilot.io", "GET", "/v1/internal-auth/auth", 501},
      {"internal-auth.{}sls.epilot.io", "GET", "/other", 501},
      {"app.{}sls.epilot.io", "GET", "/v1/public/.well-known/public-key", 501},
      {"app.{}sls.epilot.io", "GET", "/other", 501},
      {"entity.{}sls.epilot.io", "POST", "/v1/entity/contact", 501},
      {"entity.{}sls.epilot.io", "GET", "/v2/users/me", 501},
      {"portal.{}epilot.cloud", "GET", "/login", 501},
      {"portal.{}epilot.cloud", "GET", "/app/tokens", 501},
  };
  for (const auto* stage : {"", "dev.", "staging."})
    for (auto row : table) {
      row.host.replace(row.host.find("{}"), 2, stage);
      const auto reply = mock.ask(row.method, row.path, {"Host: " + row.host});
      EXPECT_EQ(reply.status, row.status) << row.host << row.path << reply.body;
    }
  EXPECT_EQ(mock.ask("POST", "/mcp", {"Host: mcp.epilot.io"}).status, 501);
  EXPECT_EQ(mock.ask("GET", "/sse", {"Host: mcp.epilot.io"}).status, 501);
}

TEST(VendorHostTable, NamesTheServiceThatIsMissing) {
  Mock mock;
  const auto reply = mock.ask("GET", "/v1/entity/contact", {"Host: Entity.dev.sls.epilot.io:443"});
  EXPECT_EQ(reply.status, 501);
  EXPECT_EQ(reply.body, R"r({"status":501,"error":"Understudy does not emulate this service of epilot's )r"
                        R"r((Entity.dev.sls.epilot.io:443)"})r");
  EXPECT_NE(reply.headers.find("X-Understudy-Reason")->find("not_emulated"), std::string::npos);
  const auto entry = mock.world().step([](WorldState& state) { return state.journal.after(0, 1).at(0); });
  EXPECT_EQ(entry.status, 501);
  EXPECT_NE(entry.reason.find("Entity.dev.sls.epilot.io"), std::string::npos);
  const auto file = mock.ask("POST", "/v1/files/upload", {"Host: file.sls.epilot.io"}).body;
  EXPECT_NE(file.find("epilot's File API"), std::string::npos) << file;
}

TEST(VendorHostTable, LetsAPageReadThatAServiceIsMissing) {
  Mock mock;
  const auto preflight =
      mock.ask("OPTIONS", "/v1/entity/contact",
               {"Host: entity.sls.epilot.io", "Origin: https://app.test", "Access-Control-Request-Method: PUT"});
  EXPECT_EQ(preflight.status, 204);
  EXPECT_TRUE(preflight.headers.has("Access-Control-Allow-Origin", "https://app.test"));
  const auto reply = mock.ask("PUT", "/v1/entity/contact", {"Host: entity.sls.epilot.io", "Origin: https://app.test"});
  EXPECT_EQ(reply.status, 501);
  EXPECT_TRUE(reply.headers.has("Access-Control-Allow-Origin", "https://app.test"));
}

TEST(VendorHostTable, LetsAFixturesRouteStandIn) {
  Mock mock(testing::seed_of_text(R"(
version: 1
routes:
  - {match: "GET /v1/entity/{id}", accept: [public], reply: {json: {is: entity}}}
  - {match: "GET /v2/users/me", accept: [public], reply: {json: {is: mine}}}
)"));
  EXPECT_EQ(mock.ask("GET", "/v1/entity/1", {"Host: entity.sls.epilot.io"}).body, R"({"is":"entity"})");
  EXPECT_EQ(mock.ask("GET", "/v1/entity/1", {"Host: user.sls.epilot.io"}).status, 200) << "it is no system's";
  EXPECT_EQ(mock.ask("GET", "/v2/users/me", {"Host: entity.sls.epilot.io"}).body, R"({"is":"mine"})");
  EXPECT_EQ(mock.ask("GET", "/v2/entity/1", {"Host: entity.sls.epilot.io"}).status, 501);
}

TEST(VendorHostTable, SaysWhoseAPathIsThatAnotherHostHas) {
  Mock mock;
  const auto detail = [&](std::string_view path) {
    return std::string(body_of(mock.ask("GET", path, {"Host: user.sls.epilot.io"})).text_at("detail"));
  };
  EXPECT_EQ(detail("/v1/access-tokens"), "this path is not of user.sls.epilot.io but of the API epilot.access-token");
  EXPECT_EQ(detail("/nothing"), "no emulated API of user.sls.epilot.io has this path");
}

TEST(VendorHostTable, HasCognitosUserPools) {
  Mock mock(testing::seed_of_text(R"(
version: 1
tenants:
  - {name: A, cognito: {pool_id: eu-central-1_Pool00001}}
)"));
  for (const auto& host : user_pool_hosts) {
    const std::string at = "Host: " + host;
    EXPECT_EQ(mock.ask("POST", "/", {at, target_of(list_pools)}, R"({"MaxResults":1})").status, 200) << host;
    EXPECT_EQ(mock.ask("POST", "/", {at, target_of(get_id)}, "{}").status, 404) << host;
    EXPECT_EQ(mock.ask("GET", "/oauth2/authorize", {at}).status, 404) << host;
    const bool is_in_region = host.find(".eu-central-1.") != std::string::npos;
    EXPECT_EQ(mock.ask("GET", "/eu-central-1_Pool00001/.well-known/jwks.json", {at}).status, is_in_region ? 200 : 404);
  }
  for (const auto* host :
       {"cognito-identity.eu-central-1.amazonaws.com", "cognito-identity-fips.us-east-1.amazonaws.com"}) {
    const std::string at = cat({"Host: ", host});
    for (const auto target : {get_id, list_pools, std::string_view("x")}) {
      const auto reply = mock.ask("POST", "/", {at, target_of(target)}, "{}");
      EXPECT_EQ(reply.status, 501) << host << target;
      EXPECT_NE(reply.body.find("Amazon Cognito identity pools"), std::string::npos) << reply.body;
      EXPECT_NE(body_of(reply).find("__type"), nullptr) << reply.body;
    }
  }
  for (const auto* host : {"acme.auth.eu-central-1.amazoncognito.com", "acme.auth-fips.us-east-1.amazoncognito.com"})
    for (const auto* path : {"/oauth2/authorize", "/logout", "/login", "/eu-central-1_Pool00001/.well-known/jwks.json"})
      EXPECT_EQ(mock.ask("GET", path, {cat({"Host: ", host})}).status, 501) << host << path;
  const auto login = mock.ask("GET", "/login", {"Host: acme.auth.eu-central-1.amazoncognito.com"});
  EXPECT_NE(body_of(login).text_at("detail").find("Amazon Cognito's hosted sign-in"), std::string::npos) << login.body;
}

TEST(VendorHostTable, KnowsNoPoolOfAnotherRegion) {
  Mock mock(testing::fixture_seed("user-pools.yaml"));
  const auto call = [&](std::string_view region, std::string_view operation, std::string_view body) {
    return mock.ask("POST", "/",
                    {cat({"Host: cognito-idp.", region, ".amazonaws.com"}),
                     target_of(cat({"AWSCognitoIdentityProviderService.", operation}))},
                    body);
  };
  constexpr std::string_view pool = R"({"UserPoolId":"eu-central-1_Sunny0001"})";
  constexpr std::string_view sign_in =
      R"({"ClientId":"sunnyportal","AuthFlow":"USER_PASSWORD_AUTH",)"
      R"("AuthParameters":{"USERNAME":"anna@sunny.test","PASSWORD":"Anna-Password-1"}})";
  EXPECT_EQ(call("eu-central-1", "DescribeUserPool", pool).status, 200);
  EXPECT_EQ(call("EU-CENTRAL-1", "DescribeUserPool", pool).status, 200);
  const auto there = call("us-east-1", "DescribeUserPool", pool);
  EXPECT_EQ(there.status, 400);
  EXPECT_EQ(body_of(there).text_at("__type"), "ResourceNotFoundException");
  EXPECT_EQ(body_of(there).text_at("message"), "User pool eu-central-1_Sunny0001 does not exist.");
  const auto signed_in = call("eu-central-1", "InitiateAuth", sign_in);
  EXPECT_EQ(signed_in.status, 200) << signed_in.body;
  const auto elsewhere = call("us-east-1", "InitiateAuth", sign_in);
  EXPECT_EQ(body_of(elsewhere).text_at("__type"), "ResourceNotFoundException") << elsewhere.body;
  EXPECT_EQ(mock.ask("POST", "/", {target_of("AWSCognitoIdentityProviderService.DescribeUserPool")}, pool).status, 200)
      << "under a name of ours there is no region";
  const Json result = body_of(signed_in);
  const auto access = result.find("AuthenticationResult")->text_at("AccessToken");
  EXPECT_EQ(call("us-east-1", "GetUser", cat({R"({"AccessToken":")", access, R"("})"})).status, 200)
      << "what a token stands for is known everywhere";
}

TEST(VendorHostTable, HasShiftIqsHosts) {
  Mock mock(testing::fixture_seed("shift-iq.yaml"));
  constexpr std::string_view v2 = "/v2/e01/api/security/tokens/generate";
  for (const auto* domain : {"shiftiq.com", "insite.com", "cmds.app"})
    for (const auto* environment : {"", "dev-", "sandbox-", "local-"}) {
      for (const auto* api : {"api", "hub"}) {
        const auto host = cat({"Host: ", environment, api, ".", domain});
        EXPECT_EQ(mock.ask("POST", v2, {host, "Content-Type: application/json"}, R"({"Secret":"Good-Secret-Of-Dora"})")
                      .status,
                  200)
            << host;
        EXPECT_EQ(mock.ask("GET", "/ui/lobby/signin", {host}).status, 404) << host;
        EXPECT_EQ(mock.ask("GET", "/api/v1/status", {host}).status, 404) << host;
      }
      const auto host = cat({"Host: ", environment, "academy.", domain});
      EXPECT_EQ(
          mock.ask("POST", v2, {host, "Content-Type: application/json"}, R"({"Secret":"Good-Secret-Of-Dora"})").status,
          200)
          << host;
      EXPECT_EQ(mock.ask("GET", "/ui/lobby/signin", {host}).status, 200) << host;
      EXPECT_EQ(mock.ask("GET", "/api/v1/status", {host}).status, 200) << host;
      EXPECT_EQ(mock.ask("GET", "/v2/users/me", {host}).status, 404) << host;
    }
}

TEST(VendorHostTable, HasTheAddressesOfItsOwnApisOnShiftIqsProfilePage) {
  const auto page_at = [](std::string_view host, std::string_view world = "") {
    Mock mock(testing::fixture_seed("shift-iq.yaml"));
    const std::string at = cat({"Host: ", host});
    const auto signed_in =
        mock.ask("POST", cat({world, "/ui/lobby/signin"}), {at, "Content-Type: application/x-www-form-urlencoded"},
                 "Email=dora%40academy.test&Password=Dora-1");
    const auto& cookie = *signed_in.headers.find("Set-Cookie");
    return mock
        .ask("GET", cat({world, "/ui/portal/profile"}), {at, cat({"Cookie: ", cookie.substr(0, cookie.find(';'))})})
        .body;
  };
  const auto has = [](const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; };
  const auto there = page_at("Dev-Academy.shiftiq.com:443");
  EXPECT_TRUE(has(there, "https://Dev-Academy.shiftiq.com:443/api")) << there;
  EXPECT_TRUE(has(there, "https://dev-api.shiftiq.com:443/v2/e01/")) << there;
  const auto in_a_world = page_at("academy.insite.com", "/w/t1");
  EXPECT_TRUE(has(in_a_world, "https://academy.insite.com/w/t1/api")) << in_a_world;
  EXPECT_TRUE(has(in_a_world, "https://api.insite.com/w/t1/v2/e01/")) << in_a_world;
  EXPECT_TRUE(has(page_at("localhost:9119"), "http://localhost:9119/v2/e01/"));
}

TEST(VendorHostTable, HasTheVendorsCookieDomainUnderItsNamesAlone) {
  const auto domain_at = [](std::string_view host) {
    Mock mock(testing::fixture_seed("shift-iq.yaml"));
    const auto reply =
        mock.ask("POST", "/ui/lobby/signin", {cat({"Host: ", host}), "Content-Type: application/x-www-form-urlencoded"},
                 "Email=dora%40academy.test&Password=Dora-1");
    const auto* cookie = reply.headers.find("Set-Cookie");
    if (cookie == nullptr) return cat({"no cookie: ", std::to_string(reply.status)});
    const auto lower = to_lower(*cookie);
    const size_t at = lower.find("; domain=");
    return at == std::string::npos ? std::string("(none)") : lower.substr(at + 9, lower.find(';', at + 9) - at - 9);
  };
  EXPECT_EQ(domain_at("academy.shiftiq.com"), "shiftiq.com");
  EXPECT_EQ(domain_at("dev-academy.insite.com"), "insite.com");
  EXPECT_EQ(domain_at("Academy.CMDS.app.:443"), "cmds.app");
  EXPECT_EQ(domain_at("localhost:9119"), "(none)");
  EXPECT_EQ(domain_at("app.test"), "(none)");
}

}  // namespace understudy
