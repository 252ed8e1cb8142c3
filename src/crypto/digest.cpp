#include "crypto/digest.h"

#include <array>
#include <openssl/crypto.h>

#include "crypto/owned.h"

namespace understudy::crypto {

namespace {

constexpr size_t block_size = 64;  // of SHA-1 and SHA-256

/// Fetched once: a fetch for each digest would cost more than a short digest.
const EVP_MD* method_of(Hash hash) {
  static const std::array<OwnedDigest, 3> methods{OwnedDigest(must(EVP_MD_fetch(nullptr, "SHA256", nullptr))),
                                                  OwnedDigest(must(EVP_MD_fetch(nullptr, "SHA384", nullptr))),
                                                  OwnedDigest(must(EVP_MD_fetch(nullptr, "SHA512", nullptr)))};
  return methods[static_cast<size_t>(hash)].get();
}

EVP_MD_CTX* digest_context() {
  thread_local const OwnedDigestContext context(must(EVP_MD_CTX_new()));
  return context.get();
}

/// The key, padded to one block, with every byte flipped by `pad` (RFC 2104 §2).
std::string padded(std::string_view key, unsigned char pad) {
  std::string block(block_size, static_cast<char>(pad));
  for (size_t i = 0; i < key.size(); ++i) block[i] = static_cast<char>(block[i] ^ key[i]);
  return block;
}

std::string digest_of_parts(const EVP_MD* method, std::initializer_list<std::string_view> parts) {
  EVP_MD_CTX* context = digest_context();
  std::string digest(static_cast<size_t>(EVP_MD_get_size(method)), '\0');
  must(EVP_DigestInit_ex2(context, method, nullptr));
  for (const auto part : parts) must(EVP_DigestUpdate(context, part.data(), part.size()));
  must(EVP_DigestFinal_ex(context, octets(digest), nullptr));
  return digest;
}

/// RFC 2104 §2.
std::string hmac(const EVP_MD* method, std::string_view key, std::string_view message) {
  const std::string short_key = key.size() > block_size ? digest_of_parts(method, {key}) : std::string(key);
  const std::string inner = digest_of_parts(method, {padded(short_key, 0x36), message});
  return digest_of_parts(method, {padded(short_key, 0x5C), inner});
}

}  // namespace

std::string sha256_of_parts(std::initializer_list<std::string_view> parts) {
  return digest_of_parts(method_of(Hash::sha256), parts);
}

std::string digest(Hash hash, std::string_view message) { return digest_of_parts(method_of(hash), {message}); }

std::string sha256(std::string_view message) { return sha256_of_parts({message}); }

std::string hmac_sha256(std::string_view key, std::string_view message) {
  return hmac(method_of(Hash::sha256), key, message);
}

std::string hmac_sha1(std::string_view key, std::string_view message) {
  static const OwnedDigest method(must(EVP_MD_fetch(nullptr, "SHA1", nullptr)));
  return hmac(method.get(), key, message);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace understudy::crypto
