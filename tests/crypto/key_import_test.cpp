#include <gtest/gtest.h>
#include <openssl/err.h>
#include <random>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/key.h"
#include "crypto/pem_samples.h"
#include "crypto/texts.h"
#include "crypto/vectors.h"

namespace understudy::crypto {

namespace {

constexpr std::string_view rfc7515_rsa_thumbprint = "IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8";
constexpr std::string_view rfc7515_ec_thumbprint = "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U";
constexpr std::string_view rfc8037_thumbprint = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

TEST(ParsePrivate, ReadsEveryFormat) {
  using namespace pem_samples;
  const struct {
    std::string name, text;
    std::string_view thumbprint;
  } rows[] = {
      {"RSA JWK", std::string(vectors::rfc7515_rsa_key), rfc7515_rsa_thumbprint},
      {"RSA PKCS#1", std::string(rsa_pkcs1), rfc7515_rsa_thumbprint},
      {"RSA PKCS#8", std::string(rsa_pkcs8), rfc7515_rsa_thumbprint},
      {"EC JWK", std::string(vectors::rfc7515_ec_key), rfc7515_ec_thumbprint},
      {"EC SEC 1", std::string(ec_sec1), rfc7515_ec_thumbprint},
      {"EC PKCS#8", std::string(ec_pkcs8), rfc7515_ec_thumbprint},
      {"EC with parameters before it", cat({ec_parameters, ec_sec1}), rfc7515_ec_thumbprint},
      {"EC with its certificate before it", cat({certificate, ec_sec1}), rfc7515_ec_thumbprint},
      {"EC with its certificate after it", cat({ec_sec1, certificate}), rfc7515_ec_thumbprint},
      {"Ed25519 JWK", std::string(vectors::rfc8037_key), rfc8037_thumbprint},
      {"Ed25519 PKCS#8", std::string(ed25519_pkcs8), rfc8037_thumbprint},
      {"PEM with text around it", cat({"This is a key.\n", ed25519_pkcs8, "That was a key.\n"}), rfc8037_thumbprint},
      {"PEM with CRLF", replaced(ec_sec1, "\n", "\r\n"), rfc7515_ec_thumbprint},
      {"JWK with white space around it", cat({"\n  ", vectors::rfc8037_key, "\n"}), rfc8037_thumbprint},
      {"JWK with alg, use and kid", changed(changed(vectors::rfc8037_key, "alg", "EdDSA"), "use", "sig"),
       rfc8037_thumbprint},
      {"JWK with a zero before a number",
       changed(vectors::rfc7515_rsa_key, "n",
               to_base64url('\0' + *from_base64url(text_of(vectors::rfc7515_rsa_key, "n")))),
       rfc7515_rsa_thumbprint},
  };
  for (const auto& row : rows) {
    std::string why = "untouched";
    const auto key = Key::parse_private(row.text, &why);
    ASSERT_TRUE(key) << row.name << ": " << why;
    EXPECT_EQ(key->thumbprint(), row.thumbprint) << row.name;
    EXPECT_EQ(why, "untouched") << row.name;
    EXPECT_TRUE(key->verify("input", key->sign("input"))) << row.name;
  }
}

TEST(ParsePrivate, TellsWhyItRefusesAPem) {
  using namespace pem_samples;
  const struct {
    std::string name, text;
    std::string_view why;
  } rows[] = {
      {"nothing", "", "neither PEM nor a JWK"},
      {"other text", "a password", "neither PEM nor a JWK"},
      {"bytes", std::string("\x30\x82\x04\xa3\0\xff", 6), "neither PEM nor a JWK"},
      {"too long", std::string(65 * 1024, ' '), "longer than 64 KiB"},
      {"encrypted PKCS#8", std::string(encrypted_pkcs8), "the key is encrypted"},
      {"encrypted PKCS#1", std::string(encrypted_pkcs1), "the key is encrypted"},
      {"encrypted under another label", replaced(encrypted_pkcs8, "ENCRYPTED ", ""), "does not decode"},
      {"public", std::string(rsa_public), "it is a public key"},
      {"public PKCS#1", std::string(rsa_public_pkcs1), "it is a public key"},
      {"certificate", std::string(certificate), "it is a certificate"},
      {"parameters", std::string(ec_parameters), "parameters of a curve but no key"},
      {"OpenSSH", std::string(openssh), "OpenSSH's own format"},
      {"another label", replaced(rsa_public, "PUBLIC KEY", "MYSTERY"), "none of its PEM blocks"},
      {"two keys", cat({ec_sec1, ed25519_pkcs8}), "more than one private key"},
      {"1024 bits", std::string(rsa_1024), "the RSA key has 1024 bits; 2048 to 4096 are taken"},
      {"RSA-PSS", std::string(rsa_pss), "a key of type RSA-PSS"},
      {"P-384", std::string(secp384r1), "the key's curve is P-384; of those that sign only P-256 is taken"},
      {"secp256k1", std::string(secp256k1), "the key's curve is secp256k1"},
      {"X25519", std::string(x25519), "a key of type X25519"},
      {"Ed448", std::string(ed448), "a key of type ED448"},
      {"foreign point", std::string(ec_foreign_point), "the P-256 key's public point"},
      {"cut in its first line", "-----BEGIN PRIVATE KEY", "cut off"},
      {"cut in its body", std::string(rsa_pkcs8.substr(0, 400)), "has no line \"-----END PRIVATE KEY-----\""},
      {"empty body", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "does not decode"},
      {"escaped line breaks", replaced(rsa_pkcs8, "\n", "\\n"), R"(it has the two characters \n where lines end)"},
      {"one line", replaced(rsa_pkcs8, "\n", " "), "it stands on one line"},
      {"broken body", replaced(rsa_pkcs8, "MIIE", "MIIF"), "does not decode"},
      {"the label of another format", replaced(ec_sec1, "EC PRIVATE", "RSA PRIVATE"), "does not decode"},
  };
  for (const auto& row : rows) {
    std::string why;
    EXPECT_FALSE(Key::parse_private(row.text, &why)) << row.name;
    EXPECT_NE(why.find(row.why), std::string::npos) << row.name << ": " << why;
    EXPECT_EQ(ERR_peek_error(), 0U) << row.name;
  }
}

TEST(ParsePrivate, TellsWhyItRefusesAJwk) {
  const auto rsa = vectors::rfc7515_rsa_key;
  const auto ec = vectors::rfc7515_ec_key;
  const auto okp = vectors::rfc8037_key;
  const std::string order = to_base64url(*from_hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"));
  const struct {
    std::string text;
    std::string_view why;
  } rows[] = {
      {"{", "does not read as JSON"},
      {R"({"kty":"RSA","kty":"EC"})", "appears twice"},
      {"{}", R"(kty "", not RSA, EC or OKP)"},
      {R"({"kty":"oct","k":"AAAA"})", "kty oct, not RSA, EC or OKP"},
      {R"({"kty":7})", R"(kty "", not RSA, EC or OKP)"},
      {cat({R"({"keys":[)", ec, "]}"}), "a set of JWKs"},
      {without(rsa, "d"), "the JWK is a public key"},
      {without(ec, "d"), "the JWK is a public key"},
      {without(okp, "d"), "the JWK is a public key"},
      {without(rsa, "p"), R"(has no "p")"},
      {without(rsa, "qi"), R"(has no "qi")"},
      {without(ec, "y"), R"(has no "y")"},
      {without(okp, "x"), R"(has no "x")"},
      {changed(rsa, "n", 17), R"("n" is not base64url)"},
      {changed(rsa, "n", ""), R"("n" is not base64url)"},
      {changed(rsa, "e", "AQAB="), R"("e" is not base64url)"},
      {changed(rsa, "e", "AQAC"), "public exponent"},
      {changed(rsa, "e", "AQ"), "public exponent"},
      {changed(rsa, "e", "AA"), "public exponent"},
      {changed(rsa, "e", number_of_bits(65)), "public exponent"},
      {changed(rsa, "e", "Aw"), "do not belong together"},
      {changed(rsa, "n", number_of_bits(2047)), "has 2047 bits"},
      {changed(rsa, "n", number_of_bits(4097)), "has 4097 bits"},
      {changed(rsa, "n", number_of_bits(4096)), "do not belong together"},
      {changed(rsa, "n", number_of_bits(8192)), "longer than the numbers of a 4096-bit key"},
      {changed(rsa, "d", next_number(text_of(rsa, "d"))), "do not belong together"},
      {changed(rsa, "p", next_number(text_of(rsa, "p"))), "do not belong together"},
      {changed(rsa, "q", "AQ"), "do not belong together"},
      {changed(rsa, "q", "AA"), "do not belong together"},
      {changed(rsa, "p", text_of(rsa, "q")), "do not belong together"},
      {changed(rsa, "dp", next_number(text_of(rsa, "dp"))), "do not belong together"},
      {changed(rsa, "dq", next_number(text_of(rsa, "dq"))), "do not belong together"},
      {changed(rsa, "qi", next_number(text_of(rsa, "qi"))), "do not belong together"},
      {changed(rsa, "oth", Json::array()), "more than two primes"},
      {changed(rsa, "use", "enc"), "use enc, not sig"},
      {changed(rsa, "key_ops", Json::array({"verify"})), "key_ops without sign"},
      {changed(rsa, "alg", "PS256"), "alg PS256, but keys of its type are for RS256"},
      {changed(rsa, "alg", "none"), "alg none, but keys of its type are for RS256"},
      {changed(ec, "crv", "P-384"), "crv P-384; of the curves that sign only P-256 is taken"},
      {changed(ec, "crv", "secp256k1"), "crv secp256k1;"},
      {changed(ec, "crv", "Ed25519"), "crv Ed25519;"},
      {without(ec, "crv"), R"(crv "";)"},
      {changed(ec, "d", "AQ"), R"("d" has 1 bytes instead of 32)"},
      {changed(ec, "d", to_base64url(std::string(32, '\0'))), "out of range"},
      {changed(ec, "d", order), "out of range"},
      {changed(ec, "d", next_number(text_of(ec, "d"))), "the P-256 key's public point"},
      {changed(ec, "x", text_of(ec, "y")), "the P-256 key's public point"},
      {changed(okp, "crv", "X25519"), "crv X25519, not Ed25519"},
      {changed(okp, "crv", "Ed448"), "crv Ed448, not Ed25519"},
      {changed(okp, "x", next_number(text_of(okp, "x"))), "the Ed25519 key's public point"},
      {changed(okp, "d", number_of_bits(264)), R"("d" has 33 bytes)"},
  };
  for (const auto& row : rows) {
    std::string why;
    EXPECT_FALSE(Key::parse_private(row.text, &why)) << row.text;
    EXPECT_NE(why.find(row.why), std::string::npos) << row.text << "\n" << why;
    EXPECT_EQ(ERR_peek_error(), 0U) << row.text;
  }
}

TEST(ParsePrivate, RefusesAConsistentKeyWhoseFactorsAreNotPrime) {
  std::string why;
  EXPECT_FALSE(Key::parse_private(vectors::composite_rsa_key, &why));
  EXPECT_NE(why.find("does not verify"), std::string::npos) << why;
}

TEST(ParsePrivate, NeedsNobodyToAskWhy) {
  EXPECT_FALSE(Key::parse_private("{}"));
  EXPECT_FALSE(Key::parse_private("-----BEGIN PRIVATE KEY-----"));
}

TEST(ParsePrivate, SurvivesDamagedKeys) {
  std::mt19937 random(1);  // NOLINT: the same damage on every run
  const std::vector<std::string_view> samples{vectors::rfc7515_rsa_key,  vectors::rfc7515_ec_key, vectors::rfc8037_key,
                                              pem_samples::rsa_pkcs8,    pem_samples::rsa_pkcs1,  pem_samples::ec_sec1,
                                              pem_samples::ed25519_pkcs8};
  int refused = 0;
  for (int i = 0; i < 2'000; ++i) {
    const std::string text = damaged(samples[static_cast<size_t>(i) % samples.size()], random);
    const auto key = Key::parse_private(text);
    if (!key) ++refused;
    // What is left whole, for instance behind damage to a comment, must be the key itself.
    if (key) {
      EXPECT_TRUE(key->verify("input", key->sign("input"))) << text;
    }
    ASSERT_EQ(ERR_peek_error(), 0U) << text;
  }
  EXPECT_GT(refused, 1'500);
}

}  // namespace

}  // namespace understudy::crypto
