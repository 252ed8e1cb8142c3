// A memory of signatures that verified, so that a token which comes with every request costs its RSA operation once.
// Only that the signature is the key's is remembered, nothing about what the token says or whether it still counts.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "crypto/jws.h"
#include "crypto/key.h"

namespace understudy::crypto {

/// Thread-safe, of fixed size: 4,096 signatures in 130 KB. A new one takes the place of an old one.
class VerifiedSignatures {
 public:
  VerifiedSignatures();

  /// Exactly what key.verify says; a signature that does not verify is never remembered.
  bool verify(const Key& key, const Jws& jws);

 private:
  using Digest = std::array<char, 32>;
  struct Bucket {
    std::array<Digest, 4> digests{};
    uint8_t filled = 0;
    uint8_t oldest = 0;
  };

  bool remembers(std::string_view digest);
  void remember(std::string_view digest);
  Bucket& bucket(std::string_view digest);

  std::mutex mutex_;
  std::vector<Bucket> buckets_;
};

}  // namespace understudy::crypto
