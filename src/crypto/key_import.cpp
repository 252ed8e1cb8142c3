#include "crypto/key_import.h"

#include "base/text.h"
#include "crypto/key_pair.h"

namespace understudy::crypto {

namespace {

constexpr size_t longest_text = 64 * 1024;
constexpr int fewest_rsa_bits = 2048;
constexpr int most_rsa_bits = 4096;
constexpr int most_exponent_bits = 64;

RsaParts checked(RsaParts parts) {
  const int bits = BN_num_bits(parts.n.get());
  if (bits < fewest_rsa_bits || bits > most_rsa_bits)
    throw UnusableKey{cat({"the RSA key has ", std::to_string(bits), " bits; 2048 to 4096 are taken"})};
  const BIGNUM* e = parts.e.get();
  if (BN_is_odd(e) == 0 || BN_is_one(e) != 0 || BN_num_bits(e) > most_exponent_bits)
    throw UnusableKey{"the RSA key's public exponent is not an odd number above 1 and below 2^64"};
  if (!is_consistent(parts)) throw UnusableKey{"the RSA key's numbers do not belong together"};
  return parts;
}

P256Parts checked(P256Parts parts) {
  if (!is_p256_scalar(number_of(parts.d).get())) throw UnusableKey{"the P-256 key's private number is out of range"};
  const P256Parts right = p256_parts_of_scalar(parts.d);
  if (right.x != parts.x || right.y != parts.y)
    throw UnusableKey{"the P-256 key's public point does not belong to its private number"};
  return parts;
}

Ed25519Parts checked(Ed25519Parts parts) {
  if (ed25519_parts_of_seed(parts.d).x != parts.x)
    throw UnusableKey{"the Ed25519 key's public point does not belong to its private half"};
  return parts;
}

KeyParts parse(std::string_view text) {
  if (text.size() > longest_text) throw UnusableKey{"it is longer than 64 KiB"};
  if (!trim(text).starts_with('{')) return key_parts_of_pem(text);
  JsonError error;
  const auto jwk = parse_json(text, &error, DuplicateNames::refused);
  if (!jwk) throw UnusableKey{"it begins like a JWK but does not read as JSON: " + error.message};
  return key_parts_of_jwk(*jwk);
}

/// Finds what arithmetic does not, such as a product of primes in the place of a prime.
void check_signature_verifies(const Key& key) {
  constexpr std::string_view trial = "understudy";
  if (!key.verify(trial, key.sign(trial))) throw UnusableKey{"what the key signs does not verify"};
}

}  // namespace

std::optional<Key> Key::parse_private(std::string_view text, std::string* why) {
  std::string reason;
  try {
    Key key = std::visit([](auto parts) { return Pair::make(checked(std::move(parts))); }, parse(text));
    check_signature_verifies(key);
    ERR_clear_error();
    return key;
  } catch (const UnusableKey& unusable) {
    reason = unusable.why;
  } catch (const OpenSslFailure&) {
    reason = "OpenSSL cannot use the key";
  }
  ERR_clear_error();
  if (why != nullptr) *why = std::move(reason);
  return std::nullopt;
}

}  // namespace understudy::crypto
