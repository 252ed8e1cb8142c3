// The numbers that keys are made of, put together into OpenSSL's keys and read out of them again.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "crypto/algorithm.h"
#include "crypto/owned.h"

namespace understudy::crypto {

struct RsaPublicParts {
  OwnedNumber n, e;
};
/// RFC 8017 §3.2: n = pq, ed = 1 mod lcm(p-1, q-1), dp = d mod p-1, dq = d mod q-1, qi = q^-1 mod p.
struct RsaParts : RsaPublicParts {
  OwnedNumber d, p, q, dp, dq, qi;
};

/// A curve of NIST's, as RFC 7518 §6.2.1.1 names it.
struct Curve {
  KeyType type;
  std::string_view name;
  const char* group_name;  ///< OpenSSL's
  size_t bytes;            ///< of a coordinate
};
inline constexpr std::array curves{Curve{KeyType::p256, "P-256", "prime256v1", 32},
                                   Curve{KeyType::p384, "P-384", "secp384r1", 48},
                                   Curve{KeyType::p521, "P-521", "secp521r1", 66}};
/// Throws OpenSslFailure where keys of that type are on no such curve.
const Curve& curve_of(KeyType type);

/// The public point's coordinates at their full length.
struct EcPublicParts {
  const Curve* curve;
  std::string x, y;
};
/// Its private scalar, 32 bytes.
struct P256Parts : EcPublicParts {
  std::string d;
};

/// The public point and the private seed of RFC 8032, 32 bytes each.
struct Ed25519PublicParts {
  std::string x;
};
struct Ed25519Parts : Ed25519PublicParts {
  std::string d;
};

RsaParts rsa_parts_of_primes(OwnedNumber p, OwnedNumber q, unsigned e);
/// True where all eight numbers belong together as RFC 8017 says. Whether p and q are prime is left open.
bool is_consistent(const RsaParts& parts);

/// From 1 to the group's order - 1.
bool is_p256_scalar(const BIGNUM* number);
/// Throws where `d` is no such number.
P256Parts p256_parts_of_scalar(std::string_view d);
Ed25519Parts ed25519_parts_of_seed(std::string_view d);

OwnedPkey assemble(const RsaPublicParts& parts);
OwnedPkey assemble(const EcPublicParts& parts);
OwnedPkey assemble(const Ed25519PublicParts& parts);
OwnedPkey assemble(const RsaParts& parts);
OwnedPkey assemble(const P256Parts& parts);
OwnedPkey assemble(const Ed25519Parts& parts);

// Each throws OpenSslFailure where the key is not of that kind or lacks the private half that is asked for.
RsaPublicParts rsa_public_parts_of(const EVP_PKEY* pkey);
EcPublicParts ec_public_parts_of(const EVP_PKEY* pkey, const Curve& curve);
Ed25519PublicParts ed25519_public_parts_of(const EVP_PKEY* pkey);
RsaParts rsa_parts_of(const EVP_PKEY* pkey);
P256Parts p256_parts_of(const EVP_PKEY* pkey);
Ed25519Parts ed25519_parts_of(const EVP_PKEY* pkey);

/// Big-endian: as few bytes as the number needs, or `size` of them.
std::string bytes_of(const BIGNUM* number);
std::string bytes_of(const BIGNUM* number, size_t size);
OwnedNumber number_of(std::string_view bytes);

// Made once and shared.
const EC_GROUP* group_of(const Curve& curve);
const EC_GROUP* p256_group();

}  // namespace understudy::crypto
