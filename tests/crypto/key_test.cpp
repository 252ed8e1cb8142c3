#include "crypto/key.h"

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <thread>
#include <vector>

#include "base/encoding.h"
#include "crypto/jws.h"
#include "crypto/vectors.h"

namespace understudy::crypto {

namespace {

Key read(std::string_view text) {
  std::string why;
  const auto key = Key::parse_private(text, &why);
  if (!key) throw std::runtime_error(why);
  return *key;
}

struct Signed {
  std::string input, signature;
};

Signed taken_apart(std::string_view compact) {
  const size_t dot = compact.rfind('.');
  return {std::string(compact.substr(0, dot)), from_base64url(compact.substr(dot + 1)).value()};
}

std::string with_bit_flipped(std::string bytes, size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
  return bytes;
}

std::vector<Key> one_key_of_each_algorithm() {
  return {read(vectors::rfc7515_rsa_key), Key::p256_from_seed("each"), Key::ed25519_from_seed("each")};
}

std::vector<std::string> names_in(const Json& object) {
  std::vector<std::string> names;
  for (const auto& member : object.members()) names.push_back(member.name);
  return names;
}

TEST(AlgorithmNames, AreReadInTheirExactSpellingOnly) {
  const std::vector<std::string_view> known{"RS256", "RS384", "RS512", "PS256", "PS384",  "PS512",
                                            "ES256", "ES384", "ES512", "EdDSA", "Ed25519"};
  for (const auto name : known) EXPECT_EQ(to_text(parse_algorithm(name).value()), name);
  for (const auto* text : {"", "none", "None", "NONE", "HS256", "HS384", "HS512", "rs256", "RS256 ", "RS224", "PS",
                           "ES256K", "ESP256", "eddsa", "Ed448", "RSA-OAEP"})
    EXPECT_FALSE(parse_algorithm(text)) << text;
}

TEST(Key, SignsAndVerifiesRfc7515A2) {
  const Key key = read(vectors::rfc7515_rsa_key);
  const Signed published = taken_apart(vectors::rfc7515_rsa_token);
  EXPECT_EQ(key.algorithm(), Algorithm::RS256);
  EXPECT_EQ(to_base64url(key.sign(published.input)), to_base64url(published.signature));
  EXPECT_TRUE(key.verify(published.input, published.signature));
}

TEST(Key, VerifiesRfc7515A3) {
  const Signed published = taken_apart(vectors::rfc7515_ec_token);
  EXPECT_TRUE(read(vectors::rfc7515_ec_key).verify(published.input, published.signature));
}

TEST(Key, SignsEs256AsRfc6979A25) {
  const Key key = read(vectors::rfc6979_key);
  EXPECT_EQ(key.algorithm(), Algorithm::ES256);
  EXPECT_EQ(to_hex(key.sign("sample")),
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
            "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
  EXPECT_EQ(to_hex(key.sign("test")),
            "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
            "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083");
}

TEST(Key, SignsAndVerifiesRfc8037A4) {
  const Key key = read(vectors::rfc8037_key);
  const Signed published = taken_apart(vectors::rfc8037_token);
  EXPECT_EQ(key.algorithm(), Algorithm::EdDSA);
  EXPECT_EQ(to_base64url(key.sign(published.input)), to_base64url(published.signature));
  EXPECT_TRUE(key.verify(published.input, published.signature));
}

TEST(Key, SignsEd25519AsRfc8032) {
  // §7.1, tests 1 to 3
  const struct {
    std::string_view secret, public_half, message, signature;
  } rows[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
       "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
       "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
      {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
       "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
       "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
  };
  for (const auto& row : rows) {
    const Key key = read(Json::object({{"kty", "OKP"},
                                       {"crv", "Ed25519"},
                                       {"d", to_base64url(*from_hex(row.secret))},
                                       {"x", to_base64url(*from_hex(row.public_half))}})
                             .dump());
    EXPECT_EQ(to_hex(key.sign(*from_hex(row.message))), row.signature) << row.message;
    EXPECT_TRUE(key.verify(*from_hex(row.message), *from_hex(row.signature))) << row.message;
  }
}

TEST(Key, HasTheThumbprintsThatRfcsPublish) {
  EXPECT_EQ(read(vectors::rfc7517_rsa_key).thumbprint(),
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");                                           // RFC 7638 §3.1
  EXPECT_EQ(read(vectors::rfc8037_key).thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");  // RFC 8037 A.3
}

TEST(Key, RefusesASignatureWithAnyBitFlipped) {
  for (const Key& key : one_key_of_each_algorithm()) {
    const std::string signature = key.sign("header.payload");
    ASSERT_TRUE(key.verify("header.payload", signature));
    for (size_t bit = 0; bit < signature.size() * 8; ++bit)
      EXPECT_FALSE(key.verify("header.payload", with_bit_flipped(signature, bit)))
          << to_text(key.algorithm()) << ", bit " << bit;
  }
}

TEST(Key, RefusesASignatureOfAnyOtherLength) {
  for (const Key& key : one_key_of_each_algorithm()) {
    const std::string signature = key.sign("header.payload");
    for (size_t size = 0; size < signature.size(); ++size) {
      EXPECT_FALSE(key.verify("header.payload", signature.substr(0, size))) << to_text(key.algorithm()) << ' ' << size;
      EXPECT_FALSE(key.verify("header.payload", signature.substr(signature.size() - size)))
          << to_text(key.algorithm()) << ", the last " << size;
    }
    EXPECT_FALSE(key.verify("header.payload", signature + '\0')) << to_text(key.algorithm());
    EXPECT_FALSE(key.verify("header.payload", '\0' + signature)) << to_text(key.algorithm());
    EXPECT_FALSE(key.verify("header.payload", std::string(100'000, 'x'))) << to_text(key.algorithm());
  }
}

TEST(Key, RefusesAnotherInputAndAnotherKeysSignature) {
  const auto keys = one_key_of_each_algorithm();
  for (const Key& key : keys) {
    const std::string signature = key.sign("header.payload");
    EXPECT_FALSE(key.verify("payload.header", signature)) << to_text(key.algorithm());
    EXPECT_FALSE(key.verify("", signature)) << to_text(key.algorithm());
    for (const Key& other : keys) EXPECT_EQ(other.verify("header.payload", signature), other == key);
  }
  EXPECT_FALSE(Key::p256_from_seed("other").verify("input", Key::p256_from_seed("each").sign("input")));
}

TEST(Key, RefusesEs256NumbersOutOfRange) {
  const Key key = Key::p256_from_seed("range");
  const std::string signature = key.sign("input");
  const std::string order = *from_hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  const std::string zero(32, '\0');
  for (const auto& number : {zero, order, std::string(32, '\xff')}) {
    EXPECT_FALSE(key.verify("input", number + signature.substr(32))) << to_hex(number);
    EXPECT_FALSE(key.verify("input", signature.substr(0, 32) + number)) << to_hex(number);
  }
  EXPECT_FALSE(key.verify("input", zero + zero));
}

TEST(Key, LeavesNothingInOpenSslsErrorQueueWhenItRefuses) {
  for (const Key& key : one_key_of_each_algorithm()) {
    for (const size_t size : {0, 63, 64, 65, 255, 256})
      EXPECT_FALSE(key.verify("input", std::string(size, '\xee'))) << to_text(key.algorithm());
    EXPECT_EQ(ERR_peek_error(), 0U) << to_text(key.algorithm());
  }
}

TEST(Key, RepeatsItsSignatures) {
  for (const Key& key : one_key_of_each_algorithm()) {
    EXPECT_EQ(key.sign("input"), key.sign("input")) << to_text(key.algorithm());
    EXPECT_NE(key.sign("input"), key.sign("Input")) << to_text(key.algorithm());
    EXPECT_EQ(read(key.private_pem()).sign("input"), key.sign("input")) << to_text(key.algorithm());
  }
}

TEST(Key, ListsJwkMembersAlphabetically) {
  const std::vector<std::string> rsa_public{"alg", "e", "kid", "kty", "n", "use"};
  const std::vector<std::string> rsa_private{"alg", "d", "dp", "dq", "e", "kid", "kty", "n", "p", "q", "qi", "use"};
  const auto keys = one_key_of_each_algorithm();
  EXPECT_EQ(names_in(keys[0].public_jwk("k")), rsa_public);
  EXPECT_EQ(names_in(keys[0].private_jwk("k")), rsa_private);
  EXPECT_EQ(names_in(keys[1].public_jwk("k")), (std::vector<std::string>{"alg", "crv", "kid", "kty", "use", "x", "y"}));
  EXPECT_EQ(names_in(keys[1].private_jwk("k")),
            (std::vector<std::string>{"alg", "crv", "d", "kid", "kty", "use", "x", "y"}));
  EXPECT_EQ(names_in(keys[2].public_jwk("k")), (std::vector<std::string>{"alg", "crv", "kid", "kty", "use", "x"}));
  EXPECT_EQ(names_in(keys[2].private_jwk("k")),
            (std::vector<std::string>{"alg", "crv", "d", "kid", "kty", "use", "x"}));
}

TEST(Key, WritesThePublishedNumbersIntoItsJwk) {
  for (const auto& text : {vectors::rfc7515_rsa_key, vectors::rfc7515_ec_key, vectors::rfc8037_key}) {
    const Json published = *parse_json(text);
    const Json written = read(text).private_jwk("some id");
    for (const auto& member : published.members())
      EXPECT_EQ(written.text_at(member.name), *member.value.text()) << member.name;
    EXPECT_EQ(written.text_at("kid"), "some id");
    EXPECT_EQ(written.text_at("use"), "sig");
  }
}

TEST(Key, ComesBackFromItsOwnPemAndJwk) {
  for (const Key& key : one_key_of_each_algorithm()) {
    EXPECT_EQ(read(key.private_pem()).thumbprint(), key.thumbprint()) << to_text(key.algorithm());
    EXPECT_EQ(read(key.private_jwk("k").dump()).thumbprint(), key.thumbprint()) << to_text(key.algorithm());
    EXPECT_TRUE(key.private_pem().starts_with("-----BEGIN PRIVATE KEY-----\n")) << to_text(key.algorithm());
    EXPECT_TRUE(key.public_pem().starts_with("-----BEGIN PUBLIC KEY-----\n")) << to_text(key.algorithm());
  }
}

TEST(Key, GivesNoPrivateMemberAway) {
  for (const Key& key : one_key_of_each_algorithm()) {
    const Json open = key.public_jwk("k");
    const Json closed = key.private_jwk("k");
    for (const auto& member : closed.members()) {
      const bool is_public = open.find(member.name) != nullptr;
      EXPECT_EQ(open.dump().find("\"" + *member.value.text() + "\"") != std::string::npos, is_public) << member.name;
    }
    EXPECT_FALSE(Key::parse_private(key.public_pem())) << to_text(key.algorithm());
  }
}

TEST(Key, SignsOnManyThreadsAtOnce) {
  const auto keys = one_key_of_each_algorithm();
  std::vector<std::string> expected;
  for (const Key& key : keys) expected.push_back(key.sign("input"));
  std::vector<int> wrong(8);
  std::vector<std::thread> threads;
  for (auto& count : wrong)
    threads.emplace_back([&] {
      for (int round = 0; round < 10; ++round)
        for (size_t i = 0; i < keys.size(); ++i) {
          if (keys[i].sign("input") != expected[i]) ++count;
          if (!keys[i].verify("input", expected[i])) ++count;
        }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(8));
}

TEST(Key, StaysRightWhenAThreadUsesMoreKeysThanItKeepsContextsFor) {
  std::vector<Key> keys;
  std::vector<std::string> signatures;
  for (int i = 0; i < 40; ++i) keys.push_back(Key::p256_from_seed(std::to_string(i)));
  for (const Key& key : keys) signatures.push_back(key.sign("input"));
  for (int round = 0; round < 2; ++round)
    for (size_t i = 0; i < keys.size(); ++i) {
      EXPECT_TRUE(keys[i].verify("input", signatures[i])) << i;
      EXPECT_FALSE(keys[i].verify("input", signatures[(i + 1) % keys.size()])) << i;
    }
}

TEST(Key, MayDieWhileThreadsStillKeepItsContext) {
  // New keys are likely to get the addresses of dead ones.
  for (int i = 0; i < 100; ++i) {
    const Key key = Key::p256_from_seed(std::to_string(i));
    const Key other = Key::p256_from_seed(std::to_string(i + 1));
    const std::string signature = key.sign("input");
    ASSERT_TRUE(key.verify("input", signature)) << i;
    ASSERT_FALSE(other.verify("input", signature)) << i;
  }
}

}  // namespace

}  // namespace understudy::crypto
