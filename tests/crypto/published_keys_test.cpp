#include "crypto/published_keys.h"

#include <gtest/gtest.h>
#include <openssl/err.h>

#include "base/text.h"
#include "crypto/texts.h"
#include "crypto/vectors.h"

namespace understudy::crypto {

namespace {

std::string set_of(const std::vector<std::string>& keys) { return cat({R"({"keys":[)", join(keys, ","), "]}"}); }

std::string jwk_of(std::string_view seed) { return Key::p256_from_seed(seed).public_jwk(seed).dump(); }

TEST(ParsePublishedKeys, TakesOfRfc7517A1WhatIsForSignatures) {
  std::string why = "untouched";
  const auto keys = parse_published_keys(vectors::rfc7517_public_keys, &why);
  ASSERT_TRUE(keys) << why;
  ASSERT_EQ(keys->keys.size(), 1U);
  EXPECT_EQ(keys->keys.front().key_id, "2011-04-29");
  EXPECT_EQ(keys->keys.front().key.algorithms(), std::vector{Algorithm::RS256});
  EXPECT_EQ(keys->keys.front().key.thumbprint(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");  // RFC 7638 §3.1
  EXPECT_EQ(why, "untouched");

  const auto both = parse_published_keys(replaced(vectors::rfc7517_public_keys, R"("enc")", R"("sig")"), &why);
  ASSERT_TRUE(both) << why;
  ASSERT_EQ(both->keys.size(), 2U);
  EXPECT_EQ(both->keys.front().key_id, "1");
  EXPECT_EQ(both->keys.front().key.algorithms(), std::vector{Algorithm::ES256});
}

TEST(ParsePublishedKeys, KeepsTheOrderAndLeavesAMissingKeyIdEmpty) {
  const auto keys = parse_published_keys(set_of({jwk_of("b"), jwk_of("a"), std::string(vectors::rfc8037_public_key)}));
  ASSERT_TRUE(keys);
  ASSERT_EQ(keys->keys.size(), 3U);
  EXPECT_EQ(keys->keys[0].key_id, "b");
  EXPECT_EQ(keys->keys[1].key_id, "a");
  EXPECT_EQ(keys->keys[2].key_id, "");
  EXPECT_EQ(keys->keys[0].key, Key::p256_from_seed("b"));
  EXPECT_EQ(keys->keys[2].key, PublicKey::parse_public(vectors::rfc8037_public_key));
}

TEST(ParsePublishedKeys, PassesOverWhatItCannotUse) {
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
      changed(good, "key_ops", Json::array({"encrypt"})),
      changed(good, "crv", "P-384"),
      changed(good, "y", text_of(good, "x")),
      changed(good, "kid", 7),
      changed(good, "kid", nullptr),
      without(good, "x"),
      changed(public_half(vectors::rfc7515_rsa_key), "n", number_of_bits(1024)),
      std::string(vectors::rfc7515_rsa_key),
  };
  for (const auto& other : passed_over) {
    std::string why;
    const auto keys = parse_published_keys(set_of({other, good, other}), &why);
    ASSERT_TRUE(keys) << other << "\n" << why;
    ASSERT_EQ(keys->keys.size(), 1U) << other;
    EXPECT_EQ(keys->keys.front().key_id, "good") << other;
    ASSERT_EQ(keys->passed_over.size(), 2U) << other;
    EXPECT_FALSE(keys->passed_over.front().why.empty()) << other;
    EXPECT_TRUE(keys->passed_over.back().label.starts_with("key 3")) << other;
    EXPECT_FALSE(parse_published_keys(set_of({other}))) << other;
    EXPECT_EQ(ERR_peek_error(), 0U) << other;
  }
}

TEST(ParsePublishedKeys, TellsWhyItRefuses) {
  const std::string good = jwk_of("good");
  const std::string oct = R"({"kty":"oct","k":"AAAA"})";
  const struct {
    std::string text;
    std::string_view why;
  } rows[] = {
      {"", "it is neither PEM nor a JWK"},
      {"[]", "it is neither PEM nor a JWK"},
      {"{\"keys\":[", "does not read as JSON"},
      {R"({"keys":[],"keys":[]})", R"(the member "keys" appears twice)"},
      {"{}", R"(it has no array "keys", as a set of JWKs has, and no "kty", as a JWK has)"},
      {R"({"keys":{}})", R"(it has no array "keys")"},
      {R"({"keys":{},"kty":"RSA"})", R"(it has no array "keys")"},
      {R"({"keys":[]})", "it has no key"},
      {oct, "kty oct, not RSA, EC or OKP"},
      {changed(good, "kid", 7), "the type of its kid is integer, not string"},
      {set_of({oct}), "none of its keys can be used: number 1: kty oct, not RSA, EC or OKP"},
      {set_of({oct, changed(good, "use", "enc")}), "; number 2: use enc, not sig"},
      {set_of({"7"}), "number 1: its type is integer"},
      {set_of({changed(good, "kid", 7)}), "number 1: the type of its kid is integer, not string"},
      {set_of(std::vector<std::string>(7, oct)), "; number 5: kty oct"},
      {set_of(std::vector<std::string>(7, oct)), "; and 2 more"},
      {set_of(std::vector<std::string>(101, good)), "it has 101 keys; at most 100 are read"},
      {cat({set_of({good}), std::string(256 * 1024, ' ')}), "longer than 256 KiB"},
      {std::string(vectors::rfc7517_symmetric_keys), "kty oct"},
  };
  for (const auto& row : rows) {
    std::string why;
    EXPECT_FALSE(parse_published_keys(row.text, &why)) << row.text;
    EXPECT_NE(why.find(row.why), std::string::npos) << row.text.substr(0, 300) << "\n" << why;
    EXPECT_LT(why.size(), 1'000U) << row.text.substr(0, 300);
    EXPECT_FALSE(parse_published_keys(row.text)) << row.text.substr(0, 300);
  }
}

TEST(ParsePublishedKeys, TakesOneKeyInEachOfItsForms) {
  const Key key = Key::p256_from_seed("one");
  const struct {
    std::string text;
    std::string_view key_id;
  } rows[] = {{key.public_jwk("k").dump(), "k"},
              {cat({" \n", key.public_jwk("k").dump()}), "k"},
              {without(key.public_jwk("k").dump(), "kid"), ""},
              {set_of({key.public_jwk("k").dump()}), "k"},
              {key.public_pem(), ""}};
  for (const auto& row : rows) {
    std::string why;
    const auto published = parse_published_keys(row.text, &why);
    ASSERT_TRUE(published) << row.text << why;
    ASSERT_EQ(published->keys.size(), 1U);
    EXPECT_EQ(published->keys[0].key, key);
    EXPECT_EQ(published->keys[0].key_id, row.key_id) << row.text;
    EXPECT_TRUE(published->passed_over.empty());
    EXPECT_TRUE(published->notes.empty());
  }
}

TEST(ParsePublishedKeys, SaysWhichKeyIsPassedOverAndWhy) {
  const auto published = parse_published_keys(set_of(
      {jwk_of("a"), changed(jwk_of("b\n"), "use", "enc"), without(changed(jwk_of("c"), "alg", "ECDH-ES"), "kid")}));
  ASSERT_TRUE(published);
  ASSERT_EQ(published->passed_over.size(), 2U);
  EXPECT_EQ(published->passed_over[0].key_id, "b\n");
  EXPECT_EQ(published->passed_over[0].label, R"(key 2 (kid "b\n"))");
  EXPECT_EQ(published->passed_over[0].why, "use enc, not sig");
  EXPECT_EQ(published->passed_over[1].key_id, "");
  EXPECT_EQ(published->passed_over[1].label, "key 3");
  EXPECT_EQ(published->passed_over[1].why, "alg ECDH-ES, but keys of its type are for ES256");
}

/// Padding that base64url would have, were it not left out (RFC 7515 §2).
TEST(ParsePublishedKeys, TakesPaddingWithANote) {
  const auto padded = [](const std::string& jwk, std::string_view member) {
    const std::string text = text_of(jwk, member);
    return changed(jwk, member, text + std::string((4 - text.size() % 4) % 4, '='));
  };
  const std::string rsa = without(public_half(vectors::rfc7515_rsa_key), "p");
  const std::string ec = jwk_of("a");
  const std::string ed(vectors::rfc8037_public_key);
  const struct {
    std::string jwk;
    std::vector<std::string> notes;
  } rows[] = {
      {padded(rsa, "n"), {"its n ends with the padding =, which base64url in a JWK does not have"}},
      {padded(padded(ec, "x"), "y"),
       {"its x ends with the padding =, which base64url in a JWK does not have",
        "its y ends with the padding =, which base64url in a JWK does not have"}},
      {padded(ed, "x"), {"its x ends with the padding =, which base64url in a JWK does not have"}},
  };
  for (const auto& row : rows) {
    const auto one = parse_published_keys(row.jwk);
    ASSERT_TRUE(one) << row.jwk;
    EXPECT_EQ(one->notes, row.notes);
    const auto set = parse_published_keys(set_of({ec, changed(row.jwk, "kid", "p")}));
    ASSERT_TRUE(set) << row.jwk;
    ASSERT_EQ(set->keys.size(), 2U);
    EXPECT_EQ(set->keys[1].key, one->keys[0].key);
    ASSERT_EQ(set->notes.size(), row.notes.size());
    for (size_t i = 0; i < row.notes.size(); ++i) EXPECT_EQ(set->notes[i], cat({"key 2 (kid \"p\"): ", row.notes[i]}));
  }
  // More or less of it than would fill four characters, and any other alphabet, stay mistakes.
  for (const std::string& x : {text_of(ed, "x") + "==", text_of(ed, "x") + "=====", "=" + text_of(ed, "x"),
                               replaced(text_of(ed, "x"), "_", "/"), std::string("====")})
    EXPECT_FALSE(parse_published_keys(changed(ed, "x", x))) << x;
}

TEST(ParsePublishedKeys, ReadsUpToItsLimits) {
  const auto keys = parse_published_keys(set_of(std::vector<std::string>(100, jwk_of("k"))));
  ASSERT_TRUE(keys);
  EXPECT_EQ(keys->keys.size(), 100U);
  std::string longest = set_of({jwk_of("k")});
  longest.resize(256 * 1024, ' ');
  EXPECT_TRUE(parse_published_keys(longest));
}

TEST(ParsePublishedKeys, SurvivesDamagedSets) {
  std::mt19937 random(3);  // NOLINT: the same damage on every run
  const std::string set = set_of({jwk_of("a"), std::string(vectors::rfc8037_public_key), jwk_of("b")});
  int whole = 0;
  int partial = 0;
  for (int i = 0; i < 3'000; ++i) {
    const std::string text = damaged(set, random);
    const auto keys = parse_published_keys(text);
    ASSERT_EQ(ERR_peek_error(), 0U) << text;
    if (!keys) continue;
    ASSERT_FALSE(keys->keys.empty()) << text;
    ++(keys->keys.size() == 3 ? whole : partial);
  }
  EXPECT_GT(partial, 100);
  EXPECT_LT(whole + partial, 3'000);
}

}  // namespace

}  // namespace understudy::crypto
