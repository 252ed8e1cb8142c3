#include "crypto/key_parts.h"

#include <openssl/core_names.h>
#include <openssl/objects.h>
#include <utility>

#include "base/text.h"

namespace understudy::crypto {

namespace {

constexpr size_t scalar_bytes = 32;  // of P-256 and Ed25519

OwnedNumber minus_one(const BIGNUM* number) {
  OwnedNumber less(must(BN_dup(number)));
  must(BN_sub_word(less.get(), 1));
  return less;
}

OwnedNumber product(const BIGNUM* a, const BIGNUM* b, BN_CTX* context) {
  OwnedNumber result = new_number();
  must(BN_mul(result.get(), a, b, context));
  return result;
}

OwnedNumber rest(const BIGNUM* number, const BIGNUM* divisor, BN_CTX* context) {
  OwnedNumber result = new_number();
  must(BN_nnmod(result.get(), number, divisor, context));
  return result;
}

bool is_one_modulo(const BIGNUM* a, const BIGNUM* b, const BIGNUM* divisor, BN_CTX* context) {
  return BN_is_one(rest(product(a, b, context).get(), divisor, context).get()) != 0;
}

void push(OSSL_PARAM_BLD* builder, const char* name, const OwnedNumber& number) {
  must(OSSL_PARAM_BLD_push_BN(builder, name, number.get()));
}

void push(OSSL_PARAM_BLD* builder, const RsaPublicParts& parts) {
  push(builder, OSSL_PKEY_PARAM_RSA_N, parts.n);
  push(builder, OSSL_PKEY_PARAM_RSA_E, parts.e);
}

/// SEC 1 §2.3.3
std::string uncompressed(const EcPublicParts& parts) { return cat({"\x04", parts.x, parts.y}); }

/// The builder only points to `point`, which must live until it is used.
void push_point(OSSL_PARAM_BLD* builder, const Curve& curve, const std::string& point) {
  must(OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, curve.group_name, 0));
  must(OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()));
}

/// `selection`: EVP_PKEY_PUBLIC_KEY or EVP_PKEY_KEYPAIR.
OwnedPkey from_parameters(const char* type, int selection, OSSL_PARAM_BLD* builder) {
  const OwnedParameters parameters(must(OSSL_PARAM_BLD_to_param(builder)));
  const OwnedPkeyContext context(must(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr)));
  must(EVP_PKEY_fromdata_init(context.get()));
  EVP_PKEY* pkey = nullptr;
  must(EVP_PKEY_fromdata(context.get(), &pkey, selection, parameters.get()));
  return OwnedPkey(must(pkey));
}

OwnedNumber number_parameter(const EVP_PKEY* pkey, const char* name) {
  BIGNUM* number = nullptr;
  must(EVP_PKEY_get_bn_param(pkey, name, &number));
  return OwnedNumber(must(number));
}

}  // namespace

RsaParts rsa_parts_of_primes(OwnedNumber p, OwnedNumber q, unsigned e) {
  // qi is the inverse of the smaller prime, as most software writes its keys.
  if (BN_cmp(p.get(), q.get()) < 0) std::swap(p, q);
  const OwnedNumberContext context = new_number_context();
  const OwnedNumber p_less = minus_one(p.get());
  const OwnedNumber q_less = minus_one(q.get());
  const OwnedNumber divisor = new_number();
  const OwnedNumber multiple = new_number();
  must(BN_gcd(divisor.get(), p_less.get(), q_less.get(), context.get()));
  must(BN_div(multiple.get(), nullptr, product(p_less.get(), q_less.get(), context.get()).get(), divisor.get(),
              context.get()));

  RsaParts parts;
  parts.e = new_number();
  must(BN_set_word(parts.e.get(), e));
  parts.n = product(p.get(), q.get(), context.get());
  parts.d.reset(must(BN_mod_inverse(nullptr, parts.e.get(), multiple.get(), context.get())));
  parts.dp = rest(parts.d.get(), p_less.get(), context.get());
  parts.dq = rest(parts.d.get(), q_less.get(), context.get());
  parts.qi.reset(must(BN_mod_inverse(nullptr, q.get(), p.get(), context.get())));
  parts.p = std::move(p);
  parts.q = std::move(q);
  return parts;
}

