#include "crypto/sealed_text.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "crypto/digest.h"

namespace understudy::crypto {

namespace {

const std::string secret = "a secret";
const std::string iv(16, '\x07');
const std::string text = R"({"UserEmail":"dora@acme.test","IsOperator":false})";

TEST(SealedText, OpensForWhoHasTheSecret) {
  for (size_t size = 0; size < 100; ++size) {
    const std::string any(size, 'x');
    EXPECT_EQ(unseal(secret, seal(secret, iv, any)), any) << size;
  }
}

TEST(SealedText, RepeatsItself) {
  EXPECT_EQ(seal(secret, iv, text), seal(secret, iv, text));
  EXPECT_NE(seal(secret, iv, text), seal(secret, std::string(16, '\x08'), text));
  EXPECT_EQ(to_hex(sha256(seal(secret, iv, text))), "62b97701a4c1f25c08c945e2558ea25bdbb135257b70ca08f151ef7ceaaa707d");
}

TEST(SealedText, HidesItsText) { EXPECT_EQ(seal(secret, iv, text).find("dora"), std::string::npos); }

TEST(SealedText, NeedsItsSecret) {
  EXPECT_EQ(unseal("another secret", seal(secret, iv, text)), std::nullopt);
  EXPECT_EQ(unseal("", seal(secret, iv, text)), std::nullopt);
}

TEST(SealedText, IsRefusedWithAnyBitChanged) {
  const std::string sealed = seal(secret, iv, text);
  for (size_t i = 0; i < sealed.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = sealed;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      EXPECT_EQ(unseal(secret, changed), std::nullopt) << "byte " << i << ", bit " << bit;
    }
}

TEST(SealedText, IsRefusedWhenCutOrLengthened) {
  const std::string sealed = seal(secret, iv, text);
  for (size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_EQ(unseal(secret, sealed.substr(0, size)), std::nullopt) << "cut to " << size;
    EXPECT_EQ(unseal(secret, sealed.substr(sealed.size() - size)), std::nullopt) << "the last " << size;
  }
  EXPECT_EQ(unseal(secret, sealed + std::string(16, '\0')), std::nullopt);
  EXPECT_EQ(unseal(secret, sealed + sealed), std::nullopt);
}

TEST(SealedText, IsRefusedWithBlocksSwapped) {
  const std::string sealed = seal(secret, iv, text);
  for (size_t a = 0; a < sealed.size(); a += 16)
    for (size_t b = a + 16; b < sealed.size(); b += 16) {
      std::string swapped = sealed;
      swapped.replace(a, 16, sealed, b, 16);
      swapped.replace(b, 16, sealed, a, 16);
      EXPECT_EQ(unseal(secret, swapped), std::nullopt) << a << " and " << b;
    }
}

TEST(SealedText, IsRefusedWithAPartOfAnother) {
  const std::string one = seal(secret, iv, text);
  const std::string other = seal(secret, std::string(16, '\x08'), text);
  ASSERT_EQ(one.size(), other.size());
  for (size_t at = 16; at < one.size(); at += 16)
    EXPECT_EQ(unseal(secret, one.substr(0, at) + other.substr(at)), std::nullopt) << at;
}

TEST(SealedText, IsRefusedWhenTooLong) { EXPECT_EQ(unseal(secret, std::string(1024 * 1024, 'x')), std::nullopt); }

}  // namespace

}  // namespace understudy::crypto
