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

/// RFC 8032 §5.1.2: y, little-endian, with the lowest bit of x in the place of its highest.
struct EncodedPoint {
  OwnedNumber y;
  bool x_is_odd;
};

EncodedPoint decoded(const Ed25519PublicParts& parts) {
  std::string big_endian(parts.x.rbegin(), parts.x.rend());
  const auto first = static_cast<unsigned char>(big_endian.front());
  big_endian.front() = static_cast<char>(first & 0x7fU);
  return {number_of(big_endian), (first & 0x80U) != 0};
}

OwnedNumber square(const BIGNUM* number, BN_CTX* context) {
  OwnedNumber result = new_number();
  must(BN_mod_sqr(result.get(), number, edwards25519().prime.get(), context));
  return result;
}

/// The y of twice a point, by the doubling formula in which d x² y² = y² - x² - 1 stands for the product:
/// (y² + x²) / (2 - y² + x²), with x² = (y² - 1) / (d y² + 1).
OwnedNumber y_of_double(const BIGNUM* y, BN_CTX* context) {
  const auto& [prime, d] = edwards25519();
  const auto quotient = [&, modulus = prime.get()](const BIGNUM* dividend, const BIGNUM* divisor) {
    OwnedNumber result(must(BN_mod_inverse(nullptr, divisor, modulus, context)));
    must(BN_mod_mul(result.get(), result.get(), dividend, modulus, context));
    return result;
  };
  const OwnedNumber y2 = square(y, context);
  const OwnedNumber numerator = new_number();
  const OwnedNumber denominator = new_number();
  must(BN_mod_sub(numerator.get(), y2.get(), BN_value_one(), prime.get(), context));
  must(BN_mod_mul(denominator.get(), d.get(), y2.get(), prime.get(), context));
  must(BN_mod_add(denominator.get(), denominator.get(), BN_value_one(), prime.get(), context));
  const OwnedNumber x2 = quotient(numerator.get(), denominator.get());
  must(BN_mod_add(numerator.get(), y2.get(), x2.get(), prime.get(), context));
  must(BN_mod_sub(denominator.get(), x2.get(), y2.get(), prime.get(), context));
  must(BN_add_word(denominator.get(), 2));
  return quotient(numerator.get(), denominator.get());
}

/// Eight points of the curve that differ by one of small order have it in common.
OwnedNumber y_of_eightfold(const OwnedNumber& y) {
  const OwnedNumberContext context = new_number_context();
  OwnedNumber result = y_of_double(y.get(), context.get());
  for (int doublings = 1; doublings < 3; ++doublings) result = y_of_double(result.get(), context.get());
  return result;
}

}  // namespace

bool is_point(const EcPublicParts& parts) {
  const OwnedNumberContext context = new_number_context();
  const EC_GROUP* group = group_of(*parts.curve);
  const OwnedPoint point(must(EC_POINT_new(group)));
  const bool good = EC_POINT_set_affine_coordinates(group, point.get(), number_of(parts.x).get(),
                                                    number_of(parts.y).get(), context.get()) == 1;
  ERR_clear_error();
  return good;
}

bool is_point(const Ed25519PublicParts& parts) {
  const auto& [prime, d] = edwards25519();
  const auto [y, x_is_odd] = decoded(parts);
  if (BN_cmp(y.get(), prime.get()) >= 0) return false;

  // x² = u / v with u = y² - 1 and v = d y² + 1. u / v and u v are squares together, and v is never zero.
  const OwnedNumberContext context = new_number_context();
  const OwnedNumber u = square(y.get(), context.get());
  const OwnedNumber v = new_number();
  must(BN_mod_mul(v.get(), d.get(), u.get(), prime.get(), context.get()));
  must(BN_add_word(v.get(), 1));
  must(BN_sub_word(u.get(), 1));
  must(BN_mod_mul(u.get(), u.get(), v.get(), prime.get(), context.get()));
  if (BN_is_zero(u.get()) != 0) return !x_is_odd;
  return BN_kronecker(u.get(), prime.get(), context.get()) == 1;
}

bool has_small_order(const Ed25519PublicParts& parts) { return BN_is_one(y_of_eightfold(decoded(parts).y).get()) != 0; }

bool is_base_point(const EcPublicParts& parts) {
  const OwnedNumberContext context = new_number_context();
  const EC_GROUP* group = group_of(*parts.curve);
  const OwnedNumber x = new_number();
  must(EC_POINT_get_affine_coordinates(group, EC_GROUP_get0_generator(group), x.get(), nullptr, context.get()));
  return BN_cmp(x.get(), number_of(parts.x).get()) == 0;
}

bool is_near_base_point(const Ed25519PublicParts& parts) {
  // RFC 8032 §5.1: its y is 4/5.
  static const OwnedNumber base =
      y_of_eightfold(number_of(*from_hex("6666666666666666666666666666666666666666666666666666666666666658")));
  return BN_cmp(y_of_eightfold(decoded(parts).y).get(), base.get()) == 0;
}

}  // namespace understudy::crypto
