// Keys: RSA of 2,048 to 4,096 bits, P-256 or Ed25519; those that only verify may be on P-384 and P-521, too. Both
// classes are cheap handles on something immutable and may be used by many threads at once. A key derived from a seed
// is the same on every machine and with every OpenSSL; it is for tests only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "crypto/algorithm.h"

namespace understudy::crypto {

/// Verifies what somebody else signed.
class PublicKey {
 public:
  /// A public key in PEM (SubjectPublicKeyInfo, PKCS#1, or a certificate, of which nothing but the key is looked at) or
  /// as a JWK. Nothing, with `why` filled, where the text is neither or holds a private half, what it says that the key
  /// is for is not to verify signatures, the key is of another kind, its numbers are not those of a sound key (so that
  /// others than its owner could sign), its certificate is another key's, or RSA is outside 2,048 to 4,096 bits. What
  /// was read although it should be written otherwise is added to `notes`. Never asks for a password.
  static std::optional<PublicKey> parse_public(std::string_view text, std::string* why = nullptr,
                                               std::vector<std::string>* notes = nullptr);

  /// Those that its signatures may be of: the one that its JWK names, or all of its type. Of a Key the one it signs
  /// with.
  const std::vector<Algorithm>& algorithms() const;
  bool is_for(Algorithm algorithm) const;

  /// False for whatever is not exactly such a signature, and for an algorithm that the key is not for.
  bool verify(Algorithm algorithm, std::string_view input, std::string_view signature) const;

  /// RFC 7638, base64url: 43 characters.
  const std::string& thumbprint() const;

  /// RSA: {"alg","e","kid","kty","n","use"} in that order, as emulated documents list them; EC and OKP
  /// likewise alphabetical. "alg" is left out where the key is for several.
  Json public_jwk(std::string_view kid) const;
  std::string public_pem() const;  // SubjectPublicKeyInfo

  /// True for the same public numbers, wherever each was read from.
  bool operator==(const PublicKey& other) const {
    return material_ == other.material_ || thumbprint() == other.thumbprint();
  }

 protected:
  struct Material;
  explicit PublicKey(std::shared_ptr<const Material> material) : material_(std::move(material)) {}
  const Material& material() const { return *material_; }

 private:
  std::shared_ptr<const Material> material_;
};

/// With its private half, so that it signs, too.
class Key : public PublicKey {
 public:
  // Derivation from any bytes: RSA takes tens of milliseconds, the others microseconds.
  static Key rsa_from_seed(std::string_view seed);
  static Key p256_from_seed(std::string_view seed);
  static Key ed25519_from_seed(std::string_view seed);

  /// A private key in PEM (PKCS#8, PKCS#1 or SEC1, unencrypted) or as a JWK. Nothing, with `why` filled, where the text
  /// is neither, the key is inconsistent or of another kind, or RSA is outside 2,048 to 4,096 bits. Never asks for a
  /// password.
  static std::optional<Key> parse_private(std::string_view text, std::string* why = nullptr);

  /// The one it signs with: RS256, ES256 or EdDSA.
  Algorithm algorithm() const;

  using PublicKey::verify;
  bool verify(std::string_view input, std::string_view signature) const {
    return verify(algorithm(), input, signature);
  }

  /// Over the raw input; ES256 gives r‖s by RFC 6979, so every signature repeats.
  std::string sign(std::string_view input) const;

  Json private_jwk(std::string_view kid) const;
  std::string private_pem() const;  // PKCS#8

 private:
  explicit Key(std::shared_ptr<const Material> material) : PublicKey(std::move(material)) {}
};

}  // namespace understudy::crypto
