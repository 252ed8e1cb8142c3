// RSA keys that follow from a seed.
#include <future>
#include <system_error>
#include <thread>

#include "crypto/key_material.h"
#include "crypto/prime.h"
#include "crypto/seed_stream.h"

namespace understudy::crypto {

namespace {

/// Two threads, each beginning with one prime and then helping with the other. Where no second thread is to be had, the
/// outcome is the same.
void search_both(PrimeSearch& p, PrimeSearch& q) {
  std::future<void> other_thread;
  try {
    if (std::thread::hardware_concurrency() > 1)
      other_thread = std::async(std::launch::async, [&] {
        q.join_in();
        p.join_in();
      });
  } catch (const std::system_error&) {
  }
  p.join_in();
  q.join_in();
  if (other_thread.valid()) other_thread.get();
}

}  // namespace

Key Key::rsa_from_seed(std::string_view seed) {
  PrimeSearch p(SeedStream("understudy RSA p", seed));
  PrimeSearch q(SeedStream("understudy RSA q", seed));
  search_both(p, q);
  return Key(Material::of(rsa_parts_of_primes(p.take_prime(), q.take_prime(), rsa_public_exponent)));
}

Key Key::p256_from_seed(std::string_view seed) {
  // 64 bits more than the order has, so that the rest is as good as evenly spread (FIPS 186-5 §A.2.1).
  const OwnedNumber scalar = number_of(SeedStream("understudy P-256", seed).read(40));
  const OwnedNumberContext context = new_number_context();
  const OwnedNumber largest(must(BN_dup(EC_GROUP_get0_order(p256_group()))));
  must(BN_sub_word(largest.get(), 1));
  must(BN_nnmod(scalar.get(), scalar.get(), largest.get(), context.get()));
  must(BN_add_word(scalar.get(), 1));
  return Key(Material::of(p256_parts_of_scalar(bytes_of(scalar.get()))));
}

Key Key::ed25519_from_seed(std::string_view seed) {
  return Key(Material::of(ed25519_parts_of_seed(SeedStream("understudy Ed25519", seed).read(32))));
}

}  // namespace understudy::crypto