bool is_consistent(const RsaParts& parts) {
  const BIGNUM *p = parts.p.get(), *q = parts.q.get(), *d = parts.d.get(), *e = parts.e.get();
  const OwnedNumberContext context = new_number_context();
  if (BN_is_odd(p) == 0 || BN_is_odd(q) == 0 || BN_is_one(p) != 0 || BN_is_one(q) != 0) return false;
  if (BN_cmp(product(p, q, context.get()).get(), parts.n.get()) != 0 || BN_cmp(d, parts.n.get()) >= 0) return false;
  const OwnedNumber p_less = minus_one(p);
  const OwnedNumber q_less = minus_one(q);
  return is_one_modulo(e, d, p_less.get(), context.get()) && is_one_modulo(e, d, q_less.get(), context.get()) &&
         BN_cmp(parts.dp.get(), rest(d, p_less.get(), context.get()).get()) == 0 &&
         BN_cmp(parts.dq.get(), rest(d, q_less.get(), context.get()).get()) == 0 && BN_cmp(parts.qi.get(), p) < 0 &&
         is_one_modulo(parts.qi.get(), q, p, context.get());
}

bool is_p256_scalar(const BIGNUM* number) {
  return BN_is_zero(number) == 0 && BN_cmp(number, EC_GROUP_get0_order(p256_group())) < 0;
}

P256Parts p256_parts_of_scalar(std::string_view d) {
  const OwnedNumberContext context = new_number_context();
  const EC_GROUP* group = p256_group();
  const OwnedNumber scalar = number_of(d);
  must(is_p256_scalar(scalar.get()) ? 1 : 0);
  const OwnedPoint point(must(EC_POINT_new(group)));
  const OwnedNumber x = new_number();
  const OwnedNumber y = new_number();
  must(EC_POINT_mul(group, point.get(), scalar.get(), nullptr, nullptr, context.get()));
  must(EC_POINT_get_affine_coordinates(group, point.get(), x.get(), y.get(), context.get()));
  const Curve& curve = curve_of(KeyType::p256);
  return {{&curve, bytes_of(x.get(), curve.bytes), bytes_of(y.get(), curve.bytes)},
          bytes_of(scalar.get(), scalar_bytes)};
}

Ed25519Parts ed25519_parts_of_seed(std::string_view d) {
  const OwnedPkey pkey(must(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(d), d.size())));
  return ed25519_parts_of(pkey.get());
}

OwnedPkey assemble(const RsaPublicParts& parts) {
  const OwnedParameterBuilder builder(must(OSSL_PARAM_BLD_new()));
  push(builder.get(), parts);
  return from_parameters("RSA", EVP_PKEY_PUBLIC_KEY, builder.get());
}

OwnedPkey assemble(const RsaParts& parts) {
  const OwnedParameterBuilder builder(must(OSSL_PARAM_BLD_new()));
  push(builder.get(), parts);
  push(builder.get(), OSSL_PKEY_PARAM_RSA_D, parts.d);
  push(builder.get(), OSSL_PKEY_PARAM_RSA_FACTOR1, parts.p);
  push(builder.get(), OSSL_PKEY_PARAM_RSA_FACTOR2, parts.q);
  push(builder.get(), OSSL_PKEY_PARAM_RSA_EXPONENT1, parts.dp);
  push(builder.get(), OSSL_PKEY_PARAM_RSA_EXPONENT2, parts.dq);
  push(builder.get(), OSSL_PKEY_PARAM_RSA_COEFFICIENT1, parts.qi);
  return from_parameters("RSA", EVP_PKEY_KEYPAIR, builder.get());
}

OwnedPkey assemble(const EcPublicParts& parts) {
  const OwnedParameterBuilder builder(must(OSSL_PARAM_BLD_new()));
  const std::string point = uncompressed(parts);
  push_point(builder.get(), *parts.curve, point);
  return from_parameters("EC", EVP_PKEY_PUBLIC_KEY, builder.get());
}

