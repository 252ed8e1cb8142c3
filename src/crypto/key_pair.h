// What stands behind a Key. Only files of crypto/ include this.
#pragma once

#include <memory>
#include <string>

#include "base/json.h"
#include "crypto/key.h"
#include "crypto/key_parts.h"
#include "crypto/owned.h"

namespace understudy::crypto {

/// What an OpenSSL context was made ready for.
enum class Use { sign, verify };

struct Key::Pair : std::enable_shared_from_this<Pair> {
  Algorithm algorithm{};
  OwnedPkey pkey;
  Json::Object public_members;  ///< the JWK members that RFC 7638 counts, in its order
  std::string thumbprint;
  std::string p256_scalar;  ///< of a P-256 key: its private half, which RFC 6979 signing needs as a number

  static Key make(const RsaParts& parts);
  static Key make(const P256Parts& parts);
  static Key make(const Ed25519Parts& parts);

  /// This thread's own context, ready for any number of RS256 or ES256 operations on a SHA-256 digest. Good until the
  /// thread asks for the next.
  EVP_PKEY_CTX* thread_context(Use use) const;

 private:
  static Key make(Algorithm algorithm, OwnedPkey pkey, Json::Object public_members, std::string p256_scalar);
};

}  // namespace understudy::crypto
