#include <gtest/gtest.h>
#include <openssl/err.h>
#include <thread>
#include <vector>

#include "base/text.h"
#include "crypto/jws.h"
#include "crypto/key.h"
#include "crypto/pem_samples.h"
#include "crypto/public_pem_samples.h"
#include "crypto/texts.h"
#include "crypto/vectors.h"

namespace understudy::crypto {

namespace {

PublicKey read(std::string_view text) {
  std::string why;
  auto key = PublicKey::parse_public(text, &why);
  if (!key) throw std::runtime_error(why);
  return std::move(*key);
}

/// Holds each text against the reason why it is no key.
struct RefusedText {
  std::string text;
  std::string_view why;
};

void expect_refused(const std::vector<RefusedText>& rows) {
  for (const auto& row : rows) {
    std::string why;
    EXPECT_FALSE(PublicKey::parse_public(row.text, &why)) << row.text;
    EXPECT_NE(why.find(row.why), std::string::npos) << row.text << "\n" << why;
    EXPECT_EQ(ERR_peek_error(), 0U) << row.text;
  }
}

TEST(ParsePublic, ReadsEveryFormat) {
  constexpr std::string_view rfc7515_rsa = "IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8";
  constexpr std::string_view rfc7515_ec = "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U";
  constexpr std::string_view rfc8037_a3 = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
  const std::string rsa_jwk = public_half(vectors::rfc7515_rsa_key);
  const struct {
    std::string name, text;
    std::string_view thumbprint;
  } rows[] = {
      {"RSA", std::string(pem_samples::rsa_public), rfc7515_rsa},
      {"RSA PKCS#1", std::string(pem_samples::rsa_public_pkcs1), rfc7515_rsa},
      {"EC in a certificate", std::string(pem_samples::certificate), rfc7515_ec},
      {"EC in a certificate behind its parameters", cat({pem_samples::ec_parameters, pem_samples::certificate}),
       rfc7515_ec},
      {"PEM with text around it", cat({"A key:\n", pem_samples::rsa_public, "That was it.\n"}), rfc7515_rsa},
      {"PEM with CRLF", replaced(pem_samples::rsa_public, "\n", "\r\n"), rfc7515_rsa},
      {"RSA JWK", rsa_jwk, rfc7515_rsa},
      {"RSA JWK with a zero before its number",
       changed(rsa_jwk, "n", to_base64url('\0' + *from_base64url(text_of(rsa_jwk, "n")))), rfc7515_rsa},
      {"EC JWK", without(vectors::rfc7515_ec_key, "d"), rfc7515_ec},
      {"Ed25519 JWK", std::string(vectors::rfc8037_public_key), rfc8037_a3},
      {"JWK with white space around it", cat({"\n ", vectors::rfc8037_public_key, "\n"}), rfc8037_a3},
      {"JWK with alg, use and kid",
       changed(changed(changed(vectors::rfc8037_public_key, "alg", "EdDSA"), "use", "sig"), "kid", "k"), rfc8037_a3},
      {"JWK with the operation among others",
       changed(vectors::rfc8037_public_key, "key_ops", Json::array({"encrypt", "verify"})), rfc8037_a3},
  };
  for (const auto& row : rows) {
    std::string why = "untouched";
    const auto key = PublicKey::parse_public(row.text, &why);
    ASSERT_TRUE(key) << row.name << ": " << why;
    EXPECT_EQ(key->thumbprint(), row.thumbprint) << row.name;
    EXPECT_EQ(why, "untouched") << row.name;
    EXPECT_EQ(ERR_peek_error(), 0U) << row.name;
  }
}

TEST(ParsePublic, VerifiesWhatOpensslAndRfcsSigned) {
  using namespace public_pem_samples;
  const std::string rsa_jwk = public_half(vectors::rfc7515_rsa_key);
  const std::string ec_jwk = without(vectors::rfc7515_ec_key, "d");
  const struct {
    std::string_view name, key, input, signature;
    Algorithm algorithm;
  } rows[] = {
      {"RSA", rsa_spki, "header.payload", rsa_signature, Algorithm::RS256},
      {"RSA PKCS#1", public_pem_samples::rsa_pkcs1, "header.payload", rsa_signature, Algorithm::RS256},
      {"RSA in a certificate", rsa_certificate, "header.payload", rsa_signature, Algorithm::RS256},
      {"EC", ec_spki, "header.payload", ec_signature, Algorithm::ES256},
      {"EC, compressed", ec_compressed, "header.payload", ec_signature, Algorithm::ES256},
      {"EC, explicit", ec_explicit, "header.payload", ec_signature, Algorithm::ES256},
      {"Ed25519", ed25519_spki, "header.payload", ed25519_signature, Algorithm::EdDSA},
      {"Ed25519 in a certificate", ed25519_certificate, "header.payload", ed25519_signature, Algorithm::EdDSA},
      {"RFC 8037 A.4", vectors::rfc8037_public_key, vectors::rfc8037_token.substr(0, vectors::rfc8037_token.rfind('.')),
       vectors::rfc8037_token.substr(vectors::rfc8037_token.rfind('.') + 1), Algorithm::EdDSA},
      {"RFC 7515 A.2", rsa_jwk, vectors::rfc7515_rsa_token.substr(0, vectors::rfc7515_rsa_token.rfind('.')),
       vectors::rfc7515_rsa_token.substr(vectors::rfc7515_rsa_token.rfind('.') + 1), Algorithm::RS256},
      {"RFC 7515 A.3", ec_jwk, vectors::rfc7515_ec_token.substr(0, vectors::rfc7515_ec_token.rfind('.')),
       vectors::rfc7515_ec_token.substr(vectors::rfc7515_ec_token.rfind('.') + 1), Algorithm::ES256},
  };
  for (const auto& row : rows) {
    std::string why;
    const auto key = PublicKey::parse_public(row.key, &why);
    ASSERT_TRUE(key) << row.name << ": " << why;
    std::string signature = from_base64url(row.signature).value();
    EXPECT_TRUE(key->verify(row.algorithm, row.input, signature)) << row.name;
    EXPECT_FALSE(key->verify(row.algorithm, cat({row.input, "x"}), signature)) << row.name;
    EXPECT_FALSE(key->verify(row.algorithm, row.input, "")) << row.name;
    signature.back() = static_cast<char>(signature.back() ^ 1);
    EXPECT_FALSE(key->verify(row.algorithm, row.input, signature)) << row.name;
  }
}

TEST(ParsePublic, TellsWhyItRefusesAPem) {
  using namespace public_pem_samples;
  constexpr std::string_view belongs_here = "it is a private key; a public key belongs here";
  expect_refused({
      {"", "neither PEM nor a JWK"},
      {"a password", "neither PEM nor a JWK"},
      {std::string("\x30\x82\x01\x0a\0\xff", 6), "neither PEM nor a JWK"},
      {std::string(65 * 1024, ' '), "longer than 64 KiB"},
      {std::string(pem_samples::rsa_pkcs8), belongs_here},
      {std::string(pem_samples::rsa_pkcs1), belongs_here},
      {std::string(pem_samples::ec_sec1), belongs_here},
      {std::string(pem_samples::ec_pkcs8), belongs_here},
      {cat({pem_samples::ec_parameters, pem_samples::ec_sec1}), belongs_here},
      {std::string(pem_samples::ed25519_pkcs8), belongs_here},
      {std::string(pem_samples::encrypted_pkcs8), belongs_here},
      {std::string(pem_samples::encrypted_pkcs1), belongs_here},
      {std::string(pem_samples::openssh), belongs_here},
      {std::string(pem_samples::ec_parameters), "parameters of a curve but no key"},
      {replaced(rsa_spki, "PUBLIC KEY", "MYSTERY"), "none of its PEM blocks is a public key"},
      {cat({rsa_spki, ec_spki}), "more than one public key"},
      {cat({rsa_certificate, ed25519_certificate}), "more than one public key"},
      {replaced(rsa_spki, "-----BEGIN PUBLIC KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"),
       "the key is encrypted"},
      {std::string(rsa_1024), "the RSA key has 1024 bits; 2048 to 4096 are taken"},
      {std::string(rsa_pss), "a key of type RSA-PSS"},
      {std::string(secp256k1), "the key's curve is secp256k1"},
      {std::string(x25519), "a key of type X25519"},
      {std::string(ed448), "a key of type ED448"},
      {"-----BEGIN PUBLIC KEY", "cut off"},
      {std::string(rsa_spki.substr(0, 300)), "has no line \"-----END PUBLIC KEY-----\""},
      {"-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", "does not decode to a public key"},
      {"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "does not decode to a public key"},
      {replaced(rsa_spki, "MIIB", "MIIC"), "does not decode to a public key"},
      {replaced(rsa_spki, " PUBLIC", " RSA PUBLIC"), "does not decode to a public key"},
      {replaced(rsa_spki, "PUBLIC KEY", "CERTIFICATE"), "does not decode to a public key"},
      {replaced(rsa_certificate, "CERTIFICATE", "PUBLIC KEY"), "does not decode to a public key"},
  });
}

TEST(ParsePublic, TellsWhyItRefusesAJwk) {
  const std::string rsa = public_half(vectors::rfc7515_rsa_key);
  const std::string ec = without(vectors::rfc7515_ec_key, "d");
  const auto okp = vectors::rfc8037_public_key;
  constexpr std::string_view belongs_here = "it is a private key; a public key belongs here";
  // Two to the 255th minus 19, little-endian, and what is written in the place of 0 and 1 with it
  const std::string prime = to_base64url('\xed' + std::string(30, '\xff') + '\x7f');
  const std::string prime_plus_one = to_base64url('\xee' + std::string(30, '\xff') + '\x7f');
  const std::string odd_zero = to_base64url('\x01' + std::string(30, '\0') + '\x80');
  std::string even = from_base64url(text_of(rsa, "n")).value();
  even.back() = static_cast<char>(even.back() ^ 1);
  expect_refused({
      {"{", "does not read as JSON"},
      {R"({"kty":"OKP","kty":"OKP"})", "appears twice"},
      {"{}", R"(kty "", not RSA, EC or OKP)"},
      {R"({"kty":"oct","k":"AAAA"})", "kty oct, not RSA, EC or OKP"},
      {R"({"kty":"a \"kty\"\n"})", R"(kty "a \"kty\"\n", not RSA, EC or OKP)"},
      {std::string(vectors::rfc7515_rsa_key), belongs_here},
      {std::string(vectors::rfc7515_ec_key), belongs_here},
      {std::string(vectors::rfc8037_key), belongs_here},
      {changed(okp, "d", 7), belongs_here},
      {cat({R"({"keys":[)", okp, "]}"}), "a set of JWKs"},
      {without(rsa, "n"), R"(has no "n")"},
      {without(rsa, "e"), R"(has no "e")"},
      {without(ec, "x"), R"(has no "x")"},
      {without(ec, "y"), R"(has no "y")"},
      {without(okp, "x"), R"(has no "x")"},
      {changed(rsa, "n", 17), R"("n" is not base64url)"},
      {changed(rsa, "e", "AQAB="), R"("e" is not base64url)"},
      {changed(rsa, "e", "AQAC"), "public exponent"},
      {changed(rsa, "e", "AQ"), "public exponent"},
      {changed(rsa, "e", "AA"), "public exponent"},
      {changed(rsa, "e", number_of_bits(65)), "public exponent"},
      {changed(rsa, "n", number_of_bits(2047)), "has 2047 bits"},
      {changed(rsa, "n", number_of_bits(4097)), "has 4097 bits"},
      {changed(rsa, "n", number_of_bits(8192)), "longer than the numbers of a 4096-bit key"},
      {changed(rsa, "n", to_base64url(even)), "modulus is even"},
      {changed(rsa, "use", "enc"), "use enc, not sig"},
      {changed(rsa, "use", 7), R"(use "", not sig)"},
      {changed(rsa, "key_ops", Json::array({"sign", "encrypt"})), "key_ops without verify"},
      {changed(rsa, "key_ops", Json::array()), "key_ops without verify"},
      {changed(rsa, "key_ops", "verify"), "key_ops without verify"},
      {changed(ec, "key_ops", Json::array({"deriveKey"})), "key_ops without verify"},
      {changed(okp, "key_ops", Json::array({"Verify"})), "key_ops without verify"},
      {changed(rsa, "alg", "RSA-OAEP"),
       "alg RSA-OAEP, but keys of its type are for RS256, RS384, RS512, PS256, PS384 or PS512"},
      {changed(rsa, "alg", "HS256"), "alg HS256, but"},
      {changed(ec, "alg", "RS256"), "alg RS256, but keys of its type are for ES256"},
      {changed(ec, "alg", "ES384"), "alg ES384, but keys of its type are for ES256"},
      {changed(okp, "alg", "none"), "alg none, but keys of its type are for EdDSA or Ed25519"},
      {changed(okp, "alg", 7), R"(alg "", but)"},
      {changed(ec, "crv", "secp256k1"), "crv secp256k1, not P-256, P-384 or P-521"},
      {changed(ec, "crv", "Ed25519"), "crv Ed25519, not P-256, P-384 or P-521"},
      {changed(ec, "crv", "P-384"), R"("x" has 32 bytes instead of 48)"},
      {changed(ec, "crv", "P-521"), R"("x" has 32 bytes instead of 66)"},
      {without(ec, "crv"), R"(crv "", not P-256)"},
      {changed(okp, "crv", "X25519"), "crv X25519, not Ed25519"},
      {changed(okp, "crv", "P-256"), "crv P-256, not Ed25519"},
      {changed(ec, "x", "AQ"), R"("x" has 1 bytes instead of 32)"},
      {changed(ec, "x", text_of(ec, "y")), "the P-256 key's public point is not on the curve"},
      {changed(ec, "y", next_number(text_of(ec, "y"))), "the P-256 key's public point is not on the curve"},
      {changed(ec, "x", number_of_bits(256)), "the P-256 key's public point is not on the curve"},
      {changed(changed(ec, "x", to_base64url(std::string(32, '\0'))), "y", to_base64url(std::string(32, '\0'))),
       "the P-256 key's public point is not on the curve"},
      {changed(okp, "x", number_of_bits(264)), R"("x" has 33 bytes instead of 32)"},
      {changed(okp, "x", to_base64url('\x02' + std::string(31, '\0'))), "the Ed25519 key's public point"},
      {changed(okp, "x", to_base64url('\x07' + std::string(31, '\0'))), "the Ed25519 key's public point"},
      {changed(okp, "x", prime), "the Ed25519 key's public point"},
      {changed(okp, "x", prime_plus_one), "the Ed25519 key's public point"},
      {changed(okp, "x", number_of_bits(256)), "the Ed25519 key's public point"},
      {changed(okp, "x", odd_zero), "the Ed25519 key's public point"},
  });
}

TEST(ParsePublic, TakesEveryEd25519PointThatOpensslMakes) {
  for (int i = 0; i < 200; ++i) {
    const Key key = Key::ed25519_from_seed(std::to_string(i));
    EXPECT_EQ(PublicKey::parse_public(key.public_jwk("k").dump()), key) << i;
  }
}

TEST(ParsePublic, NeedsNobodyToAskWhy) {
  EXPECT_FALSE(PublicKey::parse_public("{}"));
  EXPECT_FALSE(PublicKey::parse_public("-----BEGIN PUBLIC KEY-----"));
}

TEST(ParsePublic, SurvivesDamagedKeys) {
  using namespace public_pem_samples;
  std::mt19937 random(2);  // NOLINT: the same damage on every run
  const std::string ec_jwk = without(vectors::rfc7515_ec_key, "d");
  const std::vector<std::string_view> samples{rsa_spki,        public_pem_samples::rsa_pkcs1,
                                              rsa_certificate, ec_spki,
                                              ec_compressed,   ec_explicit,
                                              ed25519_spki,    ed25519_certificate,
                                              ec_jwk,          vectors::rfc8037_public_key};
  int refused = 0;
  for (int i = 0; i < 5'000; ++i) {
    const std::string text = damaged(samples[static_cast<size_t>(i) % samples.size()], random);
    const auto key = PublicKey::parse_public(text);
    if (!key) ++refused;
    if (key) {
      for (const auto algorithm : key->algorithms())
        EXPECT_FALSE(key->verify(algorithm, "header.payload", std::string(64, '\1'))) << text;
      EXPECT_EQ(PublicKey::parse_public(key->public_pem()), key) << text;
    }
    ASSERT_EQ(ERR_peek_error(), 0U) << text;
  }
  EXPECT_GT(refused, 2'500);
  EXPECT_LT(refused, 5'000);
}

TEST(PublicKey, IsEqualToItselfHoweverItWasRead) {
  for (const Key& key : {Key::parse_private(vectors::rfc7515_rsa_key).value(), Key::p256_from_seed("equal"),
                         Key::ed25519_from_seed("equal")}) {
    const PublicKey half = key;
    EXPECT_EQ(half, key) << to_text(key.algorithm());
    EXPECT_EQ(read(key.public_pem()), key) << to_text(key.algorithm());
    EXPECT_EQ(read(key.public_jwk("k").dump()), read(key.public_pem())) << to_text(key.algorithm());
    EXPECT_NE(read(key.public_pem()), Key::p256_from_seed("another")) << to_text(key.algorithm());
    EXPECT_EQ(read(key.public_jwk("k").dump()).public_jwk("k").dump(), key.public_jwk("k").dump())
        << to_text(key.algorithm());
    EXPECT_EQ(read(key.public_jwk("k").dump()).public_pem(), key.public_pem()) << to_text(key.algorithm());
  }
}

TEST(PublicKey, GivesNoPrivateHalfAway) {
  const PublicKey half = Key::parse_private(vectors::rfc7515_rsa_key).value();
  EXPECT_FALSE(Key::parse_private(half.public_pem()));
  EXPECT_FALSE(Key::parse_private(half.public_jwk("k").dump()));
}

TEST(PublicKey, VerifiesOnManyThreadsAtOnce) {
  const Key rsa = Key::parse_private(vectors::rfc7515_rsa_key).value();
  const Key ec = Key::p256_from_seed("threads");
  const std::vector<PublicKey> halves{read(rsa.public_pem()), read(ec.public_pem())};
  const std::vector<Algorithm> algorithms{rsa.algorithm(), ec.algorithm()};
  const std::vector<std::string> signatures{rsa.sign("input"), ec.sign("input")};
  std::vector<int> wrong(6);
  std::vector<std::thread> threads;
  for (auto& count : wrong)
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round)
        for (size_t i = 0; i < halves.size(); ++i) {
          if (!halves[i].verify(algorithms[i], "input", signatures[i])) ++count;
          if (halves[i].verify(algorithms[i], "Input", signatures[i])) ++count;
        }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(6));
}

}  // namespace

}  // namespace understudy::crypto
