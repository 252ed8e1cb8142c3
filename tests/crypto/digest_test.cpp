#include "crypto/digest.h"

#include <gtest/gtest.h>

#include "base/encoding.h"

namespace understudy::crypto {

namespace {

TEST(Sha256, MatchesThePublishedVectors) {
  // FIPS 180-4 examples and the empty message
  const struct {
    std::string message;
    std::string_view digest;
  } rows[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const auto& row : rows) EXPECT_EQ(to_hex(sha256(row.message)), row.digest) << row.message.substr(0, 60);
}

TEST(Sha256, OfPartsIsThatOfThePartsJoined) {
  EXPECT_EQ(sha256_of_parts({"ab", "", "c"}), sha256("abc"));
  EXPECT_EQ(sha256_of_parts({}), sha256(""));
}

TEST(HmacSha256, MatchesRfc4231) {
  const struct {
    std::string key, message;
    std::string_view digest;
  } rows[] = {
      {std::string(20, '\x0b'), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {*from_hex("0102030405060708090a0b0c0d0e0f10111213141516171819"), std::string(50, '\xcd'),
       "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
  };
  for (const auto& row : rows) EXPECT_EQ(to_hex(hmac_sha256(row.key, row.message)), row.digest) << row.message;
}

TEST(HmacSha256, TakesAKeyOfExactlyOneBlockAsItIs) {
  const std::string block(64, 'k');
  EXPECT_NE(hmac_sha256(block, "message"), hmac_sha256(sha256(block), "message"));
  EXPECT_EQ(hmac_sha256(block + "k", "message"), hmac_sha256(sha256(block + "k"), "message"));
}

TEST(HmacSha1, MatchesRfc2202) {
  const struct {
    std::string key, message;
    std::string_view digest;
  } rows[] = {
      {std::string(20, '\x0b'), "Hi There", "b617318655057264e28bc0b6fb378c8ef146be00"},
      {"Jefe", "what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'), "125d7342b9ac11cd91a39af48aa17b4f63f175d3"},
      {std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "aa4ae5e15272d00e95705637ce8a3b55ed402112"},
  };
  for (const auto& row : rows) EXPECT_EQ(to_hex(hmac_sha1(row.key, row.message)), row.digest) << row.message;
}

TEST(EqualInConstantTime, ComparesLengthAndBytes) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
  EXPECT_FALSE(equal_in_constant_time("secret", "Secret"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secreT"));
  EXPECT_FALSE(equal_in_constant_time("secret", "secrets"));
  EXPECT_FALSE(equal_in_constant_time("secret", ""));
  EXPECT_FALSE(equal_in_constant_time(std::string_view("a\0b", 3), std::string_view("a\0c", 3)));
}

}  // namespace

}  // namespace understudy::crypto
