#include "crypto/points.h"

#include "base/encoding.h"

namespace understudy::crypto {

namespace {

/// RFC 8032 §5.1: the field's prime 2^255 - 19, and d of the curve's equation -x² + y² = 1 + d x² y².
struct Edwards25519 {
  OwnedNumber prime = number_of(*from_hex("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed"));
  OwnedNumber d = number_of(*from_hex("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"));
};

const Edwards25519& edwards25519() {
  static const Edwards25519 curve;
  return curve;
}

}  // namespace

bool is_point(const P256PublicParts& parts) {
  const OwnedNumberContext context = new_number_context();
  const OwnedPoint point(must(EC_POINT_new(p256_group())));
  const bool good = EC_POINT_set_affine_coordinates(p256_group(), point.get(), number_of(parts.x).get(),
                                                    number_of(parts.y).get(), context.get()) == 1;
  ERR_clear_error();
  return good;
}

bool is_point(const Ed25519PublicParts& parts) {
  const auto& [prime, d] = edwards25519();
  std::string big_endian(parts.x.rbegin(), parts.x.rend());
  const bool x_is_odd = (static_cast<unsigned char>(big_endian.front()) & 0x80U) != 0;
  big_endian.front() = static_cast<char>(static_cast<unsigned char>(big_endian.front()) & 0x7fU);
  const OwnedNumber y = number_of(big_endian);
  if (BN_cmp(y.get(), prime.get()) >= 0) return false;

  // x² = u / v with u = y² - 1 and v = d y² + 1. u / v and u v are squares together, and v is never zero.
  const OwnedNumberContext context = new_number_context();
  const OwnedNumber u = new_number();
  const OwnedNumber v = new_number();
  must(BN_mod_sqr(u.get(), y.get(), prime.get(), context.get()));
  must(BN_mod_mul(v.get(), d.get(), u.get(), prime.get(), context.get()));
  must(BN_add_word(v.get(), 1));
  must(BN_sub_word(u.get(), 1));
  must(BN_mod_mul(u.get(), u.get(), v.get(), prime.get(), context.get()));
  if (BN_is_zero(u.get()) != 0) return !x_is_odd;
  return BN_kronecker(u.get(), prime.get(), context.get()) == 1;
}

}  // namespace understudy::crypto
