// JSON Web Tokens signed with a shared secret (HS256, RFC 7518 §3.2). Kept
// apart from crypto/jws.h, whose readers must never take an HMAC.
#pragma once

#include <string>
#include <string_view>

#include "crypto/jws.h"

namespace understudy::crypto {

/// {"alg":"HS256","typ":"JWT"}
Json hs256_header();

/// The payload goes in byte for byte: header . payload . signature
std::string sign_hs256(std::string_view secret, const Json& header, std::string_view payload);

/// Whatever `alg` the header names, the signature is held against HS256, in constant time.
bool verify_hs256(std::string_view secret, const Jws& jws);

}  // namespace understudy::crypto
