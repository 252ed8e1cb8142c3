#include "crypto/ecdsa.h"

#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/key_parts.h"

namespace understudy::crypto {

namespace {

constexpr size_t p256_number_bytes = 32;

/// The sequence of nonces for one key and message digest, RFC 6979 §3.2.
class Nonces {
 public:
  Nonces(std::string_view scalar, std::string_view digest_modulo_order)
      : value_(p256_number_bytes, '\1'), key_(p256_number_bytes, '\0') {
    update(cat({std::string_view("\0", 1), scalar, digest_modulo_order}));
    update(cat({"\1", scalar, digest_modulo_order}));
  }

  OwnedNumber next() {
    value_ = hmac_sha256(key_, value_);
    OwnedNumber nonce = number_of(value_);
    // Only a caller that turns this one down comes again, so the step for the next may be taken at once.
    update(std::string_view("\0", 1));
    return nonce;
  }

 private:
  void update(std::string_view with) {
    key_ = hmac_sha256(key_, cat({value_, with}));
    value_ = hmac_sha256(key_, value_);
  }

  std::string value_;
  std::string key_;
};

/// The inverse modulo the group's order by Fermat's theorem, in constant time since the number is secret.
OwnedNumber inverse_scalar(const BIGNUM* number, BN_CTX* context) {
  const BIGNUM* order = EC_GROUP_get0_order(p256_group());
  const OwnedNumber exponent(must(BN_dup(order)));
  must(BN_sub_word(exponent.get(), 2));
  OwnedNumber inverse = new_number();
  must(BN_mod_exp_mont_consttime(inverse.get(), number, exponent.get(), order, context, nullptr));
  return inverse;
}

/// The x coordinate of the nonce's point, modulo the order.
OwnedNumber point_of_nonce(const BIGNUM* nonce, BN_CTX* context) {
  const OwnedPoint point(must(EC_POINT_new(p256_group())));
  OwnedNumber x = new_number();
  must(EC_POINT_mul(p256_group(), point.get(), nonce, nullptr, nullptr, context));
  must(EC_POINT_get_affine_coordinates(p256_group(), point.get(), x.get(), nullptr, context));
  must(BN_nnmod(x.get(), x.get(), EC_GROUP_get0_order(p256_group()), context));
  return x;
}

}  // namespace

std::string sign_es256(std::string_view scalar, std::string_view message) {
  const OwnedNumberContext context = new_number_context();
  const BIGNUM* order = EC_GROUP_get0_order(p256_group());
  const OwnedNumber d = number_of(scalar);
  const OwnedNumber digest = number_of(sha256(message));
  must(BN_nnmod(digest.get(), digest.get(), order, context.get()));

  Nonces nonces(scalar, bytes_of(digest.get(), p256_number_bytes));
  for (;;) {
    const OwnedNumber nonce = nonces.next();
    if (!is_p256_scalar(nonce.get())) continue;
    const OwnedNumber r = point_of_nonce(nonce.get(), context.get());
    // s = (digest + r d) / nonce, FIPS 186-5 §6.4.1
    const OwnedNumber s = new_number();
    must(BN_mod_mul(s.get(), r.get(), d.get(), order, context.get()));
    must(BN_mod_add(s.get(), s.get(), digest.get(), order, context.get()));
    must(BN_mod_mul(s.get(), s.get(), inverse_scalar(nonce.get(), context.get()).get(), order, context.get()));
    if (BN_is_zero(r.get()) == 0 && BN_is_zero(s.get()) == 0)
      return bytes_of(r.get(), p256_number_bytes) + bytes_of(s.get(), p256_number_bytes);
  }
}

std::optional<std::string> ecdsa_signature_as_der(std::string_view signature, size_t number_bytes) {
  if (signature.size() != 2 * number_bytes) return std::nullopt;
  OwnedNumber r = number_of(signature.substr(0, number_bytes));
  OwnedNumber s = number_of(signature.substr(number_bytes));
  const OwnedEcdsa numbers(must(ECDSA_SIG_new()));
  must(ECDSA_SIG_set0(numbers.get(), r.get(), s.get()));
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  std::string der(static_cast<size_t>(i2d_ECDSA_SIG(numbers.get(), nullptr)), '\0');
  unsigned char* out = octets(der);
  must(i2d_ECDSA_SIG(numbers.get(), &out) > 0 ? 1 : 0);
  return der;
}

}  // namespace understudy::crypto
