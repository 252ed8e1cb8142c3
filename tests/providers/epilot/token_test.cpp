#include "providers/epilot/token.h"

#include <gtest/gtest.h>

#include "access/key_sets.h"
#include "base/refusal.h"
#include "providers.h"
#include "providers/epilot/part.h"
#include "providers/epilot/token_types.h"
#include "support/mock.h"

namespace understudy::epilot {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;

class ApiToken : public ::testing::Test {
 protected:
  std::string verdict(const std::string& token, std::string_view world = "default") {
    const std::string header = "Bearer " + token;
    try {
      const auto base = front::world_address(mock.public_url, world);
      return "accepted " + authenticate(providers().kinds(), mock.world(world), base, {&header, {}}, {}).credential_id;
    } catch (const Refusal& refusal) {
      return std::string(to_text(refusal.reason));
    }
  }

  Mock mock;
};

}  // namespace

TEST_F(ApiToken, CarriesExactlyTheClaimsOfARealOne) {
  const auto jws = crypto::parse_jws(mock.token("api_owner")).value();
  EXPECT_EQ(jws.header.dump(),
            R"({"alg":"RS256","typ":"JWT","kid":")" + mock.world().signing_key("epilot.api").thumbprint() + "\"}");
  EXPECT_EQ(jws.payload.dump(),
            R"({"token_use":"access","aud":"epilot","token_id":"api_owner","token_name":"api_owner","org_id":"739224",)"
            R"("user_id":"api_owner","token_type":"api","custom:ivy_org_id":"739224","custom:ivy_user_id":"api_owner",)"
            R"("assume_roles":["739224:owner"],"iss":"http://localhost:9119/v1/access-tokens","iat":1767225600})");
}

