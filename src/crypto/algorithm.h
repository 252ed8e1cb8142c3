// The algorithms of JSON Web Signatures that are known here, in one table: what each asks of a key, and how it signs.
// "none" and the HMAC family are left out for good.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/digest.h"

namespace understudy::crypto {

/// RFC 7518 §3.1, RFC 8037 §3.1, and RFC 9864 §2.2, where Ed25519 is EdDSA on that one curve.
enum class Algorithm { RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519 };

enum class KeyType { rsa, p256, p384, p521, ed25519 };

/// How a digest or a message is signed.
enum class Scheme {
  pkcs1,  ///< RSASSA-PKCS1-v1_5
  pss,    ///< RSASSA-PSS; the salt is as long as the digest (RFC 7518 §3.5)
  ecdsa,  ///< as r‖s (RFC 7518 §3.4)
  eddsa,  ///< of the message itself
};

struct AlgorithmRow {
  Algorithm algorithm;
  std::string_view name;
  KeyType key_type;
  Scheme scheme;
  Hash hash;
};

const AlgorithmRow& row_of(Algorithm algorithm);

std::string_view to_text(Algorithm algorithm);
/// Exact spelling only; nothing for what is not in the table.
std::optional<Algorithm> parse_algorithm(std::string_view text);

/// "RSA", "P-256", … as a complaint names a key.
std::string_view to_text(KeyType type);
/// All that a key of that type verifies, in the order of the table.
std::vector<Algorithm> algorithms_of(KeyType type);
/// "RS256, RS384 or PS256"
std::string alternatives(std::span<const Algorithm> algorithms);

}  // namespace understudy::crypto
