#include "access/epilot_api_token.h"

#include <functional>
#include <gtest/gtest.h>

#include "access/key_sets.h"
#include "base/encoding.h"
#include "base/refusal.h"
#include "crypto/digest.h"
#include "support/mock.h"

namespace understudy::access {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;

/// A good token taken apart, so that a test can change one thing and leave the rest.
struct Draft {
  Json header;
  Json claims;
  crypto::Key key;

  std::string signed_token() const {
    const auto input = to_base64url(header.dump()) + "." + to_base64url(claims.dump());
    return input + "." + to_base64url(key.sign(input));
  }
};

class ApiToken : public ::testing::Test {
 protected:
  Draft draft() {
    const auto jws = crypto::parse_jws(mock.token("api_owner")).value();
    return {jws.header, jws.payload, mock.world().signing_key("epilot.api")};
  }

  std::string verdict(const std::string& token, std::string_view world = "default") {
    const std::string header = "Bearer " + token;
    try {
      const auto base = front::world_address(mock.public_url, world);
      return "accepted " + authenticate(mock.world(world), base, &header, {}).credential_id;
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
  const auto claims = mint_epilot_api_token(mock.world(), mock.public_url, row, testing::mock_start).claims;
  std::string names;
  for (const auto& member : claims.members()) names += member.name + " ";
  EXPECT_TRUE(names.ends_with("assume_roles read_only anonymize iss iat exp ")) << names;
  EXPECT_EQ(*claims.find("iat")->integer(), 1767225600 - 60);
  EXPECT_EQ(*claims.find("exp")->integer(), 1767225600 + 90);
}

TEST_F(ApiToken, OfTheFixtureIsAccepted) {
  EXPECT_EQ(verdict(mock.token("api_owner")), "accepted api_owner");
  EXPECT_EQ(verdict(draft().signed_token()), "accepted api_owner");
}

TEST_F(ApiToken, ThatIsForgedIsRefusedWithItsReason) {
  struct Row {
    std::string name;
    std::function<void(Draft&)> forge;
    std::string verdict;
  };
  const auto foreign = crypto::Key::rsa_from_seed("foreign");
  const std::vector<Row> rows{
      {"unchanged", [](Draft&) {}, "accepted api_owner"},
      {"a foreign key", [&](Draft& d) { d.key = foreign; }, "bad_signature"},
      {"an elliptic key", [](Draft& d) { d.key = crypto::Key::p256_from_seed("x"); }, "bad_signature"},
      {"alg none", [](Draft& d) { d.header.set("alg", "none"); }, "forbidden_algorithm"},
      {"alg None", [](Draft& d) { d.header.set("alg", "None"); }, "forbidden_algorithm"},
      {"alg HS256", [](Draft& d) { d.header.set("alg", "HS256"); }, "forbidden_algorithm"},
      {"alg RS512", [](Draft& d) { d.header.set("alg", "RS512"); }, "forbidden_algorithm"},
      {"alg ES256", [](Draft& d) { d.header.set("alg", "ES256"); }, "forbidden_algorithm"},
      {"no alg", [](Draft& d) { d.header.remove("alg"); }, "forbidden_algorithm"},
      {"alg as a number", [](Draft& d) { d.header.set("alg", 256); }, "forbidden_algorithm"},
      {"a critical extension", [](Draft& d) { d.header.set("crit", Json::array({"exp"})); }, "forbidden_algorithm"},
      {"an unknown key id", [](Draft& d) { d.header.set("kid", "nobody"); }, "unknown_key"},
      {"a key id that is a path", [](Draft& d) { d.header.set("kid", "../../dev/null"); }, "unknown_key"},
      {"a key id that is a query", [](Draft& d) { d.header.set("kid", "x' UNION SELECT 'y"); }, "unknown_key"},
      {"no key id", [](Draft& d) { d.header.remove("kid"); }, "unknown_key"},
      {"an embedded key with its own id",
       [&](Draft& d) {
         d.key = foreign;
         d.header.set("kid", foreign.thumbprint()).set("jwk", foreign.public_jwk(foreign.thumbprint()));
       },
       "unknown_key"},
      {"an embedded key under our id",
       [&](Draft& d) {
         d.key = foreign;
         d.header.set("jwk", foreign.public_jwk("x"));
       },
       "bad_signature"},
      {"a key set address",
       [&](Draft& d) {
         d.key = foreign;
         d.header.set("jku", "http://localhost:9119/evil.json").set("x5u", "http://localhost:9119/evil.pem");
       },
       "bad_signature"},
      {"a foreign issuer", [](Draft& d) { d.claims.set("iss", "https://evil.example/v1/access-tokens"); },
       "wrong_issuer"},
      {"the issuer with a slash", [](Draft& d) { d.claims.set("iss", "http://localhost:9119/v1/access-tokens/"); },
       "wrong_issuer"},
      {"the vendor's issuer", [](Draft& d) { d.claims.set("iss", std::string(epilot_api.vendor)); }, "wrong_issuer"},
      {"no issuer", [](Draft& d) { d.claims.remove("iss"); }, "wrong_issuer"},
      {"expired this second", [](Draft& d) { d.claims.set("exp", 1767225600); }, "expired"},
      {"about to expire", [](Draft& d) { d.claims.set("exp", 1767225601); }, "accepted api_owner"},
      {"expiry as a text", [](Draft& d) { d.claims.set("exp", "never"); }, "malformed_credential"},
      {"expiry beyond the calendar", [](Draft& d) { d.claims.set("exp", INT64_MAX); }, "accepted api_owner"},
      {"expiry before the calendar", [](Draft& d) { d.claims.set("exp", INT64_MIN); }, "expired"},
      {"not yet valid", [](Draft& d) { d.claims.set("nbf", 1767225601); }, "not_yet_valid"},
      {"valid from now", [](Draft& d) { d.claims.set("nbf", 1767225600); }, "accepted api_owner"},
      {"another audience", [](Draft& d) { d.claims.set("aud", "other"); }, "wrong_audience"},
      {"no audience", [](Draft& d) { d.claims.remove("aud"); }, "wrong_audience"},
      {"several audiences",
       [](Draft& d) {
         d.claims.set("aud", Json::array({"other", "epilot"}));
       },
       "accepted api_owner"},
      {"an id nobody issued", [](Draft& d) { d.claims.set("token_id", "api_nobody"); }, "unknown_token"},
      {"no id", [](Draft& d) { d.claims.remove("token_id"); }, "unknown_token"},
      {"another organization", [](Draft& d) { d.claims.set("org_id", "1"); }, "wrong_tenant"},
      {"another ivy organization", [](Draft& d) { d.claims.set("custom:ivy_org_id", "1"); }, "wrong_tenant"},
      {"another token type", [](Draft& d) { d.claims.set("token_type", "journey"); }, "malformed_credential"},
      {"an id token", [](Draft& d) { d.claims.set("token_use", "id"); }, "malformed_credential"},
  };
  for (const auto& row : rows) {
    Draft forged = draft();
    row.forge(forged);
    EXPECT_EQ(verdict(forged.signed_token()), row.verdict) << row.name;
  }
}

TEST_F(ApiToken, SignedWithThePublicKeyAsASecretIsRefused) {
  Draft forged = draft();
  forged.header.set("alg", "HS256");
  const auto input = to_base64url(forged.header.dump()) + "." + to_base64url(forged.claims.dump());
  EXPECT_EQ(verdict(input + "." + to_base64url(crypto::hmac_sha256(forged.key.public_pem(), input))),
            "forbidden_algorithm");
}

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
    return mock.world().step([](WorldState& state) { return state.access_tokens.find("api_support")->last_used; });
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

}  // namespace understudy::access
