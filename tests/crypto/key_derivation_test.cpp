#include <gtest/gtest.h>
#include <openssl/pem.h>

#include "base/encoding.h"
#include "crypto/digest.h"
#include "crypto/key.h"
#include "crypto/owned.h"

namespace understudy::crypto {

namespace {

OwnedPkey read_by_openssl(const std::string& pem) {
  const OwnedBio bio(must(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))));
  return OwnedPkey(must(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr)));
}

int openssl_check(const Key& key) {
  const OwnedPkey pkey = read_by_openssl(key.private_pem());
  const OwnedPkeyContext context(must(EVP_PKEY_CTX_new(pkey.get(), nullptr)));
  return EVP_PKEY_check(context.get());
}

struct Derived {
  std::string_view seed, rsa, rsa_private_half, p256, ed25519;
};

// Whoever changes these changes every key id and every token of every user's tests.
constexpr Derived derived_keys[] = {
    {"", "usHpar19ulHjmc9VcpkhelHeTDyDDo7_IMKALI2byds",
     "27bf9d3426a15bc4c2b5e1d773e4a2102d7c94bf65246b3b80b269f7737646ec", "HCCDCkWFfCHUpO9SlRXDiHLp5Kzs4cnGjHtk3RL8EZY",
     "hoI-Ll-fDGyZ7Oo9fNKhT9zKJ9-BGHDBcnm4-5tflsU"},
    {"demo", "qgHtCmU5OldWtZdIrNJ4ryHDr40DOdwOqGWIqXiUk8A",
     "f57a07d5134fa2c80f0b20b02e1fad1718a697a8001bcfb10ce2f645ff0c620b", "cVQCrz_iaxf-dWXUxMCeeAeogYU8uMsevXAOsIN8Glc",
     "l2CitwJYMmMxGMjIykih44Zgra5XtlhG2JCiN65oErM"},
    {"understudy", "zTb-alMPsypAveejzZgUM9hrQ3klguTgVZ3poFnbve4",
     "abb3e1160eb14ed739f4f2e1915700b2744e4951780ac3db65f8c4d789d988ae", "mdlP8N7v2Guxu62Pnaawf1CI5QFoGgyk6i5huJ_O1Rs",
     "XwW4FBetQ_T6w52amocxkCglMaiiID2S3mqj-UgH6mA"},
    {"a longer seed, with spaces", "umBCCSKVgeh7UWxo5BKkauotkGbDfbPMCkzorDFZ3kY",
     "cedc38689cab55aa8cfd03d2727939a950adf794ce1c19ec24e69da85da2e7d2", "Vcli_bRyfDFwGQH8GJiXlRD38uuwUErDmE7OSzYpvQk",
     "Q_CB_82XCs284SncFGW9o4QOE3BJMMNhktdnB1Cq0vc"},
};

TEST(KeyDerivation, GivesTheSameKeysForEver) {
  for (const auto& row : derived_keys) {
    const Key rsa = Key::rsa_from_seed(row.seed);
    EXPECT_EQ(rsa.thumbprint(), row.rsa) << row.seed;
    EXPECT_EQ(to_hex(sha256(rsa.private_pem())), row.rsa_private_half) << row.seed;
    EXPECT_EQ(Key::p256_from_seed(row.seed).thumbprint(), row.p256) << row.seed;
    EXPECT_EQ(Key::ed25519_from_seed(row.seed).thumbprint(), row.ed25519) << row.seed;
  }
}

TEST(KeyDerivation, GivesKeysThatPassOpenSslsOwnCheck) {
  for (const auto* seed : {"one", "two", "three"}) {
    EXPECT_EQ(openssl_check(Key::rsa_from_seed(seed)), 1) << seed;
    EXPECT_EQ(openssl_check(Key::p256_from_seed(seed)), 1) << seed;
    EXPECT_EQ(openssl_check(Key::ed25519_from_seed(seed)), 1) << seed;
  }
}

TEST(KeyDerivation, GivesRsaKeysOf2048BitsWithTheUsualExponent) {
  for (int i = 0; i < 5; ++i) {
    const Key key = Key::rsa_from_seed(std::to_string(i));
    const Json jwk = key.public_jwk("k");
    const auto modulus = from_base64url(jwk.text_at("n"));
    ASSERT_TRUE(modulus);
    EXPECT_EQ(modulus->size(), 256U);
    EXPECT_GE(static_cast<unsigned char>(modulus->front()), 0x80);
    EXPECT_EQ(jwk.text_at("e"), "AQAB");
  }
}

TEST(KeyDerivation, TakesSeedsOfAnyBytes) {
  const std::string_view with_nul("a\0b", 3);
  EXPECT_NE(Key::p256_from_seed(with_nul).thumbprint(), Key::p256_from_seed("a").thumbprint());
  EXPECT_NE(Key::ed25519_from_seed("\xff").thumbprint(), Key::ed25519_from_seed("\xfe").thumbprint());
  EXPECT_EQ(Key::ed25519_from_seed(std::string(100'000, 'x')).thumbprint().size(), 43U);
}

}  // namespace

}  // namespace understudy::crypto
