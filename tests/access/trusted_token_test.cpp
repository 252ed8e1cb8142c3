// Tokens of outside issuers: which of an issuer's keys each is held against, under which algorithms, and what is said
// of those that do not pass.
#include "access/trusted_token.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/refusal.h"
#include "base/text.h"
#include "crypto/partner_samples.h"
#include "providers.h"
#include "support/mock.h"

namespace understudy::access {
namespace {

using crypto::Key;
using testing::Mock;

constexpr long long now = 1767225600;
constexpr std::string_view partner = "https://login.partner.test";

/// One tenant with one user, and an issuer of these members.
std::string fixture_with(Json issuer) {
  issuer.set("issuer", partner).set("tenant", "acme");
  const Json user = Json::object({{"email", "support@acme.test"}});
  const Json tenant = Json::object({{"name", "Acme"}, {"slug", "acme"}, {"users", Json::array({user})}});
  return Json::object({{"version", 1}, {"trusted_issuers", Json::array({issuer})}, {"tenants", Json::array({tenant})}})
      .dump();
}

Json set_of(Json::Array keys) { return Json::object({{"keys", std::move(keys)}}); }

/// A public JWK of the id, or without one where that is empty.
Json jwk_of(const Key& key, std::string_view kid) {
  Json jwk = key.public_jwk(kid);
  if (kid.empty()) jwk.remove("kid");
  return jwk;
}

struct Token {
  Key key;
  Json header;
  Json claims;

