// OpenSSL objects with an owner, and what to do when OpenSSL says no. Only files of crypto/ and tls/ include this.
#pragma once

#include <memory>
#include <new>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace understudy::crypto {

template <auto free>
struct FreedBy {
  template <typename T>
  void operator()(T* object) const {
    free(object);
  }
};

using OwnedNumber = std::unique_ptr<BIGNUM, FreedBy<BN_clear_free>>;
using OwnedNumberContext = std::unique_ptr<BN_CTX, FreedBy<BN_CTX_free>>;
using OwnedMontgomery = std::unique_ptr<BN_MONT_CTX, FreedBy<BN_MONT_CTX_free>>;
using OwnedGroup = std::unique_ptr<EC_GROUP, FreedBy<EC_GROUP_free>>;
using OwnedPoint = std::unique_ptr<EC_POINT, FreedBy<EC_POINT_free>>;
using OwnedEcdsa = std::unique_ptr<ECDSA_SIG, FreedBy<ECDSA_SIG_free>>;
using OwnedPkey = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;
using OwnedPkeyContext = std::unique_ptr<EVP_PKEY_CTX, FreedBy<EVP_PKEY_CTX_free>>;
using OwnedDigest = std::unique_ptr<EVP_MD, FreedBy<EVP_MD_free>>;
using OwnedDigestContext = std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>>;
using OwnedCipher = std::unique_ptr<EVP_CIPHER, FreedBy<EVP_CIPHER_free>>;
using OwnedCipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreedBy<EVP_CIPHER_CTX_free>>;
using OwnedBio = std::unique_ptr<BIO, FreedBy<BIO_free>>;
using OwnedParameters = std::unique_ptr<OSSL_PARAM, FreedBy<OSSL_PARAM_free>>;
using OwnedParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, FreedBy<OSSL_PARAM_BLD_free>>;

/// OpenSSL failed where nothing that came from outside could make it fail, or where the caller must catch this.
struct OpenSslFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws, leaving OpenSSL's error queue empty, where `success` is not 1 as OpenSSL's functions return it.
inline void must(int success) {
  if (success == 1) return;
  ERR_clear_error();
  throw OpenSslFailure("an OpenSSL function failed");
}

/// Hands the object on; throws where OpenSSL returned none.
template <typename T>
T* must(T* object) {
  must(object != nullptr ? 1 : 0);
  return object;
}

/// Bytes as OpenSSL's functions take and fill them.
inline const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* octets(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

/// What a division by 2 leaves of a whole number.
inline void halve(BIGNUM* number) { must(BN_div_word(number, 2) == static_cast<BN_ULONG>(-1) ? 0 : 1); }

inline OwnedNumber new_number() { return OwnedNumber(must(BN_new())); }
inline OwnedNumberContext new_number_context() { return OwnedNumberContext(must(BN_CTX_new())); }

}  // namespace understudy::crypto
