#include "crypto/known_tokens.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/vectors.h"

namespace understudy::crypto {

namespace {

const Key& rsa_key() {
  static const Key key = Key::parse_private(vectors::rfc7515_rsa_key).value();
  return key;
}

std::string token_of(const Key& key, std::string_view subject) {
  return sign({key, usual_header(key, "k"), Json::object({{"sub", subject}})});
}

/// Well formed, with another signature.
std::string with_bad_signature(std::string_view token) {
  const size_t start = token.rfind('.') + 1;
  std::string signature = from_base64url(token.substr(start)).value();
  signature[signature.size() / 2] = static_cast<char>(signature[signature.size() / 2] ^ 1);
  return cat({token.substr(0, start), to_base64url(signature)});
}

/// Only what is remembered comes back as the same object.
bool remembers(KnownTokens& tokens, std::string_view token) { return tokens.parse(token) == tokens.parse(token); }

bool verify(KnownTokens& tokens, const PublicKey& key, std::string_view token) {
  return tokens.verify(key, tokens.parse(token));
}

TEST(KnownTokens, TakeATokenApartAsParseJwsDoes) {
  KnownTokens tokens;
  for (int round = 0; round < 3; ++round) {
    const auto token = tokens.parse(vectors::rfc7515_rsa_token);
    ASSERT_NE(token, nullptr);
    const Jws right = parse_jws(vectors::rfc7515_rsa_token).value();
    EXPECT_EQ(token->compact, vectors::rfc7515_rsa_token) << round;
    EXPECT_EQ(token->jws.header, right.header) << round;
    EXPECT_EQ(token->jws.payload, right.payload) << round;
    EXPECT_EQ(token->jws.signing_input, right.signing_input) << round;
    EXPECT_EQ(token->jws.signature, right.signature) << round;
    EXPECT_TRUE(tokens.verify(rsa_key(), token)) << round;
  }
}

TEST(KnownTokens, TellWhyATextIsNoToken) {
  KnownTokens tokens;
  for (const auto* text : {"", ".", "..", "e30.e30", "e30.e30.A", "e30.e30.QQ=="}) {
    std::string expected;
    std::string why;
    EXPECT_FALSE(parse_jws(text, &expected)) << text;
    EXPECT_EQ(tokens.parse(text, &why), nullptr) << text;
    EXPECT_EQ(why, expected) << text;
    EXPECT_EQ(tokens.parse(text), nullptr) << text;
  }
}

TEST(KnownTokens, SayWhatTheKeySays) {
  KnownTokens tokens;
  const std::string bad = with_bad_signature(vectors::rfc7515_rsa_token);
  for (int round = 0; round < 3; ++round) {
    EXPECT_TRUE(verify(tokens, rsa_key(), vectors::rfc7515_rsa_token)) << round;
    EXPECT_FALSE(verify(tokens, rsa_key(), bad)) << round;
  }
}

TEST(KnownTokens, RememberOnlyWhatVerified) {
  KnownTokens tokens;
  const Key key = Key::ed25519_from_seed("one");
  const std::string good = token_of(key, "u");
  const std::string bad = with_bad_signature(good);
  EXPECT_FALSE(remembers(tokens, good));
  EXPECT_FALSE(verify(tokens, Key::ed25519_from_seed("two"), good));
  EXPECT_FALSE(remembers(tokens, good));
  EXPECT_FALSE(verify(tokens, key, bad));
  EXPECT_FALSE(remembers(tokens, bad));
  EXPECT_TRUE(verify(tokens, key, good));
  EXPECT_TRUE(remembers(tokens, good));
}

TEST(KnownTokens, DoNotMistakeOneTokenOrKeyForAnother) {
  KnownTokens tokens;
  const Key key = Key::ed25519_from_seed("one");
  const std::string good = token_of(key, "u");
  ASSERT_TRUE(verify(tokens, key, good));

  EXPECT_FALSE(verify(tokens, Key::ed25519_from_seed("two"), good));
  EXPECT_FALSE(verify(tokens, Key::p256_from_seed("one"), good));
  EXPECT_FALSE(verify(tokens, rsa_key(), good));
  // The same signature, and so the same bucket, below other claims
  const std::string other = token_of(key, "other");
  const std::string forged = cat({other.substr(0, other.rfind('.')), good.substr(good.rfind('.'))});
  EXPECT_FALSE(verify(tokens, key, forged));
  EXPECT_EQ(tokens.parse(forged)->jws.payload.text_at("sub"), "other");
  // Every other text of the same length
  for (size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto token = tokens.parse(changed);
    if (token != nullptr) {
      EXPECT_FALSE(tokens.verify(key, token)) << changed;
    }
  }
  EXPECT_TRUE(verify(tokens, key, good));
  EXPECT_TRUE(remembers(tokens, good));
}

TEST(KnownTokens, KnowTheKeyByItsNumbersNotByItsHandle) {
  KnownTokens tokens;
  const Key key = Key::ed25519_from_seed("one");
  const auto token = tokens.parse(token_of(key, "u"));
  ASSERT_TRUE(tokens.verify(key, token));
  // With a signature that no key verifies, only the memory can say yes.
  const auto hollow = std::make_shared<const KnownToken>(KnownToken{token->compact, {}});
  EXPECT_TRUE(tokens.verify(Key::ed25519_from_seed("one"), hollow));
  EXPECT_TRUE(tokens.verify(PublicKey::parse_public(key.public_pem()).value(), hollow));
  EXPECT_FALSE(tokens.verify(Key::ed25519_from_seed("two"), hollow));
}

TEST(KnownTokens, GiveATokenOnePlaceWhicheverKeyVerifiedIt) {
  KnownTokens tokens;
  const Key one = Key::ed25519_from_seed("one");
  const Key two = Key::ed25519_from_seed("two");
  const auto token = tokens.parse(token_of(one, "u"));
  auto other_jws = parse_jws(token_of(two, "u")).value();
  const auto other = std::make_shared<const KnownToken>(KnownToken{token->compact, std::move(other_jws)});
  for (int round = 0; round < 10; ++round) {
    EXPECT_TRUE(tokens.verify(one, token)) << round;
    EXPECT_EQ(tokens.parse(token->compact), token) << round;
    EXPECT_TRUE(tokens.verify(two, other)) << round;
    EXPECT_EQ(tokens.parse(token->compact), other) << round;
  }
}

TEST(KnownTokens, DoNotRememberLongOnes) {
  KnownTokens tokens;
  const Key key = Key::ed25519_from_seed("long");
  const std::string frame = token_of(key, "");
  // The longest subject whose token has at most 2 KiB, and one byte more
  size_t longest = (2 * 1024 - frame.size()) / 4 * 3;
  while (token_of(key, std::string(longest, 'x')).size() <= 2 * 1024) ++longest;
  const std::string fits = token_of(key, std::string(longest - 1, 'x'));
  const std::string does_not = token_of(key, std::string(longest, 'x'));
  EXPECT_TRUE(verify(tokens, key, fits));
  EXPECT_TRUE(remembers(tokens, fits));
  for (int round = 0; round < 3; ++round) EXPECT_TRUE(verify(tokens, key, does_not)) << round;
  EXPECT_FALSE(remembers(tokens, does_not));
  EXPECT_FALSE(verify(tokens, key, with_bad_signature(does_not)));
}

TEST(KnownTokens, StayRightAndBoundedBeyondTheirSize) {
  KnownTokens tokens;
  const Key key = Key::ed25519_from_seed("many");
  std::vector<std::string> all;
  for (int i = 0; i < 3'000; ++i) all.push_back(token_of(key, std::to_string(i)));
  for (const auto& token : all) {
    ASSERT_TRUE(verify(tokens, key, token)) << token;
    ASSERT_TRUE(remembers(tokens, token)) << token;
  }
  const auto kept = std::count_if(all.begin(), all.end(), [&](const auto& token) { return remembers(tokens, token); });
  EXPECT_LE(kept, 1'024);
  EXPECT_GT(kept, 1'000);
  for (size_t i = 0; i < 50; ++i) {
    ASSERT_TRUE(verify(tokens, key, all[i])) << i;
    ASSERT_FALSE(verify(tokens, key, with_bad_signature(all[i]))) << i;
  }
}

TEST(KnownTokens, KeepATokenThatAnybodyHoldsOn) {
  KnownTokens tokens;
  const Key key = Key::ed25519_from_seed("held");
  const std::string text = token_of(key, "first");
  const auto held = tokens.parse(text);
  ASSERT_TRUE(tokens.verify(key, held));
  for (int i = 0; remembers(tokens, text); ++i) {
    ASSERT_LT(i, 20'000);
    ASSERT_TRUE(verify(tokens, key, token_of(key, std::to_string(i))));
  }
  EXPECT_EQ(held->compact, text);
  EXPECT_TRUE(tokens.verify(key, held));
  EXPECT_EQ(tokens.parse(text), held);
}

TEST(KnownTokens, MayBeAskedByManyThreads) {
  KnownTokens tokens;
  const Key key = Key::ed25519_from_seed("threads");
  std::vector<std::string> all;
  for (int i = 0; i < 1'500; ++i) all.push_back(token_of(key, std::to_string(i)));
  std::vector<int> wrong(4);
  std::vector<std::thread> threads;
  for (auto& count : wrong)
    threads.emplace_back([&] {
      const Key own = Key::ed25519_from_seed("threads");
      const Key other = Key::ed25519_from_seed("another");
      for (const auto& text : all) {
        const auto token = tokens.parse(text);
        if (token->compact != text || !tokens.verify(own, token) || !tokens.verify(own, token)) ++count;
      }
      for (size_t i = 0; i < 50; ++i)
        if (verify(tokens, other, all[i]) || verify(tokens, own, with_bad_signature(all[i]))) ++count;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4));
}

}  // namespace

}  // namespace understudy::crypto
