// What stands behind a PublicKey and a Key. Only files of crypto/ include this.
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

struct PublicKey::Material : std::enable_shared_from_this<Material> {
  using Pointer = std::shared_ptr<const Material>;

  KeyType type{};
  std::vector<Algorithm> algorithms;  ///< never empty
  OwnedPkey pkey;
  Json::Object public_members;  ///< the JWK members that RFC 7638 counts, in its order
  std::string thumbprint;
  std::string p256_scalar;  ///< of a P-256 pair: its private half, which RFC 6979 signing needs as a number

  // For all algorithms of its type, or the one that is given.
  static Pointer of(const RsaPublicParts& parts, std::optional<Algorithm> only);
  static Pointer of(const EcPublicParts& parts, std::optional<Algorithm> only);
  static Pointer of(const Ed25519PublicParts& parts, std::optional<Algorithm> only);
  // Of both halves: what a Key stands on.
  static Pointer of(const RsaParts& parts);
  static Pointer of(const P256Parts& parts);
  static Pointer of(const Ed25519Parts& parts);

  /// The JWK members that only the pair has. Throws OpenSslFailure where this is not one.
  Json::Object private_members() const;

  /// This thread's own context, ready for any number of such operations on a digest. Good until the thread asks for the
  /// next.
  EVP_PKEY_CTX* thread_context(Use use, const AlgorithmRow& row) const;

 private:
  static Pointer make(KeyType type, std::optional<Algorithm> only, OwnedPkey pkey, Json::Object public_members,
                      std::string p256_scalar = {});
};

}  // namespace understudy::crypto
