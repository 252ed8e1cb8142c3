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

RsaPublicParts rsa_numbers(const Json& jwk) { return {number_at(jwk, "n"), number_at(jwk, "e")}; }

P256PublicParts p256_point(const Json& jwk) {
  check_curve(jwk, "P-256");
  return {curve_bytes_at(jwk, "x"), curve_bytes_at(jwk, "y")};
}

Ed25519PublicParts ed25519_point(const Json& jwk) {
  check_curve(jwk, "Ed25519");
  return {curve_bytes_at(jwk, "x")};
}

KeyParts rsa_pair(const Json& jwk) {
  if (jwk.find("oth") != nullptr) throw UnusableKey{"the RSA key has more than two primes"};
  return RsaParts{rsa_numbers(jwk),     number_at(jwk, "d"),  number_at(jwk, "p"), number_at(jwk, "q"),
                  number_at(jwk, "dp"), number_at(jwk, "dq"), number_at(jwk, "qi")};
}

struct KeyType {
  std::string_view kty;
  Algorithm algorithm;
  KeyParts (*read_pair)(const Json& jwk);
  PublicKeyParts (*read_public)(const Json& jwk);
};

constexpr std::array key_types{
    KeyType{"RSA", Algorithm::RS256, rsa_pair, [](const Json& jwk) -> PublicKeyParts { return rsa_numbers(jwk); }},
    KeyType{"EC", Algorithm::ES256,
            [](const Json& jwk) -> KeyParts {
              return P256Parts{p256_point(jwk), curve_bytes_at(jwk, "d")};
            },
            [](const Json& jwk) -> PublicKeyParts { return p256_point(jwk); }},
    KeyType{"OKP", Algorithm::EdDSA,
            [](const Json& jwk) -> KeyParts {
              return Ed25519Parts{ed25519_point(jwk), curve_bytes_at(jwk, "d")};
            },
            [](const Json& jwk) -> PublicKeyParts { return ed25519_point(jwk); }},
};

const KeyType& type_of(const Json& jwk) {
  const std::string_view kty = jwk.text_at("kty");
  for (const auto& type : key_types)
    if (type.kty == kty) return type;
  if (jwk.find("keys") != nullptr) throw UnusableKey{"it is a set of JWKs; one JWK is needed"};
  throw UnusableKey{cat({"the JWK's kty is ", quoted(kty), ", not \"RSA\", \"EC\" or \"OKP\""})};
}

/// What the JWK says that it is for must be what the key will do here.
void check_purpose(const Json& jwk, const KeyType& type) {
  if (jwk.find("use") != nullptr && jwk.text_at("use") != "sig")
    throw UnusableKey{cat({"the JWK's use is ", quoted(jwk.text_at("use")), ", not \"sig\""})};
  if (jwk.find("alg") != nullptr && jwk.text_at("alg") != to_text(type.algorithm))
    throw UnusableKey{cat({"the JWK's alg is ", quoted(jwk.text_at("alg")), ", but keys of its type sign with ",
                           to_text(type.algorithm)})};
}

}  // namespace

KeyParts key_parts_of_jwk(const Json& jwk) {
  const KeyType& type = type_of(jwk);
  if (jwk.find("d") == nullptr) throw UnusableKey{"the JWK is a public key; its private half is needed to sign"};
  check_purpose(jwk, type);
  return type.read_pair(jwk);
}

PublicKeyParts public_key_parts_of_jwk(const Json& jwk) {
  const KeyType& type = type_of(jwk);
  check_purpose(jwk, type);
  return type.read_public(jwk);
}

}  // namespace understudy::crypto
