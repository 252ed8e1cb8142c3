// JSON Web Keys (RFC 7517), written and taken apart.
#include <algorithm>
#include <array>
#include <climits>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/key.h"
#include "crypto/key_import.h"

namespace understudy::crypto {

namespace {

constexpr size_t scalar_bytes = 32;
constexpr size_t most_rsa_bytes = 4096 / CHAR_BIT;

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, shorten(text, 40));
  return out;
}

/// A name of the JOSE registries as it is; anything else in quotes.
std::string named(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
           c == '+';
  };
  const bool plain = !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), is_plain);
  return plain ? std::string(text) : quoted(text);
}

std::string bytes_at(const Json& jwk, std::string_view name) {
  const Json* member = jwk.find(name);
  if (member == nullptr) throw UnusableKey{cat({"the JWK has no ", quoted(name)})};
  auto bytes = member->text() != nullptr ? from_base64url(*member->text()) : std::nullopt;
  if (!bytes || bytes->empty()) throw UnusableKey{cat({"the JWK's ", quoted(name), " is not base64url"})};
  return *bytes;
}

/// RFC 7518 §6.2.1.2, RFC 8037 §2: always the full length of the curve.
std::string curve_bytes_at(const Json& jwk, std::string_view name, size_t size) {
  std::string bytes = bytes_at(jwk, name);
  if (bytes.size() != size)
    throw UnusableKey{cat({"the JWK's ", quoted(name), " has ", std::to_string(bytes.size()), " bytes instead of ",
                           std::to_string(size)})};
  return bytes;
}

OwnedNumber number_at(const Json& jwk, std::string_view name) {
  const std::string bytes = bytes_at(jwk, name);
  // One byte more, since some writers put a zero before a number whose highest bit is set.
  if (bytes.size() > most_rsa_bytes + 1)
    throw UnusableKey{cat({"the JWK's ", quoted(name), " is longer than the numbers of a 4096-bit key"})};
  return number_of(bytes);
}

RsaPublicParts rsa_numbers(const Json& jwk) { return {number_at(jwk, "n"), number_at(jwk, "e")}; }

EcPublicParts ec_point(const Json& jwk) {
  const auto name = jwk.text_at("crv");
  for (const auto& curve : curves)
    if (curve.name == name)
      return {&curve, curve_bytes_at(jwk, "x", curve.bytes), curve_bytes_at(jwk, "y", curve.bytes)};
  throw UnusableKey{cat({"crv ", named(name), ", not P-256, P-384 or P-521"})};
}

Ed25519PublicParts ed25519_point(const Json& jwk) {
  if (const auto name = jwk.text_at("crv"); name != "Ed25519")
    throw UnusableKey{cat({"crv ", named(name), ", not Ed25519"})};
  return {curve_bytes_at(jwk, "x", scalar_bytes)};
}

KeyParts rsa_pair(const Json& jwk) {
  if (jwk.find("oth") != nullptr) throw UnusableKey{"the RSA key has more than two primes"};
  return RsaParts{rsa_numbers(jwk),     number_at(jwk, "d"),  number_at(jwk, "p"), number_at(jwk, "q"),
                  number_at(jwk, "dp"), number_at(jwk, "dq"), number_at(jwk, "qi")};
}

KeyParts p256_pair(const Json& jwk) {
  if (const auto name = jwk.text_at("crv"); name != "P-256")
    throw UnusableKey{cat({"crv ", named(name), "; of the curves that sign only P-256 is taken"})};
  return P256Parts{ec_point(jwk), curve_bytes_at(jwk, "d", scalar_bytes)};
}

KeyParts ed25519_pair(const Json& jwk) {
  return Ed25519Parts{ed25519_point(jwk), curve_bytes_at(jwk, "d", scalar_bytes)};
}

struct Reader {
  std::string_view kty;
  Algorithm signs_with;
  KeyParts (*read_pair)(const Json& jwk);
  PublicKeyParts (*read_public)(const Json& jwk);
};

constexpr std::array readers{
    Reader{"RSA", Algorithm::RS256, rsa_pair, [](const Json& jwk) -> PublicKeyParts { return rsa_numbers(jwk); }},
    Reader{"EC", Algorithm::ES256, p256_pair, [](const Json& jwk) -> PublicKeyParts { return ec_point(jwk); }},
    Reader{"OKP", Algorithm::EdDSA, ed25519_pair, [](const Json& jwk) -> PublicKeyParts { return ed25519_point(jwk); }},
};

