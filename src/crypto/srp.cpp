#include "crypto/srp.h"

#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/key_parts.h"

namespace understudy::crypto::srp {

namespace {

constexpr BN_ULONG generator = 2;
constexpr size_t key_size = 16;

/// PAD: the shortest bytes of a signed number, as Java's BigInteger writes them; 0 is one zero byte.
std::string padded(std::string_view number) {
  const bool needs_zero = number.empty() || (static_cast<unsigned char>(number.front()) & 0x80) != 0;
  return cat({std::string_view("\0", needs_zero ? 1 : 0), number});
}

std::string padded(const BIGNUM* number) { return padded(bytes_of(number)); }

/// What everybody computes with. Threads share it, since OpenSSL does not change it once it is set.
struct Constants {
  OwnedNumber n{must(BN_get_rfc3526_prime_3072(nullptr))};
  std::string n_bytes = bytes_of(n.get());
  OwnedNumber k = number_of(sha256_of_parts({padded(n_bytes), "\2"}));  // H(PAD(N), PAD(g))
  OwnedMontgomery montgomery{must(BN_MONT_CTX_new())};

  Constants() { must(BN_MONT_CTX_set(montgomery.get(), n.get(), new_number_context().get())); }
};

const Constants& constants() {
  static const Constants constants;
  return constants;
}

/// OpenSSL multiplies by a base of one word in a third less time than by others.
OwnedNumber power_of_generator(const BIGNUM* exponent, BN_CTX* context) {
  OwnedNumber power = new_number();
  must(BN_mod_exp_mont_word(power.get(), generator, exponent, constants().n.get(), context,
                            constants().montgomery.get()));
  return power;
}

OwnedNumber power(const BIGNUM* base, const BIGNUM* exponent, BN_CTX* context) {
  OwnedNumber power = new_number();
  must(BN_mod_exp_mont(power.get(), base, exponent, constants().n.get(), context, constants().montgomery.get()));
  return power;
}

OwnedNumber product(const BIGNUM* a, const BIGNUM* b, BN_CTX* context) {
  OwnedNumber product = new_number();
  must(BN_mod_mul(product.get(), a, b, constants().n.get(), context));
  return product;
}

/// HKDF (RFC 5869) of one block, with u for its salt.
std::string derived_key(const BIGNUM* u, const BIGNUM* premaster_secret) {
  const std::string pseudorandom_key = hmac_sha256(padded(u), padded(premaster_secret));
  return hmac_sha256(pseudorandom_key, "Caldera Derived Key\1").substr(0, key_size);
}

}  // namespace

Verifier make_verifier(std::string_view pool_name, std::string_view user_id, std::string_view password,
                       std::string_view salt) {
  std::string own_salt(salt);
  if ((static_cast<unsigned char>(own_salt.front()) & 0xF0) == 0)
    own_salt.front() = static_cast<char>(own_salt.front() | 0x10);
  const OwnedNumberContext context = new_number_context();
  const OwnedNumber x =
      number_of(sha256_of_parts({padded(own_salt), sha256_of_parts({pool_name, user_id, ":", password})}));
  return {std::move(own_salt), bytes_of(power_of_generator(x.get(), context.get()).get())};
}

std::optional<std::string> read_public_value(std::string_view hex) {
  const auto& n = constants().n_bytes;
  hex.remove_prefix(std::min(hex.find_first_not_of('0'), hex.size()));
  if (hex.size() > 2 * n.size()) return std::nullopt;
  auto value = from_hex(cat({hex.size() % 2 == 0 ? "" : "0", hex}));
  // Of the multiples of N, only these two are no longer than N.
  if (!value || value->empty() || *value == n) return std::nullopt;
  return value;
}

Agreement agree(std::string_view client_value, std::string_view verifier, std::string_view secret) {
  const OwnedNumberContext context = new_number_context();
  const OwnedNumber v = number_of(verifier);
  const OwnedNumber b = number_of(secret);

  // B = kv + g^b
  const OwnedNumber public_value = product(constants().k.get(), v.get(), context.get());
  must(BN_mod_add_quick(public_value.get(), public_value.get(), power_of_generator(b.get(), context.get()).get(),
                        constants().n.get()));
  const std::string public_bytes = bytes_of(public_value.get());

  // S = (A v^u)^b
  const OwnedNumber u = number_of(sha256_of_parts({padded(client_value), padded(public_bytes)}));
  const OwnedNumber base =
      product(number_of(client_value).get(), power(v.get(), u.get(), context.get()).get(), context.get());
  const OwnedNumber s = power(base.get(), b.get(), context.get());
  return {to_hex(public_bytes), derived_key(u.get(), s.get())};
}

std::string proof(std::string_view key, std::string_view pool_name, std::string_view user_id,
                  std::string_view secret_block, std::string_view timestamp) {
  return to_base64(hmac_sha256(key, cat({pool_name, user_id, secret_block, timestamp})));
}

}  // namespace understudy::crypto::srp
