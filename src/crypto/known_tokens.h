// A memory of tokens whose signature verified, so that a token which comes with every request is taken apart and costs
// its RSA operation once. Only that the signature is a key's is remembered, nothing about whether the token still
// counts.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/jws.h"
#include "crypto/key.h"

namespace understudy::crypto {

/// A token as it came, and taken apart.
struct KnownToken {
  std::string compact;
  Jws jws;
};

/// Thread-safe, of bounded size: 1,024 tokens of at most 2 KiB; longer ones are not remembered. A new one takes the
/// place of an old one.
class KnownTokens {
 public:
  KnownTokens();

  /// Exactly what parse_jws says, null where that is nothing.
  std::shared_ptr<const KnownToken> parse(std::string_view compact, std::string* why = nullptr);

  /// Exactly what crypto::verify says. A token is remembered only once its signature verified, so that bad ones push no
  /// good one out.
  bool verify(const PublicKey& key, const std::shared_ptr<const KnownToken>& token);

 private:
  struct Verified {
    std::shared_ptr<const KnownToken> token;
    PublicKey key;
  };
  using Entry = std::shared_ptr<const Verified>;
  struct Bucket {
    std::array<Entry, 4> entries;
    uint8_t oldest = 0;

    /// Null where the token is not here.
    Entry* find(std::string_view compact);
  };

  /// Null where the token is not remembered.
  Entry find(std::string_view compact);
  void remember(Entry entry);
  Bucket& bucket(std::string_view compact);

  std::mutex mutex_;
  std::vector<Bucket> buckets_;
};

}  // namespace understudy::crypto
