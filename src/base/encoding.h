// Bytes as text and back: hex, base32, base64 (RFC 4648), percent-encoding (RFC 3986). Decoders are strict: what
// another spelling of the same bytes would also decode to is refused, so that a credential has one spelling only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace understudy {

std::string to_hex(std::string_view bytes);
/// The first 16 bytes as a version 4 GUID (RFC 9562 §5.4): "3f2504e0-4f89-41d3-9a0c-0305e82c3301".
std::string to_guid(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);

/// Without padding, in capital letters (RFC 4648 §6), as authenticator apps take secrets.
std::string to_base32(std::string_view bytes);
/// Refuses padding and small letters; bits that are left over count for nothing, as apps read them.
std::optional<std::string> from_base32(std::string_view text);

/// At most eight bytes, the most significant first.
uint64_t to_number(std::string_view bytes);

/// With padding, alphabet `+/` (RFC 4648 §4).
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

/// Without padding, alphabet `-_` (RFC 4648 §5, as RFC 7515 uses it).
std::string to_base64url(std::string_view bytes);
/// Refuses padding, white space and non-zero trailing bits.
std::optional<std::string> from_base64url(std::string_view text);

/// Everything but the unreserved characters of RFC 3986 §2.3 becomes %XX.
std::string percent_encode(std::string_view text);
/// Leaves `+` alone; nothing where a `%` is not followed by two hex digits.
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace understudy
