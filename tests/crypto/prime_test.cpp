#include "crypto/prime.h"

#include <gtest/gtest.h>
#include <thread>

#include "base/encoding.h"
#include "crypto/key_parts.h"

namespace understudy::crypto {

namespace {

std::string prime_found_by(int threads, std::string_view seed) {
  PrimeSearch search(SeedStream("prime test", seed));
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back([&] { search.join_in(); });
  search.join_in();
  for (auto& other : others) other.join();
  return to_hex(bytes_of(search.take_prime().get()));
}

bool is_prime_by_division(unsigned n) {
  for (unsigned divisor = 2; divisor * divisor <= n; ++divisor)
    if (n % divisor == 0) return false;
  return true;
}

TEST(SeedStream, IsTheSameHoweverItIsRead) {
  SeedStream whole("purpose", "seed");
  SeedStream pieces("purpose", "seed");
  const std::string expected = whole.read(200);
  std::string joined;
  for (const size_t size : {0, 1, 31, 32, 33, 64, 39}) joined += pieces.read(size);
  EXPECT_EQ(joined, expected);
}

TEST(SeedStream, DiffersByPurposeAndSeed) {
  const std::string bytes = SeedStream("purpose", "seed").read(32);
  EXPECT_NE(bytes, SeedStream("purpose", "Seed").read(32));
  EXPECT_NE(bytes, SeedStream("Purpose", "seed").read(32));
  EXPECT_NE(bytes, SeedStream("purposes", "eed").read(32));
  EXPECT_NE(bytes, SeedStream("purpose", "").read(32));
}

TEST(PrimeTest, AgreesWithTrialDivision) {
  const OwnedNumberContext context = new_number_context();
  const OwnedNumber number = new_number();
  for (unsigned n = 11; n < 100'000; n += 4) {
    must(BN_set_word(number.get(), n));
    ASSERT_EQ(is_probably_prime(number.get(), context.get()), is_prime_by_division(n)) << n;
  }
}

TEST(PrimeSearch, FindsTheSamePrimeWithAnyNumberOfThreads) {
  for (const auto* seed : {"a", "b", "c"}) {
    const std::string alone = prime_found_by(1, seed);
    EXPECT_EQ(alone, prime_found_by(2, seed)) << seed;
    EXPECT_EQ(alone, prime_found_by(5, seed)) << seed;
  }
}

TEST(PrimeSearch, FindsAPrimeThatFitsAnRsaKey) {
  PrimeSearch search(SeedStream("prime test", "fits"));
  search.join_in();
  const OwnedNumber prime = search.take_prime();
  const OwnedNumberContext context = new_number_context();
  EXPECT_EQ(BN_check_prime(prime.get(), context.get(), nullptr), 1);
  EXPECT_EQ(BN_num_bits(prime.get()), 1024);
  EXPECT_TRUE(BN_is_bit_set(prime.get(), 1022));
  EXPECT_EQ(BN_mod_word(prime.get(), 4), 3U);
  EXPECT_NE(BN_mod_word(prime.get(), rsa_public_exponent), 1U);
}

}  // namespace

}  // namespace understudy::crypto