TEST_F(ApiToken, SaysWhatElseApplies) {
  AccessToken row;
  row.read_only = true;
  row.anonymize = true;
  row.created_at = {SeedTime::Kind::after_start, {}, std::chrono::seconds(-60)};
  row.expires_at = SeedTime{SeedTime::Kind::after_start, {}, std::chrono::milliseconds(90'500)};
  const auto claims = mint_token(mock.world(), mock.public_url, row, testing::mock_start).claims;
  std::string names;
  for (const auto& member : claims.members()) names += member.name + " ";
  EXPECT_TRUE(names.ends_with("assume_roles read_only anonymize iss iat exp ")) << names;
  EXPECT_EQ(*claims.find("iat")->integer(), 1767225600 - 60);
  EXPECT_EQ(*claims.find("exp")->integer(), 1767225600 + 90);
}

TEST_F(ApiToken, OfEachTypeCarriesItsOwnClaimsUnderItsOwnIssuer) {
  using Type = AccessToken::Type;
  const std::string api = "http://localhost:9119/v1/access-tokens";
  const struct {
    Type type;
    std::string issuer;
    std::string own_claims;  // with their values, between token_type and iss
  } rows[] = {
      {Type::api, api, R"("assume_roles":["739224:support"],)"},
      {Type::app, api, R"("assume_roles":["739224:support"],)"},
      {Type::assume, api, R"("assume_roles":["739224:support"],)"},
      {Type::journey, api + "/public", R"("journey_id":"journey-1",)"},
      {Type::portal, api + "/public", R"("portal_id":"END_CUSTOMER_PORTAL",)"},
      {Type::portal_preview, api + "/portal-preview",
       R"("portal_id":"END_CUSTOMER_PORTAL","custom:org_id":"739224","custom:origin":"END_CUSTOMER_PORTAL",)"
       R"("custom:portal_user_id":"portal-user-1",)"},
      {Type::contact_identification, api + "/contact-identification",
       R"("portal_id":"END_CUSTOMER_PORTAL","custom:org_id":"739224","custom:contact_entity_id":"contact-1",)"
       R"("custom:surface_id":"website","email":"c@acme.test","allowed_operations":["getContact"],)"},
  };
  for (const auto& row : rows) {
    AccessToken token;
    token.type = row.type;
    token.assignments = {"739224:support"};
    if (row.type == Type::contact_identification) token.email = "c@acme.test";
    const auto jws = crypto::parse_jws(mock.issue(token)).value();
    const std::string id(jws.payload.text_at("token_id"));
    const std::string type(to_text(row.type));
    EXPECT_TRUE(id.starts_with(type + "_")) << id;
    EXPECT_EQ(id.size(), type.size() + 22) << id;
    const std::string user = row.type == Type::assume ? "10000001" : id;
    std::string expected = R"({"token_use":"access","aud":"epilot","token_id":")" + id +
                           R"(","token_name":"Issued","org_id":"739224","user_id":")" + user + R"(","token_type":")" +
                           type + R"(","custom:ivy_org_id":"739224","custom:ivy_user_id":")" + user + "\"," +
                           row.own_claims + R"("iss":")" + row.issuer + R"(","iat":1767225600)";
    EXPECT_TRUE(jws.payload.dump().starts_with(expected)) << jws.payload.dump() << "\n" << expected;
    EXPECT_EQ(jws.header.text_at("kid"), mock.world().signing_key(row_of(row.type).keys.label).thumbprint()) << type;
    const bool is_bound = row.type == Type::contact_identification;
    EXPECT_EQ(verdict(mock.issue(token)).substr(0, 9 + type.size()),
              is_bound ? "unaccepted_operation" : "accepted " + type);
  }
}

TEST_F(ApiToken, OfTheTypesThatActForAWhileExpiresByItself) {
  using Type = AccessToken::Type;
  const struct {
    Type type;
    std::chrono::seconds lifetime;
  } rows[] = {{Type::assume, std::chrono::hours(1)},
              {Type::app, std::chrono::minutes(10)},
              {Type::portal_preview, std::chrono::hours(1)}};
  for (const auto& row : rows) {
    AccessToken draft;
    draft.type = row.type;
    const auto token = mock.issue(draft);
    const auto begin = mock.machine;
    mock.machine += row.lifetime - std::chrono::seconds(1);
    EXPECT_TRUE(verdict(token).starts_with("accepted ")) << to_text(row.type) << verdict(token);
    mock.machine += std::chrono::seconds(1);
    EXPECT_EQ(verdict(token), "expired") << to_text(row.type);
    mock.machine = begin;
  }
}

TEST_F(ApiToken, OfTheFixtureIsAccepted) { EXPECT_EQ(verdict(mock.token("api_owner")), "accepted api_owner"); }

TEST_F(ApiToken, ThatIsNoTokenIsRefused) {
  const auto good = mock.token("api_owner");
  for (const std::string& text :
       {std::string(), std::string("x"), std::string("a.b.c"), good + ".x", good.substr(0, good.rfind('.')),
        good.substr(0, good.rfind('.') + 1), " " + good.substr(5), good + "=", std::string(20'000, 'a')})
    EXPECT_EQ(verdict(text), text == good.substr(0, good.rfind('.') + 1) ? "bad_signature" : "malformed_credential")
        << text.substr(0, 40);
}

TEST_F(ApiToken, StopsAtOnceWhenRevoked) {
  const auto token = mock.token("api_support");
  EXPECT_EQ(verdict(token), "accepted api_support");
  EXPECT_EQ(mock.ask_as(mock.token("api_owner"), "DELETE", "/v1/access-tokens/api_support").status, 200);
  EXPECT_EQ(verdict(token), "revoked");
}

TEST_F(ApiToken, OfOneWorldIsRefusedByTheNext) {
  EXPECT_EQ(verdict(mock.token("api_owner", "t1"), "t1"), "accepted api_owner");
  EXPECT_EQ(verdict(mock.token("api_owner", "t1"), "t2"), "wrong_issuer");
  EXPECT_EQ(verdict(mock.token("api_owner", "t1")), "wrong_issuer");
  EXPECT_EQ(verdict(mock.token("api_owner"), "t1"), "wrong_issuer");
}

TEST_F(ApiToken, OfOneWorldIsRefusedByTheNextUnderAVendorsIssuerToo) {
  Seed seed = testing::small_seed();
  seed.issuers = Issuers::vendor;
  Mock vendor(seed);
  const auto created = vendor.ask_as(vendor.token("api_owner"), "POST", "/w/t1/v1/access-tokens", R"({"name":"x"})");
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string token(body_of(created).text_at("token"));
  EXPECT_EQ(crypto::parse_jws(token)->payload.text_at("iss"), "https://access-token.sls.epilot.io/v1/access-tokens");
  EXPECT_EQ(vendor.ask_as(token, "GET", "/w/t1/v2/users/me").status, 200);
  EXPECT_EQ(vendor.ask_as(token, "GET", "/w/t2/v2/users/me").status, 401);
  EXPECT_EQ(vendor.ask_as(token, "GET", "/v2/users/me").status, 401);
}

TEST_F(ApiToken, OutlivesARotationThatKeepsTheOldKey) {
  const auto token = mock.token("api_owner");
  mock.world().rotate_key("epilot.api", World::Rotation::keep_old_keys);
  EXPECT_EQ(verdict(token), "accepted api_owner");
  mock.world().rotate_key("epilot.api", World::Rotation::keep_old_keys);
  EXPECT_EQ(verdict(token), "unknown_key");
  EXPECT_EQ(verdict(mock.token("api_owner")), "accepted api_owner");
}

TEST_F(ApiToken, IsSignedWithTheFixturesOwnKeyWhereItGivesOne) {
  Seed seed = testing::small_seed();
  const auto own = crypto::Key::rsa_from_seed("the team's own");
  for (const auto& text : {own.private_pem(), own.private_jwk("any").dump()}) {
    seed.keys = {{"epilot.api", text}};
    Mock given(seed);
    EXPECT_EQ(given.world().signing_key("epilot.api").thumbprint(), own.thumbprint());
    const auto jws = crypto::parse_jws(given.token("api_owner", "t1")).value();
    EXPECT_TRUE(own.verify(jws.signing_input, jws.signature));
    // The generation that follows is derived again, and none of another fixture.
    given.world().rotate_key("epilot.api", World::Rotation::drop_old_keys);
    EXPECT_NE(given.world().signing_key("epilot.api").thumbprint(), own.thumbprint());
  }
}

TEST_F(ApiToken, IsToldWhichTypeAClaimHas) {
  const auto reason = [&](const std::string& claim, const Json& value) {
    const Json order = Json::object({{"claims", Json::object({{claim, value}})}});
    const auto minted = body_of(mock.ask("POST", "/_understudy/v1/worlds/default/tokens", {}, order.dump()));
    return *mock.ask_as(std::string(minted.text_at("token")), "GET", "/v2/users/me")
                .headers.find("X-Understudy-Reason");
  };
  const std::string organization = "wrong_tenant; rule: the token's org_id is the organization it was issued for; ";
  EXPECT_EQ(reason("org_id", 739224), organization + R"(expected: string "739224"; got: integer 739224)");
  EXPECT_EQ(reason("org_id", "800001"), organization + R"(expected: 739224; got: "800001")");
  EXPECT_EQ(reason("org_id", nullptr), organization + "expected: 739224; got: none");
  const std::string for_epilot = "wrong_audience; rule: the token is meant for epilot; ";
  EXPECT_EQ(reason("aud", 7), for_epilot + R"(expected: string "epilot"; got: integer 7)");
  EXPECT_EQ(reason("aud", Json::array({7})), for_epilot + R"(expected: string "epilot"; got: [7])");
  EXPECT_EQ(reason("aud", Json::array({"x"})), for_epilot + R"(expected: epilot; got: ["x"])");
  EXPECT_EQ(reason("aud", nullptr), for_epilot + "expected: epilot; got: none");
  const std::string id = "unknown_token; rule: this world issued the token and still has it; got: ";
  EXPECT_EQ(reason("token_id", 7), id + "integer 7");
  EXPECT_EQ(reason("token_id", true), id + "boolean true");
  EXPECT_EQ(reason("iss", 1.5),
            "wrong_issuer; rule: the token's issuer is this world's; expected: string "
            "\"http://localhost:9119/v1/access-tokens\"; got: number 1.5");
}

TEST_F(ApiToken, CarriesThePublicAddressHoweverItWasAskedFor) {
  Mock elsewhere(testing::small_seed(), {.public_url = "https://auth.example/mock"});
  for (const std::string host : {"localhost:9119", "understudy:80", "t1.localhost"}) {
    const auto reply = elsewhere.ask("POST", "/w/t1/v1/access-tokens",
                                     {"Host: " + host, "Authorization: Bearer " + elsewhere.token("api_owner", "t1")},
                                     R"({"name":"x"})");
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto jws = crypto::parse_jws(body_of(reply).text_at("token")).value();
    EXPECT_EQ(jws.payload.text_at("iss"), "https://auth.example/mock/w/t1/v1/access-tokens") << host;
  }
}

TEST_F(ApiToken, RemembersTheDayOfItsLastUse) {
  const auto last_used = [&] {
    return mock.world().step(
        [](WorldState& state) { return epilot_of(state).access_tokens.find("api_support")->last_used; });
  };
  EXPECT_EQ(last_used(), std::nullopt);
  EXPECT_EQ(verdict(mock.token("api_support")), "accepted api_support");
  EXPECT_EQ(last_used(), testing::mock_start);
  mock.machine += std::chrono::hours(23);
  verdict(mock.token("api_support"));
  EXPECT_EQ(last_used(), testing::mock_start);
  mock.machine += std::chrono::hours(1);
  verdict(mock.token("api_support"));
  EXPECT_EQ(last_used(), testing::mock_start + std::chrono::hours(24));
}

}  // namespace understudy::epilot
