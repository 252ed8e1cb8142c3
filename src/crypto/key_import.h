// The texts that a key comes in, read as far as its numbers. Whether these belong together is left to the caller.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "crypto/key_parts.h"

namespace understudy::crypto {

/// Why a text is no key that can be used here; never leaves crypto/.
struct UnusableKey {
  std::string why;
};

using KeyParts = std::variant<RsaParts, P256Parts, Ed25519Parts>;
using PublicKeyParts = std::variant<RsaPublicParts, EcPublicParts, Ed25519PublicParts>;

/// What the text of a public key says.
struct PublicKeyText {
  PublicKeyParts parts;
  std::optional<Algorithm> algorithm;       ///< the only one that the key is for, where the text names one
  std::optional<PublicKeyParts> certified;  ///< the key of the certificate that came along
  std::vector<std::string> notes;           ///< what should be written otherwise, and was read all the same
};

// Each throws UnusableKey.
/// RFC 7517: an RSA, EC or OKP key with its private members.
KeyParts key_parts_of_jwk(const Json& jwk);
/// The same without private members.
PublicKeyText public_key_of_jwk(const Json& jwk);
/// RFC 7468: one unencrypted private key, PKCS#8, PKCS#1 or SEC 1. Never asks for a password.
KeyParts key_parts_of_pem(std::string_view text);
/// RFC 7468: one public key, SubjectPublicKeyInfo or PKCS#1, or that of one certificate. Never asks for a password.
PublicKeyText public_key_of_pem(std::string_view text);
/// RFC 5280, as DER.
PublicKeyParts public_key_parts_of_certificate(std::string_view der);

/// A JWK's private members, or a PEM block with a private key, where a public key is wanted.
inline constexpr std::string_view private_half_belongs_elsewhere = "it is a private key; a public key belongs here";

}  // namespace understudy::crypto
