#include "crypto/jwks.h"

#include <gtest/gtest.h>
#include <openssl/err.h>

#include "base/text.h"
#include "crypto/texts.h"
#include "crypto/vectors.h"

namespace understudy::crypto {

namespace {

std::string set_of(const std::vector<std::string>& keys) { return cat({R"({"keys":[)", join(keys, ","), "]}"}); }

std::string jwk_of(std::string_view seed) { return Key::p256_from_seed(seed).public_jwk(seed).dump(); }

TEST(ParseJwks, TakesOfRfc7517A1WhatIsForSignatures) {
  std::string why = "untouched";
  const auto keys = parse_jwks(vectors::rfc7517_public_keys, &why);
  ASSERT_TRUE(keys) << why;
  ASSERT_EQ(keys->size(), 1U);
  EXPECT_EQ(keys->front().key_id, "2011-04-29");
  EXPECT_EQ(keys->front().key.algorithm(), Algorithm::RS256);
  EXPECT_EQ(keys->front().key.thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");  // RFC 7638 §3.1
  EXPECT_EQ(why, "untouched");

  const auto both = parse_jwks(replaced(vectors::rfc7517_public_keys, R"("enc")", R"("sig")"), &why);
  ASSERT_TRUE(both) << why;
  ASSERT_EQ(both->size(), 2U);
  EXPECT_EQ(both->front().key_id, "1");
  EXPECT_EQ(both->front().key.algorithm(), Algorithm::ES256);
}

TEST(ParseJwks, KeepsTheOrderAndLeavesAMissingKeyIdEmpty) {
  const auto keys = parse_jwks(set_of({jwk_of("b"), jwk_of("a"), std::string(vectors::rfc8037_public_key)}));
  ASSERT_TRUE(keys);
  ASSERT_EQ(keys->size(), 3U);
  EXPECT_EQ((*keys)[0].key_id, "b");
  EXPECT_EQ((*keys)[1].key_id, "a");
  EXPECT_EQ((*keys)[2].key_id, "");
  EXPECT_EQ((*keys)[0].key, Key::p256_from_seed("b"));
  EXPECT_EQ((*keys)[2].key, PublicKey::parse_public(vectors::rfc8037_public_key));
}

TEST(ParseJwks, PassesOverWhatItCannotUse) {
  const std::string good = jwk_of("good");
  const std::string passed_over[] = {
      R"({"kty":"oct","k":"AAAA","kid":"good"})",
      R"({"kty":"unheard of"})",
      "{}",
      "7",
      "null",
      "[]",
      R"("-----BEGIN PUBLIC KEY-----")",
      changed(good, "use", "enc"),
      changed(good, "alg", "ES384"),
      changed(good, "crv", "P-384"),
      changed(good, "y", text_of(good, "x")),
      changed(good, "kid", 7),
      changed(good, "kid", nullptr),
      without(good, "x"),
      changed(vectors::rfc7515_rsa_key, "n", number_of_bits(1024)),
  };
  for (const auto& other : passed_over) {
    std::string why;
    const auto keys = parse_jwks(set_of({other, good, other}), &why);
    ASSERT_TRUE(keys) << other << "\n" << why;
    ASSERT_EQ(keys->size(), 1U) << other;
    EXPECT_EQ(keys->front().key_id, "good") << other;
    EXPECT_FALSE(parse_jwks(set_of({other}))) << other;
    EXPECT_EQ(ERR_peek_error(), 0U) << other;
  }
}

TEST(ParseJwks, TellsWhyItRefuses) {
  const std::string good = jwk_of("good");
  const std::string oct = R"({"kty":"oct","k":"AAAA"})";
  const struct {
    std::string text;
    std::string_view why;
  } rows[] = {
      {"", "does not read as JSON"},
      {"{\"keys\":[", "does not read as JSON"},
      {R"({"keys":[],"keys":[]})", R"(the member "keys" appears twice)"},
      {"[]", "it has no array \"keys\""},
      {good, "it has no array \"keys\""},
      {R"({"keys":{}})", "it has no array \"keys\""},
      {R"({"keys":[]})", "it has no key"},
      {set_of({oct}), R"(none of its keys can be used: number 1: the JWK's kty is "oct")"},
      {set_of({oct, changed(good, "use", "enc")}), R"(; number 2: the JWK's use is "enc", not "sig")"},
      {set_of({"7"}), "number 1: its type is integer"},
      {set_of({changed(good, "kid", 7)}), "number 1: the type of its kid is integer"},
      {set_of(std::vector<std::string>(7, oct)), "; number 5: the JWK's kty is \"oct\""},
      {set_of(std::vector<std::string>(7, oct)), "; and 2 more"},
      {set_of(std::vector<std::string>(101, good)), "it has 101 keys; at most 100 are read"},
      {cat({set_of({good}), std::string(256 * 1024, ' ')}), "longer than 256 KiB"},
      {std::string(vectors::rfc7517_symmetric_keys), R"(the JWK's kty is "oct")"},
  };
  for (const auto& row : rows) {
    std::string why;
    EXPECT_FALSE(parse_jwks(row.text, &why)) << row.text;
    EXPECT_NE(why.find(row.why), std::string::npos) << row.text.substr(0, 300) << "\n" << why;
    EXPECT_LT(why.size(), 1'000U) << row.text.substr(0, 300);
    EXPECT_FALSE(parse_jwks(row.text)) << row.text.substr(0, 300);
  }
}

TEST(ParseJwks, ReadsUpToItsLimits) {
  const auto keys = parse_jwks(set_of(std::vector<std::string>(100, jwk_of("k"))));
  ASSERT_TRUE(keys);
  EXPECT_EQ(keys->size(), 100U);
  std::string longest = set_of({jwk_of("k")});
  longest.resize(256 * 1024, ' ');
  EXPECT_TRUE(parse_jwks(longest));
}

TEST(ParseJwks, SurvivesDamagedSets) {
  std::mt19937 random(3);  // NOLINT: the same damage on every run
  const std::string set = set_of({jwk_of("a"), std::string(vectors::rfc8037_public_key), jwk_of("b")});
  int whole = 0;
  int partial = 0;
  for (int i = 0; i < 3'000; ++i) {
    const std::string text = damaged(set, random);
    const auto keys = parse_jwks(text);
    ASSERT_EQ(ERR_peek_error(), 0U) << text;
    if (!keys) continue;
    ASSERT_FALSE(keys->empty()) << text;
    ++(keys->size() == 3 ? whole : partial);
  }
  EXPECT_GT(partial, 100);
  EXPECT_LT(whole + partial, 3'000);
}

}  // namespace

}  // namespace understudy::crypto
