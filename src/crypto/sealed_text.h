// A text that only its maker can read and change: signed (HMAC-SHA256), then encrypted (AES-256-CBC). Whoever changes,
// cuts or swaps any byte of it holds nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace understudy::crypto {

/// `iv` is 16 bytes, never the same twice for one secret. The result is bytes: the IV, then the encrypted text with its
/// signature. Encryption and signature have keys of their own, both made from the secret.
std::string seal(std::string_view secret, std::string_view iv, std::string_view text);

/// Nothing where the bytes are not what `seal` made with that secret.
std::optional<std::string> unseal(std::string_view secret, std::string_view sealed);

}  // namespace understudy::crypto
