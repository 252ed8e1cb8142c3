#include "crypto/modulus.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace understudy::crypto {

namespace {

/// The greatest whole number whose square is at most `number`, by Newton's method from above.
OwnedNumber square_root(const BIGNUM* number, BN_CTX* context) {
  OwnedNumber root = new_number();
  OwnedNumber next = new_number();
  must(BN_set_bit(root.get(), (BN_num_bits(number) + 1) / 2));
  for (;;) {
    must(BN_div(next.get(), nullptr, number, root.get(), context));
    must(BN_add(next.get(), next.get(), root.get()));
    halve(next.get());
    if (BN_cmp(next.get(), root.get()) >= 0) return root;
    std::swap(root, next);
  }
}

OwnedNumber square(const BIGNUM* number, BN_CTX* context) {
  OwnedNumber result = new_number();
  must(BN_sqr(result.get(), number, context));
  return result;
}

bool is_square(const BIGNUM* number, BN_CTX* context) {
  // Modulo 16 squares leave these rests alone, so that few others cost a root.
  const BN_ULONG rest = BN_mod_word(number, 16);
  if (rest != 0 && rest != 1 && rest != 4 && rest != 9) return false;
  return BN_cmp(square(square_root(number, context).get(), context).get(), number) == 0;
}

/// Fermat: n = a² - b² = (a - b)(a + b), with a just above the root of n where the factors are close.
bool has_close_factors(const BIGNUM* n, BN_CTX* context) {
  constexpr int rounds = 100;
  const OwnedNumber a = square_root(n, context);
  for (int round = 0; round < rounds; ++round) {
    must(BN_add_word(a.get(), 1));
    const OwnedNumber b2 = square(a.get(), context);
    must(BN_sub(b2.get(), b2.get(), n));
    if (is_square(b2.get(), context)) return true;
  }
  return false;
}

/// The primes below 2^16, by the sieve of Eratosthenes.
std::vector<BN_ULONG> small_primes() {
  constexpr size_t end = size_t{1} << 16;
  std::vector<bool> is_composite(end);
  std::vector<BN_ULONG> primes;
  for (size_t number = 2; number < end; ++number) {
    if (is_composite[number]) continue;
    primes.push_back(number);
    for (size_t multiple = number * number; multiple < end; multiple += number) is_composite[multiple] = true;
  }
  return primes;
}

bool has_small_factor(const BIGNUM* n) {
  static const std::vector<BN_ULONG> primes = small_primes();
  return std::any_of(primes.begin(), primes.end(), [n](BN_ULONG prime) { return BN_mod_word(n, prime) == 0; });
}

}  // namespace

bool is_easily_factored(const RsaPublicParts& parts) {
  if (has_small_factor(parts.n.get())) return true;
  const OwnedPkey pkey = assemble(parts);
  const OwnedPkeyContext checked(must(EVP_PKEY_CTX_new(pkey.get(), nullptr)));
  const bool good = EVP_PKEY_public_check(checked.get()) == 1;
  ERR_clear_error();
  return !good || has_close_factors(parts.n.get(), new_number_context().get());
}

}  // namespace understudy::crypto
