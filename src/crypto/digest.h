// Digests and message authentication: bytes in, bytes out.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace understudy::crypto {

enum class Hash { sha256, sha384, sha512 };

std::string digest(Hash hash, std::string_view message);                  // 32, 48 or 64 bytes
std::string sha256(std::string_view message);                             // 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes
std::string hmac_sha1(std::string_view key, std::string_view message);    // 20 bytes; for what RFC 4226 asks alone

/// The digest of all parts one after the other, without joining them first.
std::string sha256_of_parts(std::initializer_list<std::string_view> parts);

/// Takes the same time wherever the first difference lies.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace understudy::crypto
