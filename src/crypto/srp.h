// The server's side of SRP-6a as user pools speak it: a client proves that it knows a password without sending it. It
// differs from RFC 5054: the hash is SHA-256; the group is that of 3072 bits from RFC 3526, whose g is 2; what is
// hashed of a number are its shortest bytes, after a zero byte where they would read as negative; and the proof is an
// HMAC. Numbers are big-endian bytes without leading zeros.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace understudy::crypto::srp {

/// What a server keeps of a password.
struct Verifier {
  std::string salt;    ///< 16 bytes, the first hex digit not 0: clients do not agree on zeros there
  std::string number;  ///< v = g^x mod N
};

/// `salt` is 16 random bytes.
Verifier make_verifier(std::string_view pool_name, std::string_view user_id, std::string_view password,
                       std::string_view salt);

/// The client's A, from hex digits of either case with any number of zeros before them. Nothing where the text holds
/// anything else, where the number is longer than N, and where it is 0 modulo N. Text of any length is judged without
/// arithmetic.
std::optional<std::string> read_public_value(std::string_view hex);

/// What becomes of one attempt to sign in.
struct Agreement {
  std::string public_value;  ///< B, as whole bytes in lower-case hex
  std::string key;           ///< 16 bytes, which a client that knows the password arrives at too
};

/// `client_value` is what read_public_value gave; `verifier` a Verifier's number, or one from outside that was read by
/// the same rule; `secret` 32 random bytes. This is the costly step: three exponentiations, which take about 2 ms.
Agreement agree(std::string_view client_value, std::string_view verifier, std::string_view secret);

/// The signature by which a client shows that it has the key, in base64. `secret_block` is bytes that the server made
/// up for this attempt, `timestamp` a text such as "Tue Nov 3 04:05:06 UTC 2026".
std::string proof(std::string_view key, std::string_view pool_name, std::string_view user_id,
                  std::string_view secret_block, std::string_view timestamp);

}  // namespace understudy::crypto::srp
