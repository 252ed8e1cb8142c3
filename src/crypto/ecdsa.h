// ECDSA on P-256 with SHA-256 where the nonce follows from key and message (RFC 6979), so that signatures repeat;
// OpenSSL 3.0 has only random ones.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace understudy::crypto {

/// r‖s, 64 bytes (RFC 7518 §3.4). `scalar` is the private key as 32 bytes.
std::string sign_es256(std::string_view scalar, std::string_view message);

/// The ASN.1 form of r‖s, which OpenSSL verifies; nothing where these are not two numbers of `number_bytes` each.
std::optional<std::string> ecdsa_signature_as_der(std::string_view signature, size_t number_bytes);

}  // namespace understudy::crypto
