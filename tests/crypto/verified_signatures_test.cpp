#include "crypto/verified_signatures.h"

#include <chrono>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "crypto/vectors.h"

namespace understudy::crypto {

namespace {

using Clock = std::chrono::steady_clock;

const Key& rsa_key() {
  static const Key key = Key::parse_private(vectors::rfc7515_rsa_key).value();
  return key;
}

Jws signed_by(const Key& key, std::string input) {
  std::string signature = key.sign(input);
  return {Json(), Json(), std::move(input), std::move(signature)};
}

TEST(VerifiedSignatures, SayWhatTheKeySays) {
  VerifiedSignatures verified;
  const Jws good = *parse_jws(vectors::rfc7515_rsa_token);
  Jws bad = good;
  bad.signature[100] = static_cast<char>(bad.signature[100] ^ 1);
  for (int round = 0; round < 3; ++round) {
    EXPECT_TRUE(verified.verify(rsa_key(), good)) << round;
    EXPECT_FALSE(verified.verify(rsa_key(), bad)) << round;
  }
}

TEST(VerifiedSignatures, DoNotMistakeOneVerificationForAnother) {
  VerifiedSignatures verified;
  const Key key = Key::ed25519_from_seed("one");
  const Jws good = signed_by(key, "header.payload");
  ASSERT_TRUE(verified.verify(key, good));

  EXPECT_FALSE(verified.verify(Key::ed25519_from_seed("two"), good));
  EXPECT_FALSE(verified.verify(Key::p256_from_seed("one"), good));
  EXPECT_FALSE(verified.verify(rsa_key(), good));
  Jws other = good;
  other.signing_input = "header.Payload";
  EXPECT_FALSE(verified.verify(key, other));
  // The same bytes in a row, parted elsewhere
  other = good;
  other.signing_input = other.signature.back() + good.signing_input;
  other.signature.pop_back();
  EXPECT_FALSE(verified.verify(key, other));
  other = good;
  other.signature += other.signing_input.front();
  other.signing_input.erase(0, 1);
  EXPECT_FALSE(verified.verify(key, other));
  EXPECT_TRUE(verified.verify(key, good));
}

TEST(VerifiedSignatures, KnowTheKeyByItsNumbersNotByItsHandle) {
  VerifiedSignatures verified;
  const Jws good = signed_by(Key::ed25519_from_seed("one"), "header.payload");
  EXPECT_TRUE(verified.verify(Key::ed25519_from_seed("one"), good));
  EXPECT_TRUE(verified.verify(Key::ed25519_from_seed("one"), good));
}

TEST(VerifiedSignatures, AreMuchFasterOnARepeat) {
  VerifiedSignatures verified;
  const Key key = Key::ed25519_from_seed("fast");
  const Jws good = signed_by(key, "header.payload");
  ASSERT_TRUE(verified.verify(key, good));
  constexpr int repeats = 500;
  const auto start = Clock::now();
  for (int i = 0; i < repeats; ++i) ASSERT_TRUE(key.verify(good.signing_input, good.signature));
  const auto middle = Clock::now();
  for (int i = 0; i < repeats; ++i) ASSERT_TRUE(verified.verify(key, good));
  EXPECT_LT((Clock::now() - middle) * 3, middle - start);
}

TEST(VerifiedSignatures, StayRightBeyondTheirSize) {
  VerifiedSignatures verified;
  const Key key = Key::p256_from_seed("many");
  std::vector<Jws> all;
  for (int i = 0; i < 4'500; ++i) all.push_back(signed_by(key, std::to_string(i)));
  for (const Jws& good : all) ASSERT_TRUE(verified.verify(key, good)) << good.signing_input;
  for (size_t i = 0; i < 50; ++i) {
    ASSERT_TRUE(verified.verify(key, all[i])) << i;
    Jws bad = all[i];
    bad.signature = all[i + 1].signature;
    ASSERT_FALSE(verified.verify(key, bad)) << i;
  }
}

TEST(VerifiedSignatures, MayBeAskedByManyThreads) {
  VerifiedSignatures verified;
  std::vector<int> wrong(6);
  std::vector<std::thread> threads;
  for (auto& count : wrong)
    threads.emplace_back([&] {
      const Key key = Key::ed25519_from_seed("threads");
      for (int i = 0; i < 40; ++i) {
        Jws jws = signed_by(key, std::to_string(i));
        if (!verified.verify(key, jws) || !verified.verify(key, jws)) ++count;
        jws.signing_input += 'x';
        if (verified.verify(key, jws)) ++count;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(6));
}

}  // namespace

}  // namespace understudy::crypto
