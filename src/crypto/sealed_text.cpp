#include "crypto/sealed_text.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/owned.h"

namespace understudy::crypto {

namespace {

constexpr size_t iv_size = 16;  // one block of AES
constexpr size_t signature_size = 32;
constexpr size_t longest_text = 16 * 1024;  // more than any cookie holds

/// Fetched once: a fetch for each text would cost more than a short text.
const EVP_CIPHER* aes_256_cbc() {
  static const OwnedCipher cipher(must(EVP_CIPHER_fetch(nullptr, "AES-256-CBC", nullptr)));
  return cipher.get();
}

EVP_CIPHER_CTX* cipher_context() {
  thread_local const OwnedCipherContext context(must(EVP_CIPHER_CTX_new()));
  return context.get();
}

std::string encryption_key(std::string_view secret) { return hmac_sha256(secret, "sealed text: encryption"); }

/// The IV is signed too: a byte changed there would change a byte of the text and nothing else.
std::string signature(std::string_view secret, std::string_view iv, std::string_view text) {
  return hmac_sha256(hmac_sha256(secret, "sealed text: signature"), cat({iv, text}));
}

/// Nothing where the padding is wrong, which is told apart from a wrong signature by nobody outside.
std::optional<std::string> decrypt(std::string_view secret, std::string_view iv, std::string_view bytes) {
  EVP_CIPHER_CTX* context = cipher_context();
  must(EVP_DecryptInit_ex2(context, aes_256_cbc(), octets(encryption_key(secret)), octets(iv), nullptr));
  std::string text(bytes.size() + iv_size, '\0');
  int size = 0;
  int rest = 0;
  must(EVP_DecryptUpdate(context, octets(text), &size, octets(bytes), static_cast<int>(bytes.size())));
  if (EVP_DecryptFinal_ex(context, octets(text) + size, &rest) != 1) {
    ERR_clear_error();
    return std::nullopt;
  }
  text.resize(static_cast<size_t>(size) + static_cast<size_t>(rest));
  return text;
}

}  // namespace

std::string seal(std::string_view secret, std::string_view iv, std::string_view text) {
  const std::string plain = cat({text, signature(secret, iv, text)});
  EVP_CIPHER_CTX* context = cipher_context();
  must(EVP_EncryptInit_ex2(context, aes_256_cbc(), octets(encryption_key(secret)), octets(iv), nullptr));
  std::string sealed(iv);
  sealed.resize(iv_size + plain.size() + iv_size);
  int size = 0;
  int rest = 0;
  must(EVP_EncryptUpdate(context, octets(sealed) + iv_size, &size, octets(plain), static_cast<int>(plain.size())));
  must(EVP_EncryptFinal_ex(context, octets(sealed) + iv_size + size, &rest));
  sealed.resize(iv_size + static_cast<size_t>(size) + static_cast<size_t>(rest));
  return sealed;
}

std::optional<std::string> unseal(std::string_view secret, std::string_view sealed) {
  if (sealed.size() < iv_size + signature_size || sealed.size() > longest_text || sealed.size() % iv_size != 0)
    return std::nullopt;
  const auto iv = sealed.substr(0, iv_size);
  auto plain = decrypt(secret, iv, sealed.substr(iv_size));
  if (!plain || plain->size() < signature_size) return std::nullopt;
  const size_t size = plain->size() - signature_size;
  const auto text = std::string_view(*plain).substr(0, size);
  if (!equal_in_constant_time(signature(secret, iv, text), std::string_view(*plain).substr(size))) return std::nullopt;
  plain->resize(size);
  return plain;
}

}  // namespace understudy::crypto
