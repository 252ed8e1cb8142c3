#include <array>
#include <climits>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/key.h"
#include "crypto/key_import.h"

namespace understudy::crypto {

namespace {

constexpr size_t curve_bytes = 32;
constexpr size_t most_rsa_bytes = 4096 / CHAR_BIT;

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, shorten(text, 40));
  return out;
}

std::string bytes_at(const Json& jwk, std::string_view name) {
  const Json* member = jwk.find(name);
  if (member == nullptr) throw UnusableKey{cat({"the JWK has no ", quoted(name)})};
  auto bytes = member->text() != nullptr ? from_base64url(*member->text()) : std::nullopt;
  if (!bytes || bytes->empty())
    throw UnusableKey{cat({"the JWK's ", quoted(name), " is not base64url without padding"})};
  return *bytes;
}

/// RFC 7518 §6.2.1.2, RFC 8037 §2: always the full length of the curve.
std::string curve_bytes_at(const Json& jwk, std::string_view name) {
  std::string bytes = bytes_at(jwk, name);
  if (bytes.size() != curve_bytes)
    throw UnusableKey{cat({"the JWK's ", quoted(name), " has ", std::to_string(bytes.size()), " bytes instead of 32"})};
  return bytes;
}

OwnedNumber number_at(const Json& jwk, std::string_view name) {
  const std::string bytes = bytes_at(jwk, name);
  // One byte more, since some writers put a zero before a number whose highest bit is set.
  if (bytes.size() > most_rsa_bytes + 1)
    throw UnusableKey{cat({"the JWK's ", quoted(name), " is longer than the numbers of a 4096-bit key"})};
  return number_of(bytes);
}

void check_curve(const Json& jwk, std::string_view known) {
  if (const auto curve = jwk.text_at("crv"); curve != known)
    throw UnusableKey{cat({"the JWK's curve is ", quoted(curve), "; of its type only ", known, " is taken"})};
}

KeyParts rsa_parts(const Json& jwk) {
  if (jwk.find("oth") != nullptr) throw UnusableKey{"the RSA key has more than two primes"};
  return RsaParts{number_at(jwk, "n"), number_at(jwk, "e"),  number_at(jwk, "d"),  number_at(jwk, "p"),
                  number_at(jwk, "q"), number_at(jwk, "dp"), number_at(jwk, "dq"), number_at(jwk, "qi")};
}

KeyParts p256_parts(const Json& jwk) {
  check_curve(jwk, "P-256");
  return P256Parts{curve_bytes_at(jwk, "d"), curve_bytes_at(jwk, "x"), curve_bytes_at(jwk, "y")};
}

KeyParts ed25519_parts(const Json& jwk) {
  check_curve(jwk, "Ed25519");
  return Ed25519Parts{curve_bytes_at(jwk, "d"), curve_bytes_at(jwk, "x")};
}

struct KeyType {
  std::string_view kty;
  Algorithm algorithm;
  KeyParts (*read)(const Json& jwk);
};

constexpr std::array key_types{
    KeyType{"RSA", Algorithm::RS256, rsa_parts},
    KeyType{"EC", Algorithm::ES256, p256_parts},
    KeyType{"OKP", Algorithm::EdDSA, ed25519_parts},
};

const KeyType& type_of(const Json& jwk) {
  const std::string_view kty = jwk.text_at("kty");
  for (const auto& type : key_types)
    if (type.kty == kty) return type;
  if (jwk.find("keys") != nullptr) throw UnusableKey{"it is a set of JWKs; one JWK is needed"};
  throw UnusableKey{cat({"the JWK's kty is ", quoted(kty), ", not \"RSA\", \"EC\" or \"OKP\""})};
}

}  // namespace

KeyParts key_parts_of_jwk(const Json& jwk) {
  const KeyType& type = type_of(jwk);
  if (jwk.find("d") == nullptr) throw UnusableKey{"the JWK is a public key; its private half is needed to sign"};
  // What the JWK says that it is for must be what the key will do here.
  if (jwk.find("use") != nullptr && jwk.text_at("use") != "sig")
    throw UnusableKey{cat({"the JWK's use is ", quoted(jwk.text_at("use")), ", not \"sig\""})};
  if (jwk.find("alg") != nullptr && jwk.text_at("alg") != to_text(type.algorithm))
    throw UnusableKey{cat({"the JWK's alg is ", quoted(jwk.text_at("alg")), ", but keys of its type sign with ",
                           to_text(type.algorithm)})};
  return type.read(jwk);
}

}  // namespace understudy::crypto