const Reader& reader_of(const Json& jwk) {
  const std::string_view kty = jwk.text_at("kty");
  for (const auto& reader : readers)
    if (reader.kty == kty) return reader;
  if (jwk.find("keys") != nullptr) throw UnusableKey{"it is a set of JWKs; one JWK is needed"};
  throw UnusableKey{cat({"kty ", named(kty), ", not RSA, EC or OKP"})};
}

/// RFC 7517 §4.2 and §4.3: what the JWK says that it is for must be what the key will do here.
void check_purpose(const Json& jwk, std::string_view operation) {
  if (jwk.find("use") != nullptr && jwk.text_at("use") != "sig")
    throw UnusableKey{cat({"use ", named(jwk.text_at("use")), ", not sig"})};
  const Json* operations = jwk.find("key_ops");
  if (operations == nullptr) return;
  const auto& items = operations->items();
  const auto is_wanted = [&](const Json& item) { return item.text() != nullptr && *item.text() == operation; };
  if (std::none_of(items.begin(), items.end(), is_wanted)) throw UnusableKey{cat({"key_ops without ", operation})};
}

/// RFC 7517 §4.4; nothing where the JWK names none.
std::optional<Algorithm> algorithm_at(const Json& jwk, const std::vector<Algorithm>& possible) {
  if (jwk.find("alg") == nullptr) return std::nullopt;
  const auto algorithm = parse_algorithm(jwk.text_at("alg"));
  if (algorithm && std::find(possible.begin(), possible.end(), *algorithm) != possible.end()) return algorithm;
  throw UnusableKey{
      cat({"alg ", named(jwk.text_at("alg")), ", but keys of its type are for ", alternatives(possible)})};
}

KeyType type_of(const PublicKeyParts& parts) {
  if (const auto* ec = std::get_if<EcPublicParts>(&parts)) return ec->curve->type;
  return std::holds_alternative<RsaPublicParts>(parts) ? KeyType::rsa : KeyType::ed25519;
}

/// RFC 7515 §2 has no padding at the end of base64url; some writers put it there all the same.
Json without_padding(Json jwk, std::vector<std::string>& notes) {
  for (const std::string_view name : {"n", "e", "x", "y"}) {
    std::string text(jwk.text_at(name));
    if (!text.ends_with('=') || text.size() % 4 != 0) continue;
    text.resize(text.size() - (text.ends_with("==") ? 2 : 1));
    jwk.set(name, std::move(text));
    notes.push_back(cat({"its ", name, " ends with the padding =, which base64url in a JWK does not have"}));
  }
  return jwk;
}

std::optional<PublicKeyParts> certified_key(const Json& jwk) {
  const Json* chain = jwk.find("x5c");
  if (chain == nullptr) return std::nullopt;
  const auto* first = chain->items().empty() ? nullptr : chain->items().front().text();
  const auto der = first != nullptr ? from_base64(*first) : std::nullopt;
  if (!der) throw UnusableKey{"its x5c is not a list of certificates in base64"};
  return public_key_parts_of_certificate(*der);
}

}  // namespace

KeyParts key_parts_of_jwk(const Json& jwk) {
  const Reader& reader = reader_of(jwk);
  if (jwk.find("d") == nullptr) throw UnusableKey{"the JWK is a public key; its private half is needed to sign"};
  check_purpose(jwk, "sign");
  algorithm_at(jwk, {reader.signs_with});
  return reader.read_pair(jwk);
}

PublicKeyText public_key_of_jwk(const Json& jwk) {
  const Reader& reader = reader_of(jwk);
  // RFC 7518 §6.2.2, §6.3.2 and §6.4.1: the primes of an RSA key tell as much as its exponent.
  for (const std::string_view name : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    if (jwk.find(name) != nullptr) throw UnusableKey{std::string(private_half_belongs_elsewhere)};
  check_purpose(jwk, "verify");
  std::vector<std::string> notes;
  auto parts = reader.read_public(without_padding(jwk, notes));
  const auto algorithm = algorithm_at(jwk, algorithms_of(type_of(parts)));
  return {std::move(parts), algorithm, certified_key(jwk), std::move(notes)};
}

}  // namespace understudy::crypto
