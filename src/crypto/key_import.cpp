#include "crypto/key_import.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "crypto/key_material.h"
#include "crypto/modulus.h"
#include "crypto/points.h"

namespace understudy::crypto {

namespace {

constexpr size_t longest_text = 64 * 1024;
constexpr int fewest_rsa_bits = 2048;
constexpr int most_rsa_bits = 4096;
constexpr int most_exponent_bits = 64;

void check_limits(const RsaPublicParts& parts) {
  const int bits = BN_num_bits(parts.n.get());
  if (bits < fewest_rsa_bits || bits > most_rsa_bits)
    throw UnusableKey{cat({"the RSA key has ", std::to_string(bits), " bits; 2048 to 4096 are taken"})};
  const BIGNUM* e = parts.e.get();
  if (BN_is_odd(e) == 0 || BN_is_one(e) != 0 || BN_num_bits(e) > most_exponent_bits)
    throw UnusableKey{"the RSA key's public exponent is not an odd number above 1 and below 2^64"};
}

void check(const RsaPublicParts& parts) {
  check_limits(parts);
  if (BN_is_odd(parts.n.get()) == 0) throw UnusableKey{"the RSA key's modulus is even"};
  if (is_easily_factored(parts)) throw UnusableKey{"the RSA key's modulus is easily factored, so anybody could sign"};
}

void check(const EcPublicParts& parts) {
  if (!is_point(parts)) throw UnusableKey{cat({"the ", parts.curve->name, " key's public point is not on the curve"})};
  if (is_base_point(parts))
    throw UnusableKey{cat({"the ", parts.curve->name, " key's public point is the base point, so anybody could sign"})};
}

void check(const Ed25519PublicParts& parts) {
  if (!is_point(parts)) throw UnusableKey{"the Ed25519 key's public point is not on the curve"};
  if (has_small_order(parts))
    throw UnusableKey{"the Ed25519 key's public point is of small order, so anybody could sign"};
  if (is_near_base_point(parts))
    throw UnusableKey{"the Ed25519 key's public point is the base point or next to it, so anybody could sign"};
}

void check(const RsaParts& parts) {
  check_limits(parts);
  if (!is_consistent(parts)) throw UnusableKey{"the RSA key's numbers do not belong together"};
}

void check(const P256Parts& parts) {
  if (!is_p256_scalar(number_of(parts.d).get())) throw UnusableKey{"the P-256 key's private number is out of range"};
  const P256Parts right = p256_parts_of_scalar(parts.d);
  if (right.x != parts.x || right.y != parts.y)
    throw UnusableKey{"the P-256 key's public point does not belong to its private number"};
}

void check(const Ed25519Parts& parts) {
  if (ed25519_parts_of_seed(parts.d).x != parts.x)
    throw UnusableKey{"the Ed25519 key's public point does not belong to its private half"};
}

/// The two texts that a key comes in, and what each is read by.
template <typename Read>
struct Reader {
  Read (*of_pem)(std::string_view text);
  Read (*of_jwk)(const Json& jwk);
};

template <typename Read>
Read parse(std::string_view text, const Reader<Read>& reader) {
  if (text.size() > longest_text) throw UnusableKey{"it is longer than 64 KiB"};
  text = without_byte_order_mark(text);
  if (!trim(text).starts_with('{')) return reader.of_pem(text);
  JsonError error;
  const auto jwk = parse_json(text, &error, DuplicateNames::refused);
  if (!jwk) throw UnusableKey{"it begins like a JWK but does not read as JSON: " + error.message};
  return reader.of_jwk(*jwk);
}

/// Finds what arithmetic does not, such as a product of primes in the place of a prime.
void check_signature_verifies(const Key& key) {
  constexpr std::string_view trial = "understudy";
  if (!key.verify(trial, key.sign(trial))) throw UnusableKey{"what the key signs does not verify"};
}

/// What `make` returns; nothing, with `why` filled, where it throws.
template <typename Make>
auto made_or_why(Make make, std::string* why) -> std::optional<decltype(make())> {
  std::optional<decltype(make())> made;
  std::string reason;
  try {
    made = make();
  } catch (const UnusableKey& unusable) {
    reason = unusable.why;
  } catch (const OpenSslFailure&) {
    reason = "OpenSSL cannot use the key";
  }
  ERR_clear_error();
  if (!made && why != nullptr) *why = std::move(reason);
  return made;
}

}  // namespace

std::optional<PublicKey> PublicKey::parse_public(std::string_view text, std::string* why,
                                                 std::vector<std::string>* notes) {
  const Reader<PublicKeyText> reader{public_key_of_pem, public_key_of_jwk};
  return made_or_why(
      [&] {
        PublicKeyText read = parse(text, reader);
        const auto make_of = [&](const auto& parts) {
          check(parts);
          return PublicKey(Material::of(parts, read.algorithm));
        };
        PublicKey key = std::visit(make_of, read.parts);
        // RFC 7517 §4.7
        if (read.certified && !(std::visit(make_of, *read.certified) == key))
          throw UnusableKey{"the certificate in its x5c has another key"};
        if (notes != nullptr) std::move(read.notes.begin(), read.notes.end(), std::back_inserter(*notes));
        return key;
      },
      why);
}

std::optional<Key> Key::parse_private(std::string_view text, std::string* why) {
  const auto make_of = [](const auto& parts) {
    check(parts);
    Key key(Material::of(parts));
    check_signature_verifies(key);
    return key;
  };
  const Reader<KeyParts> reader{key_parts_of_pem, key_parts_of_jwk};
  return made_or_why([&] { return std::visit(make_of, parse(text, reader)); }, why);
}

}  // namespace understudy::crypto
