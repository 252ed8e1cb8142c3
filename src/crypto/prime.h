// The search for a prime of 1,024 bits whose outcome a seed fixes: the first prime of a sequence of candidates. It uses
// none of OpenSSL's random numbers and none of its prime tests, so no version of OpenSSL can change what comes out.
#pragma once

#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "crypto/owned.h"
#include "crypto/seed_stream.h"

namespace understudy::crypto {

/// The public exponent of all derived RSA keys.
constexpr unsigned rsa_public_exponent = 65537;

/// Any number of threads may join in one search; how many do changes nothing but the time that it takes.
class PrimeSearch {
 public:
  explicit PrimeSearch(SeedStream starts) : starts_(std::move(starts)) {}

  /// Tests candidates until none before the first known prime is left to hand out.
  void join_in();

  /// Once every thread that joined in is done: a prime p with p mod 4 = 3, its two highest bits set, and p - 1 without
  /// a factor in common with the public exponent.
  OwnedNumber take_prime() { return std::move(prime_); }

 private:
  struct Candidate {
    OwnedNumber number;
    size_t place;
  };
  std::optional<Candidate> next_candidate();
  void open_window();
  void report_prime(Candidate candidate);

  std::mutex mutex_;
  SeedStream starts_;
  OwnedNumber window_start_;
  std::vector<bool> composite_;  ///< of the numbers window_start_ + 4 i, for each i
  size_t next_in_window_ = 0;
  size_t candidates_handed_out_ = 0;
  OwnedNumber prime_;
  size_t place_of_prime_ = 0;
};

/// True for every prime n above 7 with n mod 4 = 3, false for nearly every other such number; made for numbers drawn at
/// random, not for those that somebody chose to pass.
bool is_probably_prime(const BIGNUM* n, BN_CTX* context);

}  // namespace understudy::crypto