OwnedPkey assemble(const P256Parts& parts) {
  const OwnedParameterBuilder builder(must(OSSL_PARAM_BLD_new()));
  const OwnedNumber d = number_of(parts.d);
  const std::string point = uncompressed(parts);
  push_point(builder.get(), *parts.curve, point);
  push(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, d);
  return from_parameters("EC", EVP_PKEY_KEYPAIR, builder.get());
}

OwnedPkey assemble(const Ed25519PublicParts& parts) {
  return OwnedPkey(must(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(parts.x), parts.x.size())));
}

OwnedPkey assemble(const Ed25519Parts& parts) {
  return OwnedPkey(must(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(parts.d), parts.d.size())));
}

RsaPublicParts rsa_public_parts_of(const EVP_PKEY* pkey) {
  return {number_parameter(pkey, OSSL_PKEY_PARAM_RSA_N), number_parameter(pkey, OSSL_PKEY_PARAM_RSA_E)};
}

RsaParts rsa_parts_of(const EVP_PKEY* pkey) {
  return {rsa_public_parts_of(pkey),
          number_parameter(pkey, OSSL_PKEY_PARAM_RSA_D),
          number_parameter(pkey, OSSL_PKEY_PARAM_RSA_FACTOR1),
          number_parameter(pkey, OSSL_PKEY_PARAM_RSA_FACTOR2),
          number_parameter(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT1),
          number_parameter(pkey, OSSL_PKEY_PARAM_RSA_EXPONENT2),
          number_parameter(pkey, OSSL_PKEY_PARAM_RSA_COEFFICIENT1)};
}

EcPublicParts ec_public_parts_of(const EVP_PKEY* pkey, const Curve& curve) {
  return {&curve, bytes_of(number_parameter(pkey, OSSL_PKEY_PARAM_EC_PUB_X).get(), curve.bytes),
          bytes_of(number_parameter(pkey, OSSL_PKEY_PARAM_EC_PUB_Y).get(), curve.bytes)};
}

P256Parts p256_parts_of(const EVP_PKEY* pkey) {
  return {ec_public_parts_of(pkey, curve_of(KeyType::p256)),
          bytes_of(number_parameter(pkey, OSSL_PKEY_PARAM_PRIV_KEY).get(), scalar_bytes)};
}

Ed25519PublicParts ed25519_public_parts_of(const EVP_PKEY* pkey) {
  Ed25519PublicParts parts{std::string(scalar_bytes, '\0')};
  size_t size = scalar_bytes;
  must(EVP_PKEY_get_raw_public_key(pkey, octets(parts.x), &size));
  return parts;
}

Ed25519Parts ed25519_parts_of(const EVP_PKEY* pkey) {
  Ed25519Parts parts{ed25519_public_parts_of(pkey), std::string(scalar_bytes, '\0')};
  size_t size = scalar_bytes;
  must(EVP_PKEY_get_raw_private_key(pkey, octets(parts.d), &size));
  return parts;
}

std::string bytes_of(const BIGNUM* number) { return bytes_of(number, static_cast<size_t>(BN_num_bytes(number))); }

std::string bytes_of(const BIGNUM* number, size_t size) {
  std::string bytes(size, '\0');
  must(BN_bn2binpad(number, octets(bytes), static_cast<int>(size)) == static_cast<int>(size) ? 1 : 0);
  return bytes;
}

OwnedNumber number_of(std::string_view bytes) {
  return OwnedNumber(must(BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr)));
}

const Curve& curve_of(KeyType type) {
  for (const auto& curve : curves)
    if (curve.type == type) return curve;
  throw OpenSslFailure("a key without a curve");
}

const EC_GROUP* group_of(const Curve& curve) {
  static const auto groups = [] {
    std::array<OwnedGroup, curves.size()> made;
    for (size_t i = 0; i < curves.size(); ++i)
      made[i].reset(must(EC_GROUP_new_by_curve_name(OBJ_txt2nid(curves[i].group_name))));
    return made;
  }();
  return groups[static_cast<size_t>(&curve - curves.data())].get();
}

const EC_GROUP* p256_group() { return group_of(curve_of(KeyType::p256)); }

}  // namespace understudy::crypto
