// OpenSSL's signing and verifying contexts, kept ready by each thread for the keys it used last.
#include <algorithm>
#include <openssl/rsa.h>
#include <vector>

#include "crypto/key_material.h"

namespace understudy::crypto {

namespace {

/// As many keys as a busy server signs with in turn; each costs about 10 KB a thread.
constexpr size_t keys_kept = 16;

/// What one thread keeps of one key under one algorithm. Holding the material makes sure that its address never comes
/// to mean another.
struct Kept {
  std::shared_ptr<const void> material;
  Algorithm algorithm;
  OwnedPkey pkey;
  OwnedPkeyContext signing;
  OwnedPkeyContext verifying;
};

/// This thread's keys, the one used last in front.
std::vector<Kept>& kept_keys() {
  thread_local std::vector<Kept> kept;
  return kept;
}

const EVP_MD* method_of(Hash hash) {
  switch (hash) {
    case Hash::sha256: return EVP_sha256();
    case Hash::sha384: return EVP_sha384();
    case Hash::sha512: return EVP_sha512();
  }
  throw OpenSslFailure("a digest without a method");
}

OwnedPkeyContext ready(EVP_PKEY* pkey, const AlgorithmRow& row, Use use) {
  OwnedPkeyContext context(must(EVP_PKEY_CTX_new(pkey, nullptr)));
  must(use == Use::sign ? EVP_PKEY_sign_init(context.get()) : EVP_PKEY_verify_init(context.get()));
  if (row.scheme == Scheme::pkcs1) must(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING));
  if (row.scheme == Scheme::pss) {
    must(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING));
    must(EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), RSA_PSS_SALTLEN_DIGEST));
  }
  must(EVP_PKEY_CTX_set_signature_md(context.get(), method_of(row.hash)));
  return context;
}

}  // namespace

EVP_PKEY_CTX* PublicKey::Material::thread_context(Use use, const AlgorithmRow& row) const {
  auto& kept = kept_keys();
  auto found = std::find_if(kept.begin(), kept.end(), [&](const Kept& key) {
    return key.material.get() == this && key.algorithm == row.algorithm;
  });
  if (found == kept.end()) {
    // OpenSSL blinds each RSA operation with numbers that all threads on one EVP_PKEY share behind a lock; a copy of
    // the key has its own.
    OwnedPkey copy(must(EVP_PKEY_dup(pkey.get())));
    if (kept.size() == keys_kept) kept.pop_back();
    found = kept.insert(kept.end(), Kept{shared_from_this(), row.algorithm, std::move(copy), nullptr, nullptr});
  }
  std::rotate(kept.begin(), found, found + 1);
  auto& context = use == Use::sign ? kept.front().signing : kept.front().verifying;
  if (context == nullptr) context = ready(kept.front().pkey.get(), row, use);
  return context.get();
}

}  // namespace understudy::crypto
