// The texts that a key comes in, read as far as its numbers. Whether these belong together is left to the caller.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "base/json.h"
#include "crypto/key_parts.h"

namespace understudy::crypto {

/// Why a text is no key that can be used here; never leaves crypto/.
struct UnusableKey {
  std::string why;
};

using KeyParts = std::variant<RsaParts, P256Parts, Ed25519Parts>;
using PublicKeyParts = std::variant<RsaPublicParts, P256PublicParts, Ed25519PublicParts>;

// Each throws UnusableKey.
/// RFC 7517: an RSA, EC or OKP key with its private members.
KeyParts key_parts_of_jwk(const Json& jwk);
/// The same without looking at private members.
PublicKeyParts public_key_parts_of_jwk(const Json& jwk);
/// RFC 7468: one unencrypted private key, PKCS#8, PKCS#1 or SEC 1. Never asks for a password.
KeyParts key_parts_of_pem(std::string_view text);
/// RFC 7468: one public key, SubjectPublicKeyInfo or PKCS#1, or that of one certificate. Never asks for a password.
PublicKeyParts public_key_parts_of_pem(std::string_view text);

}  // namespace understudy::crypto
