// Whose issuers tokens and documents have: the fixture decides, and where it is silent the name under which a request
// came. Whatever they have, both forms of a world's own are taken, by whichever door.
#include <gtest/gtest.h>

#include "access/trusted_issuer.h"
#include "base/text.h"
#include "commands/contradictions.h"
#include "crypto/jws.h"
#include "providers.h"
#include "support/mock.h"

namespace understudy {
namespace {

using testing::body_of;
using testing::Mock;

constexpr std::string_view own = "localhost:9119";
const std::string epilot_local = "http://localhost:9119/v1/access-tokens";
const std::string epilot_vendor = "https://access-token.sls.epilot.io/v1/access-tokens";
const std::string pool_local = "http://localhost:9119/eu-central-1_Sunny0001";
const std::string pool_vendor = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Sunny0001";
constexpr std::string_view epilot_host = "access-token.sls.epilot.io";
constexpr std::string_view pool_host = "cognito-idp.eu-central-1.amazonaws.com";

/// The gallery's user pools, with `setting` as server.issuers and `of_pool` as the pool's own.
Seed seed_with(std::optional<Issuers> setting, std::string_view of_pool = "") {
  Seed seed = testing::seed_of_text(cat({R"(
version: 1
seed: user pools
tenants:
  - name: Sunny Energy
    id: 400001
    cognito:
      pool_id: eu-central-1_Sunny0001
      )",
                                         of_pool.empty() ? "" : "issuer: ", of_pool, R"(
      clients: [{id: sunnyportal, name: portal}]
    users:
      - email: anna@sunny.test
        password: Anna-Password-1
        id: 40000001
        access_tokens: [{name: CI, id: api_5ZugdRXasLfWBypHi93Fk}]
routes: [{match: GET /orders, accept: [epilot, cognito_access, cognito_id], reply: {json: {}}}]
)"}));
  seed.issuers = setting;
  return seed;
}

std::string iss_of(const std::string& token) {
  return std::string(crypto::parse_jws(token).value().payload.text_at("iss"));
}

std::string at(std::string_view host) { return cat({"Host: ", host}); }

std::string epilot_document(Mock& mock, std::string_view host) {
  return std::string(
      body_of(mock.ask("GET", "/v1/access-tokens/.well-known/openid-configuration", {at(host)})).text_at("issuer"));
}
std::string pool_document(Mock& mock, std::string_view host) {
  return std::string(body_of(mock.ask("GET", "/eu-central-1_Sunny0001/.well-known/openid-configuration", {at(host)}))
                         .text_at("issuer"));
}

std::string epilot_token(Mock& mock, std::string_view host) {
  const auto reply = mock.ask("POST", "/v1/access-tokens", {at(host), "Authorization: Bearer " + mock.token("CI")},
                              R"({"name":"New"})");
  EXPECT_EQ(reply.status, 201) << reply.body;
  return std::string(body_of(reply).text_at("token"));
}

struct PoolTokens {
  std::string id, access, refresh;
};

Json call(Mock& mock, std::string_view host, std::string_view operation, std::string_view body) {
  const auto reply =
      mock.ask("POST", "/", {at(host), cat({"X-Amz-Target: AWSCognitoIdentityProviderService.", operation})}, body);
  EXPECT_EQ(reply.status, 200) << reply.body;
  return body_of(reply);
}

PoolTokens tokens_of(const Json& body) {
  const Json& result = *body.find("AuthenticationResult");
  return {std::string(result.text_at("IdToken")), std::string(result.text_at("AccessToken")),
          std::string(result.text_at("RefreshToken"))};
}

PoolTokens sign_in(Mock& mock, std::string_view host) {
  return tokens_of(call(mock, host, "InitiateAuth",
                        R"({"ClientId":"sunnyportal","AuthFlow":"USER_PASSWORD_AUTH",)"
                        R"("AuthParameters":{"USERNAME":"anna@sunny.test","PASSWORD":"Anna-Password-1"}})"));
}

PoolTokens refresh(Mock& mock, std::string_view host, const std::string& token) {
  return tokens_of(call(mock, host, "InitiateAuth",
                        cat({R"({"ClientId":"sunnyportal","AuthFlow":"REFRESH_TOKEN_AUTH",)",
                             R"("AuthParameters":{"REFRESH_TOKEN":")", token, R"("}})"})));
}

struct Row {
  std::optional<Issuers> setting;
  bool is_vendor_here;   ///< under a name of ours
  bool is_vendor_there;  ///< under a vendor's
};
const std::vector<Row> settings{
    {std::nullopt, false, true}, {Issuers::local, false, false}, {Issuers::vendor, true, true}};

}  // namespace

TEST(VendorIssuers, FollowFromTheFixtureAndThenFromTheName) {
  for (const auto& row : settings) {
    Mock mock(seed_with(row.setting));
    for (const bool is_there : {false, true}) {
      const bool is_vendor = is_there ? row.is_vendor_there : row.is_vendor_here;
      const auto& epilot = is_vendor ? epilot_vendor : epilot_local;
      const auto& pool = is_vendor ? pool_vendor : pool_local;
      EXPECT_EQ(epilot_document(mock, is_there ? epilot_host : own), epilot);
      EXPECT_EQ(iss_of(epilot_token(mock, is_there ? epilot_host : own)), epilot);
      EXPECT_EQ(pool_document(mock, is_there ? pool_host : own), pool);
      const auto tokens = sign_in(mock, is_there ? pool_host : own);
      EXPECT_EQ(iss_of(tokens.id), pool);
      EXPECT_EQ(iss_of(tokens.access), pool);
      EXPECT_EQ(iss_of(refresh(mock, is_there ? pool_host : own, tokens.refresh).access), pool);
    }
    EXPECT_EQ(iss_of(mock.token("CI")), row.is_vendor_here ? epilot_vendor : epilot_local) << "ready at the start";
  }
}

TEST(VendorIssuers, OfAPoolFollowFromThePoolFirst) {
  for (const auto& row : settings)
    for (const auto* host : {own.data(), pool_host.data()}) {
      Mock local(seed_with(row.setting, "local"));
      EXPECT_EQ(pool_document(local, host), pool_local);
      EXPECT_EQ(iss_of(sign_in(local, host).access), pool_local);
      Mock vendor(seed_with(row.setting, "vendor"));
      EXPECT_EQ(pool_document(vendor, host), pool_vendor);
      EXPECT_EQ(iss_of(sign_in(vendor, host).access), pool_vendor);
    }
}

TEST(VendorIssuers, AreTakenInBothFormsByEveryDoor) {
  Mock mock(seed_with(std::nullopt));
  const std::vector<std::string> tokens{epilot_token(mock, own), epilot_token(mock, epilot_host),
                                        sign_in(mock, own).access, sign_in(mock, pool_host).access};
  for (const auto& token : tokens) {
    const std::string bearer = "Authorization: Bearer " + token;
    for (const auto* host : {"localhost:9119", "user.sls.epilot.io"})
      for (const auto* path : {"/_understudy/v1/authorize", "/_understudy/v1/echo?accept=epilot,cognito_access",
                               "/orders", "/v2/users/me"})
        EXPECT_EQ(mock.ask("GET", path, {at(host), bearer}).status, 200) << iss_of(token) << host << path;
  }
  for (const auto host : {own, pool_host})
    for (const auto from : {own, pool_host}) {
      const auto tokens_from = sign_in(mock, from);
      call(mock, host, "GetUser", cat({R"({"AccessToken":")", tokens_from.access, R"("})"}));
      EXPECT_EQ(iss_of(refresh(mock, host, tokens_from.refresh).id), host == own ? pool_local : pool_vendor)
          << "a refresh token is nobody's issuer's";
    }
}

TEST(VendorIssuers, AreTakenInBothFormsWhicheverTheFixtureHas) {
  std::vector<std::string> tokens;
  for (const auto setting : {Issuers::local, Issuers::vendor}) {
    Mock mock(seed_with(setting));
    tokens.push_back(mock.token("CI"));
  }
  EXPECT_NE(iss_of(tokens[0]), iss_of(tokens[1]));
  for (const auto& row : settings)
    for (const auto& token : tokens) {
      Mock mock(seed_with(row.setting));
      EXPECT_EQ(mock.ask_as(token, "GET", "/v2/users/me").status, 200) << iss_of(token);
    }
}

TEST(VendorIssuers, OfAnotherWorldAreNotTaken) {
  Mock mock(seed_with(std::nullopt));
  const auto mine = epilot_token(mock, epilot_host);
  const auto tokens = sign_in(mock, pool_host);
  for (const auto& token : {mine, tokens.access, tokens.id}) {
    const auto reply = mock.ask("GET", "/w/other/_understudy/v1/authorize?accept=epilot,cognito_access,cognito_id",
                                {"Authorization: Bearer " + token});
    EXPECT_EQ(reply.status, 401);
    EXPECT_NE(reply.headers.find("X-Understudy-Reason")->find("unknown_token"), std::string::npos);
  }
}

TEST(VendorIssuers, AreTheSameBytesForTheSameRequests) {
  const auto all = [] {
    Seed seed = seed_with(std::nullopt);
    seed.clock = {ClockSetting::Mode::frozen, testing::mock_start};
    Mock mock(seed);
    const auto tokens = sign_in(mock, pool_host);
    return cat(
        {epilot_token(mock, epilot_host), tokens.id, tokens.access, tokens.refresh, pool_document(mock, pool_host)});
  };
  EXPECT_EQ(all(), all());
}

/// Else a world's own tokens would be held against those keys.
TEST(VendorIssuers, MayBeTrustedWithOtherKeysWhereTheFixtureHasLocalOnes) {
  const auto found = [](std::optional<Issuers> setting, const std::string& issuer) {
    Seed seed = seed_with(setting);
    access::TrustedIssuer trusted;
    trusted.issuer = issuer;
    seed.parts.of_or_new<access::TrustedIssuers>().list = {trusted};
    return contradictions(seed, providers(), "http://localhost:9119").size();
  };
  for (const auto& vendor : {epilot_vendor, pool_vendor}) {
    EXPECT_EQ(found(Issuers::local, vendor), 0U);
    EXPECT_EQ(found(Issuers::vendor, vendor), 1U);
    EXPECT_EQ(found(std::nullopt, vendor), 1U);
  }
  for (const auto& row : settings) EXPECT_EQ(found(row.setting, epilot_local), 1U);
}

/// Shift iQ's issuer is the address that a token was asked for at.
TEST(VendorIssuers, OfShiftIqAreTheAddressThatWasAsked) {
  const auto iss = [](std::optional<Issuers> setting, std::string_view host) {
    Seed seed = testing::fixture_seed("shift-iq.yaml");
    seed.issuers = setting;
    Mock mock(seed);
    const auto reply = mock.ask("POST", "/v2/e01/api/security/tokens/generate",
                                {at(host), "Content-Type: application/json"}, R"({"Secret":"Good-Secret-Of-Dora"})");
    return iss_of(std::string(body_of(reply).text_at("AccessToken")));
  };
  const std::string path = "/api/security/tokens/generate";
  for (const std::optional<Issuers> setting : {std::optional<Issuers>(), std::optional(Issuers::vendor)}) {
    EXPECT_EQ(iss(setting, "dev-api.shiftiq.com"), "https://dev-api.shiftiq.com" + path);
    EXPECT_EQ(iss(setting, own), "http://localhost:9119" + path);
  }
  EXPECT_EQ(iss(Issuers::local, "dev-api.shiftiq.com"), "http://localhost:9119" + path);
}

}  // namespace understudy