  std::string text() const { return crypto::sign({key, header, claims}); }
};

Token token_of(const Key& key, std::string_view kid) {
  Token token{key, crypto::usual_header(key, kid),
              Json::object({{"iss", partner}, {"email", "support@acme.test"}, {"exp", now + 60}})};
  if (kid.empty()) token.header.remove("kid");
  return token;
}

/// "accepted", or the reason, the rule, what was expected and what came.
std::string verdict(Mock& mock, const std::string& token) {
  const std::string header = "Bearer " + token;
  try {
    return authenticate(providers().kinds(), mock.world(), mock.public_url, {&header, {}}, {{"trusted"}, ""}).kind ==
                   "trusted"
               ? "accepted"
               : "accepted as something else";
  } catch (const Refusal& refusal) {
    return cat({to_text(refusal.reason), " | ", refusal.rule, " | ", refusal.expected, " | ", refusal.got});
  }
}

std::string verdict(const Json& issuer, const std::string& token) {
  Mock mock(testing::seed_of_text(fixture_with(issuer)));
  return verdict(mock, token);
}

std::string verdict(const Json& issuer, const Token& token) { return verdict(issuer, token.text()); }

const Key& one() {
  static const Key key = Key::p256_from_seed("one");
  return key;
}
const Key& two() {
  static const Key key = Key::p256_from_seed("two");
  return key;
}
const Key& edwards() {
  static const Key key = Key::ed25519_from_seed("edwards");
  return key;
}

const std::string no_key = cat({"unknown_key | the token's key id names a key of ", partner, " |  | "});

}  // namespace

TEST(TrustedTokens, AreTakenUnderEveryAlgorithmByKeysInEachForm) {
  for (const auto& sample : crypto::partner_samples::samples) {
    const Json jwk = *parse_json(sample.jwk);
    for (const Json& issuer :
         {Json::object({{"jwks", set_of({jwk})}}), Json::object({{"jwks", jwk}}), Json::object({{"jwks", sample.jwk}}),
          Json::object({{"pem", sample.spki}}), Json::object({{"pem", sample.certificate}})}) {
      const std::string token(sample.token);
      EXPECT_EQ(verdict(issuer, token), "accepted") << sample.algorithm << issuer.dump();
      std::string changed = token;
      changed[changed.size() - 20] = changed[changed.size() - 20] == 'A' ? 'B' : 'A';
      EXPECT_TRUE(verdict(issuer, changed).starts_with("bad_signature")) << sample.algorithm << issuer.dump();
    }
  }
}

TEST(TrustedTokens, AreHeldAgainstEveryKeyOfTheirId) {
  const Json issuer =
      Json::object({{"jwks", set_of({jwk_of(edwards(), "k"), jwk_of(one(), "k"), jwk_of(two(), "k")})}});
  for (const Key* key : {&one(), &two(), &edwards()}) EXPECT_EQ(verdict(issuer, token_of(*key, "k")), "accepted");
  EXPECT_EQ(verdict(issuer, token_of(Key::p256_from_seed("nobody's"), "k")),
            cat({"bad_signature | the signature was made with one of the keys that fit the token | ",
                 one().thumbprint(), ", ", two().thumbprint(), " | a signature that does not fit"}));
  EXPECT_EQ(verdict(issuer, token_of(Key::ed25519_from_seed("nobody's"), "k")),
            cat({"bad_signature | the signature was made with the key that the token names | ", edwards().thumbprint(),
                 " | a signature that does not fit"}));
}

TEST(TrustedTokens, WithoutAKeyIdAreHeldAgainstAllKeysThatFit) {
  const Json issuer = Json::object({{"jwks", set_of({jwk_of(one(), "1"), jwk_of(two(), ""), jwk_of(edwards(), "3")})}});
  for (const Key* key : {&one(), &two(), &edwards()}) EXPECT_EQ(verdict(issuer, token_of(*key, "")), "accepted");
  EXPECT_TRUE(verdict(issuer, token_of(Key::p256_from_seed("nobody's"), "")).starts_with("bad_signature"));
  Token other = token_of(one(), "");
  other.header.set("alg", "RS256");
  EXPECT_EQ(verdict(issuer, other),
            "forbidden_algorithm | the token is signed with ES256 or EdDSA | ES256 or EdDSA | RS256");
}

TEST(TrustedTokens, FallBackToKeysWithoutAnIdOnlyWhereTheFixtureSaysSo) {
  const Json keys = set_of({jwk_of(one(), ""), jwk_of(two(), "2"), jwk_of(edwards(), "").set("use", "enc"),
                            jwk_of(edwards(), "enc").set("use", "enc")});
  const auto issuer = [&](bool falls_back) { return Json::object({{"jwks", keys}, {"kid_fallback", falls_back}}); };
  EXPECT_EQ(verdict(issuer(false), token_of(one(), "1")),
            no_key + "\"1\", and keys without a kid are held against such a token only with kid_fallback: true");
  EXPECT_EQ(verdict(Json::object({{"jwks", keys}}), token_of(one(), "1")),
            verdict(issuer(false), token_of(one(), "1")));
  EXPECT_EQ(verdict(issuer(true), token_of(one(), "1")), "accepted");
  EXPECT_EQ(verdict(issuer(true), token_of(one(), "")), "accepted");
  // An id that names a key means that key, whether it can be used or not; what is no id names none.
  EXPECT_TRUE(verdict(issuer(true), token_of(one(), "2")).starts_with("bad_signature"));
  EXPECT_EQ(verdict(issuer(true), token_of(one(), "enc")), no_key + "\"enc\", passed over: use enc, not sig");
  const std::vector<std::pair<Json, std::string>> no_ids{
      {Json(1), "integer 1"}, {Json(), "null"}, {Json(""), "\"\""}, {Json::array({"2"}), "[\"2\"]"}};
  for (const auto& [kid, told] : no_ids) {
    Token token = token_of(one(), "");
    token.header.set("kid", kid);
    EXPECT_EQ(verdict(issuer(true), token), no_key + told);
  }
  // Keys in PEM have no id, and are like any other without one.
  for (const bool falls_back : {false, true})
    EXPECT_EQ(verdict(Json::object({{"pem", one().public_pem()}, {"kid_fallback", falls_back}}), token_of(one(), "1")),
              falls_back ? "accepted" : verdict(issuer(false), token_of(one(), "1")));
}

TEST(TrustedTokens, AreToldThatTheirKeyWasPassedOver) {
  const auto rsa = *parse_json(crypto::partner_samples::rsa_jwk);
  const auto odd = [&](std::string_view kid, std::string_view member, const Json& value) {
    Json jwk = rsa;
    return jwk.set("kid", kid).set(member, value);
  };
  const Json issuer =
      Json::object({{"jwks", set_of({jwk_of(one(), "1"), odd("alg", "alg", "RSA-OAEP"), odd("use", "use", "enc"),
                                     odd("ops", "key_ops", Json::array({"encrypt"})), odd("kty", "kty", "oct"),
                                     odd("e", "e", "AQ"), odd("1", "alg", "RSA1_5")})}});
  const struct {
    std::string_view kid, got;
  } rows[] = {
      {"alg",
       "\"alg\", passed over: alg RSA-OAEP, but keys of its type are for RS256, RS384, RS512, PS256, PS384 or PS512"},
      {"use", "\"use\", passed over: use enc, not sig"},
      {"ops", "\"ops\", passed over: key_ops without verify"},
      {"kty", "\"kty\", passed over: kty oct, not RSA, EC or OKP"},
      {"e", "\"e\", passed over: the RSA key's public exponent is not an odd number above 1 and below 2^64"},
      {"nobody", "\"nobody\""},
  };
  for (const auto& row : rows) EXPECT_EQ(verdict(issuer, token_of(one(), row.kid)), cat({no_key, row.got}));
  // Where another key has the id, its algorithm is the one that is missed.
  EXPECT_EQ(verdict(issuer, token_of(one(), "1")), "accepted");
  Token token = token_of(one(), "1");
  token.header.set("alg", "RS256");
  EXPECT_EQ(
      verdict(issuer, token),
      "forbidden_algorithm | the token is signed with ES256 | ES256 | RS256, passed over: alg RSA1_5, but keys of "
      "its type are for RS256, RS384, RS512, PS256, PS384 or PS512");
  // Without an id it may be any of them.
  token.header.remove("kid");
  EXPECT_NE(verdict(issuer, token).find("| RS256, passed over: alg RSA-OAEP, but"), std::string::npos);
}

TEST(TrustedTokens, AreToldOfAKeyThatIsBoundToAnotherAlgorithm) {
  Mock mock;
  const Key key = mock.world().signing_key("epilot.api");
  Json bound = jwk_of(key, "");
  bound.set("alg", "PS256");
  const Json issuer = Json::object({{"jwks", set_of({*parse_json(crypto::partner_samples::rsa_jwk), bound})}});
  const std::string told = verdict(issuer, token_of(key, ""));
  EXPECT_TRUE(told.starts_with("bad_signature | the signature was made with the key that fits the token | ")) << told;
  EXPECT_TRUE(told.ends_with(" | a signature that does not fit, passed over: alg PS256")) << told;
}

TEST(TrustedTokens, AreBoundByTheAlgOfTheirKey) {
  const auto rsa = *parse_json(crypto::partner_samples::rsa_jwk);
  for (const auto& sample : crypto::partner_samples::samples) {
    if (sample.jwk != crypto::partner_samples::rsa_jwk) continue;
    Json jwk = rsa;
    jwk.set("alg", "PS384");
    EXPECT_EQ(verdict(Json::object({{"jwks", set_of({jwk})}}), std::string(sample.token)),
              sample.algorithm == "PS384"
                  ? "accepted"
                  : cat({"forbidden_algorithm | the token is signed with PS384 | PS384 | ", sample.algorithm}));
  }
}

TEST(TrustedTokens, AreTakenWithinTheLeewayOfTheirIssuer) {
  const auto refusal_of = [](const Json& leeway, std::string_view claim, long long value) {
    Json issuer = Json::object({{"jwks", set_of({jwk_of(one(), "k")})}});
    if (!leeway.is_null()) issuer.set("leeway", leeway);
    Token token = token_of(one(), "k");
    token.claims.set(claim, value);
    return verdict(issuer, token);
  };
  for (const Json& leeway : {Json(), Json("0s")}) {
    EXPECT_EQ(refusal_of(leeway, "exp", now + 1), "accepted");
    EXPECT_EQ(refusal_of(leeway, "nbf", now), "accepted");
    EXPECT_EQ(refusal_of(leeway, "iat", now), "accepted");
    EXPECT_EQ(refusal_of(leeway, "exp", now),
              "expired | the token has not expired | before 2026-01-01T00:00:00Z | now 2026-01-01T00:00:00Z");
    EXPECT_EQ(refusal_of(leeway, "nbf", now + 1),
              "not_yet_valid | the token is valid already | from 2026-01-01T00:00:01Z | now 2026-01-01T00:00:00Z");
    EXPECT_EQ(
        refusal_of(leeway, "iat", now + 1),
        "not_yet_valid | the token was issued in the past | by 2026-01-01T00:00:00Z | issued 2026-01-01T00:00:01Z");
  }
  EXPECT_EQ(refusal_of("30s", "exp", now - 29), "accepted");
  EXPECT_EQ(refusal_of("30s", "nbf", now + 30), "accepted");
  EXPECT_EQ(refusal_of("30s", "iat", now + 30), "accepted");
  EXPECT_EQ(refusal_of("30s", "exp", now - 30),
            "expired | the token has not expired | before 2025-12-31T23:59:30Z, with a leeway of 30 s | now "
            "2026-01-01T00:00:00Z");
  EXPECT_EQ(refusal_of("30s", "nbf", now + 31),
            "not_yet_valid | the token is valid already | from 2026-01-01T00:00:31Z, with a leeway of 30 s | now "
            "2026-01-01T00:00:00Z");
  EXPECT_EQ(
      refusal_of("30s", "iat", now + 31),
      "not_yet_valid | the token was issued in the past | by 2026-01-01T00:00:00Z, with a leeway of 30 s | issued "
      "2026-01-01T00:00:31Z");
}

TEST(TrustedTokens, SayWhenTheyWereIssuedInSeconds) {
  const Json issuer = Json::object({{"jwks", set_of({jwk_of(one(), "k")})}});
  Token token = token_of(one(), "k");
  token.claims.set("iat", "yesterday");
  EXPECT_EQ(verdict(issuer, token),
            "malformed_credential | the claim iat counts seconds since 1970 |  | \"yesterday\"");
}

}  // namespace understudy::access
