#include "crypto/prime.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace understudy::crypto {

namespace {

constexpr int prime_bits = 1024;
/// One candidate in 355 is prime, so that one window nearly always has one.
constexpr size_t window_size = 4096;
/// Sieving further costs more time than the tests that it saves.
constexpr uint32_t sieve_limit = 1 << 16;

std::vector<uint16_t> odd_primes_below_limit() {
  std::vector<bool> composite(sieve_limit);
  std::vector<uint16_t> primes;
  for (uint32_t n = 3; n < sieve_limit; n += 2) {
    if (composite[n]) continue;
    primes.push_back(static_cast<uint16_t>(n));
    for (uint64_t multiple = uint64_t{n} * n; multiple < sieve_limit; multiple += 2 * n) composite[multiple] = true;
  }
  return primes;
}

const std::vector<uint16_t>& small_primes() {
  static const std::vector<uint16_t> primes = odd_primes_below_limit();
  return primes;
}

/// Strikes out the multiples of `prime` among start + 4 i, where start mod prime = `rest`.
void strike(std::vector<bool>& composite, uint64_t prime, uint64_t rest) {
  const uint64_t half = (prime + 1) / 2;  // the inverse of 2
  const uint64_t first = (prime - rest) * half % prime * half % prime;
  for (uint64_t i = first; i < composite.size(); i += prime) composite[i] = true;
}

/// The test of Miller and Rabin for n mod 4 = 3, where it is short: n passes where base^((n-1)/2) is 1 or n - 1.
class PrimeTest {
 public:
  PrimeTest(const BIGNUM* n, BN_CTX* context)
      : n_(n), context_(context), half_(new_number()), power_(new_number()), montgomery_(must(BN_MONT_CTX_new())) {
    must(BN_copy(half_.get(), n) != nullptr ? 1 : 0);
    halve(half_.get());
    must(BN_MONT_CTX_set(montgomery_.get(), n, context));
  }

  /// Base 2 turns nearly every candidate away, so it has its own, faster exponentiation: a product with 2 is a sum.
  bool passes_base_2() {
    BIGNUM* x = power_.get();
    must(BN_one(x));
    must(BN_to_montgomery(x, x, montgomery_.get(), context_));
    for (int bit = BN_num_bits(half_.get()) - 1; bit >= 0; --bit) {
      must(BN_mod_mul_montgomery(x, x, x, montgomery_.get(), context_));
      if (BN_is_bit_set(half_.get(), bit) != 0) must(BN_mod_add_quick(x, x, x, n_));
    }
    must(BN_from_montgomery(x, x, montgomery_.get(), context_));
    return power_is_one_or_minus_one();
  }

  bool passes(unsigned base) {
    const OwnedNumber number = new_number();
    must(BN_set_word(number.get(), base));
    must(BN_mod_exp_mont(power_.get(), number.get(), half_.get(), n_, context_, montgomery_.get()));
    return power_is_one_or_minus_one();
  }

 private:
  bool power_is_one_or_minus_one() {
    if (BN_is_one(power_.get()) != 0) return true;
    must(BN_add_word(power_.get(), 1));
    return BN_cmp(power_.get(), n_) == 0;
  }

  const BIGNUM* n_;
  BN_CTX* context_;
  OwnedNumber half_;
  OwnedNumber power_;
  OwnedMontgomery montgomery_;
};

bool fits_rsa(const BIGNUM* prime) {
  return BN_num_bits(prime) == prime_bits && BN_mod_word(prime, rsa_public_exponent) != 1;
}

}  // namespace

bool is_probably_prime(const BIGNUM* n, BN_CTX* context) {
  // A composite of this size, drawn at random, hardly ever passes even one base (Damgård, Landrock and Pomerance,
  // 1993); only primes reach the other three, so these cost little.
  PrimeTest test(n, context);
  return test.passes_base_2() && test.passes(3) && test.passes(5) && test.passes(7);
}

void PrimeSearch::join_in() {
  const OwnedNumberContext context = new_number_context();
  while (auto candidate = next_candidate())
    if (fits_rsa(candidate->number.get()) && is_probably_prime(candidate->number.get(), context.get()))
      report_prime(std::move(*candidate));
}

std::optional<PrimeSearch::Candidate> PrimeSearch::next_candidate() {
  const std::lock_guard lock(mutex_);
  if (prime_ != nullptr) return std::nullopt;
  while (next_in_window_ < composite_.size() && composite_[next_in_window_]) ++next_in_window_;
  while (next_in_window_ == composite_.size()) {
    open_window();
    while (next_in_window_ < composite_.size() && composite_[next_in_window_]) ++next_in_window_;
  }
  OwnedNumber number(must(BN_dup(window_start_.get())));
  must(BN_add_word(number.get(), 4 * next_in_window_++));
  return Candidate{std::move(number), candidates_handed_out_++};
}

void PrimeSearch::open_window() {
  std::string start = starts_.read(prime_bits / 8);
  start.front() = static_cast<char>(start.front() | 0xC0);  // so that the product of two has 2,048 bits
  start.back() = static_cast<char>(start.back() | 3);
  window_start_.reset(must(BN_bin2bn(octets(start), static_cast<int>(start.size()), nullptr)));
  composite_.assign(window_size, false);
  next_in_window_ = 0;

  // One long division serves as many primes as fit into one word.
  const auto& primes = small_primes();
  for (size_t i = 0; i < primes.size();) {
    uint64_t product = 1;
    size_t end = i;
    while (end < primes.size() && product * primes[end] <= UINT32_MAX) product *= primes[end++];
    const uint64_t rest = BN_mod_word(window_start_.get(), product);
    for (; i < end; ++i) strike(composite_, primes[i], rest % primes[i]);
  }
}

void PrimeSearch::report_prime(Candidate candidate) {
  const std::lock_guard lock(mutex_);
  // Another thread may already have found a prime that stands later in the sequence.
  if (prime_ != nullptr && place_of_prime_ < candidate.place) return;
  prime_ = std::move(candidate.number);
  place_of_prime_ = candidate.place;
}

}  // namespace understudy::crypto
