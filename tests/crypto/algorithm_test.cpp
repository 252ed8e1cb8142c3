// Every algorithm that outside issuers may sign with, by keys in every form: each key takes what is made for it, and
// nothing else.
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/jws.h"
#include "crypto/known_tokens.h"
#include "crypto/partner_samples.h"
#include "crypto/texts.h"

namespace understudy::crypto {

namespace {

using partner_samples::Sample;
using partner_samples::samples;

PublicKey read(std::string_view text) {
  std::string why;
  auto key = PublicKey::parse_public(text, &why);
  if (!key) throw std::runtime_error(why);
  return std::move(*key);
}

std::vector<std::string_view> forms_of(const Sample& sample) { return {sample.jwk, sample.spki, sample.certificate}; }

/// The signature of the sample under a header that names another algorithm.
Jws relabelled(const Sample& sample, std::string_view algorithm) {
  Jws jws = parse_jws(sample.token).value();
  jws.header.set("alg", algorithm);
  return jws;
}

}  // namespace

TEST(Algorithms, AreVerifiedByKeysInEachForm) {
  for (const Sample& sample : samples)
    for (const auto form : forms_of(sample)) {
      const PublicKey key = read(form);
      const Jws jws = parse_jws(sample.token).value();
      EXPECT_EQ(key.thumbprint(), read(sample.jwk).thumbprint()) << form;
      EXPECT_TRUE(key.is_for(*parse_algorithm(sample.algorithm))) << sample.algorithm << form;
      EXPECT_TRUE(verify(key, jws)) << sample.algorithm << form;
      Jws other = jws;
      other.signing_input += "x";
      EXPECT_FALSE(verify(key, other)) << sample.algorithm;
      for (const size_t at : {size_t{0}, jws.signature.size() / 2, jws.signature.size() - 1}) {
        other = jws;
        other.signature[at] = static_cast<char>(other.signature[at] ^ 1);
        EXPECT_FALSE(verify(key, other)) << sample.algorithm << at;
      }
      for (const size_t size : {size_t{0}, size_t{1}, jws.signature.size() - 1, jws.signature.size() + 1}) {
        other = jws;
        other.signature.resize(size);
        EXPECT_FALSE(verify(key, other)) << sample.algorithm << size;
      }
    }
}

/// The header says by which one; a signature of another, and a key of another type, do not pass.
TEST(Algorithms, AreNotTakenForOneAnother) {
  for (const Sample& sample : samples)
    for (const Sample& other : samples) {
      const bool is_same_scheme = sample.algorithm == other.algorithm ||
                                  (sample.jwk == other.jwk && sample.jwk == partner_samples::ed25519_jwk);
      EXPECT_EQ(verify(read(sample.jwk), relabelled(sample, other.algorithm)), is_same_scheme)
          << sample.algorithm << " as " << other.algorithm;
      EXPECT_EQ(verify(read(other.jwk), parse_jws(sample.token).value()), sample.jwk == other.jwk)
          << sample.algorithm << " by the key of " << other.algorithm;
    }
  for (const auto* name : {"none", "HS256", "HS384", "HS512", "rs256", "ES256K", ""})
    for (const Sample& sample : samples) EXPECT_FALSE(verify(read(sample.jwk), relabelled(sample, name))) << name;
}

/// RFC 7517 §4.4
TEST(Algorithms, AreBoundByTheKeysOwn) {
  for (const Sample& sample : samples)
    for (const Sample& other : samples) {
      if (sample.jwk != other.jwk) continue;
      const PublicKey key = read(changed(sample.jwk, "alg", other.algorithm));
      EXPECT_EQ(key.algorithms(), std::vector{*parse_algorithm(other.algorithm)});
      EXPECT_EQ(verify(key, parse_jws(sample.token).value()), sample.algorithm == other.algorithm)
          << sample.algorithm << " by a key for " << other.algorithm;
    }
}

TEST(Algorithms, OfAKeyWithoutAnAlgAreThoseOfItsType) {
  const auto names = [](std::string_view key) { return alternatives(read(key).algorithms()); };
  EXPECT_EQ(names(partner_samples::rsa_jwk), "RS256, RS384, RS512, PS256, PS384 or PS512");
  EXPECT_EQ(names(partner_samples::p256_spki), "ES256");
  EXPECT_EQ(names(partner_samples::p384_certificate), "ES384");
  EXPECT_EQ(names(partner_samples::p521_jwk), "ES512");
  EXPECT_EQ(names(partner_samples::ed25519_spki), "EdDSA or Ed25519");
}

/// RFC 7518 §3.5
TEST(Algorithms, OfPssWantASaltAsLongAsTheDigest) {
  const PublicKey key = read(partner_samples::rsa_jwk);
  EXPECT_FALSE(verify(key, parse_jws(partner_samples::ps256_of_longest_salt).value()));
  EXPECT_FALSE(verify(key, parse_jws(partner_samples::ps256_without_salt).value()));
}

/// RFC 7518 §3.4: both numbers at their full length, never as ASN.1.
TEST(Algorithms, OfEcdsaWantBothNumbersFromOneUpToTheOrder) {
  for (const Sample& sample : samples) {
    if (!sample.algorithm.starts_with("ES")) continue;
    const PublicKey key = read(sample.jwk);
    const size_t half = parse_jws(sample.token)->signature.size() / 2;
    for (const char filling : {'\0', '\xff'})
      for (const size_t at : {size_t{0}, half}) {
        Jws jws = parse_jws(sample.token).value();
        jws.signature.replace(at, half, std::string(half, filling));
        EXPECT_FALSE(verify(key, jws)) << sample.algorithm << at;
      }
  }
}

/// A token that is known to verify under a key says nothing of the same numbers for another algorithm.
TEST(Algorithms, AreToldApartByTheMemoryOfTokens) {
  KnownTokens tokens;
  const auto& sample =
      *std::find_if(samples.begin(), samples.end(), [](const Sample& s) { return s.algorithm == "PS384"; });
  const auto token = tokens.parse(sample.token);
  ASSERT_TRUE(tokens.verify(read(changed(sample.jwk, "alg", "PS384")), token));
  EXPECT_TRUE(tokens.verify(read(sample.spki), token));
  EXPECT_FALSE(tokens.verify(read(changed(sample.jwk, "alg", "PS256")), token));
  EXPECT_FALSE(tokens.verify(read(changed(sample.jwk, "alg", "RS384")), token));
}

}  // namespace understudy::crypto
