#include <algorithm>
#include <array>
#include <openssl/pem.h>
#include <optional>

#include "base/text.h"
#include "crypto/key_import.h"

namespace understudy::crypto {

namespace {

/// What the label of a PEM block says about it.
struct Label {
  std::string_view text;
  std::string_view why_unusable;  ///< empty: a private key to try
};

constexpr std::array known_labels{
    Label{"PRIVATE KEY", ""},
    Label{"RSA PRIVATE KEY", ""},
    Label{"EC PRIVATE KEY", ""},
    Label{"ENCRYPTED PRIVATE KEY", "the key is encrypted; it is needed without a password"},
    Label{"PUBLIC KEY", "it is a public key; its private half is needed to sign"},
    Label{"RSA PUBLIC KEY", "it is a public key; its private half is needed to sign"},
    Label{"CERTIFICATE", "it is a certificate; the private key is needed to sign"},
    Label{"OPENSSH PRIVATE KEY", "it is in OpenSSH's own format; `ssh-keygen -p -m PKCS8` turns it into PEM"},
    // Comes before the key in files that OpenSSL's command line writes, and says nothing that the key does not.
    Label{"EC PARAMETERS", "it has the parameters of a curve but no key"},
};

struct Block {
  std::string_view text;  ///< with its first and last line
  Label label;
};

std::optional<Block> next_block(std::string_view text) {
  constexpr std::string_view opening = "-----BEGIN ";
  constexpr std::string_view dashes = "-----";
  const size_t begin = text.find(opening);
  if (begin == std::string_view::npos) return std::nullopt;
  const size_t name = begin + opening.size();
  const size_t name_end = text.find(dashes, name);
  if (name_end == std::string_view::npos) throw UnusableKey{"a line that begins a PEM block is cut off"};
  const std::string_view label = text.substr(name, name_end - name);
  const std::string closing = cat({"-----END ", label, dashes});
  const size_t end = text.find(closing, name_end);
  if (end == std::string_view::npos) throw UnusableKey{cat({"a PEM block has no line \"", shorten(closing, 60), "\""})};

  const auto* known =
      std::find_if(known_labels.begin(), known_labels.end(), [&](const Label& row) { return row.text == label; });
  return Block{
      text.substr(begin, end + closing.size() - begin),
      known != known_labels.end() ? *known : Label{label, "none of its PEM blocks is a private key known here"}};
}

std::string_view only_private_key(std::string_view text) {
  std::string_view key;
  std::string_view why;
  while (const auto block = next_block(text)) {
    text.remove_prefix(static_cast<size_t>(block->text.data() - text.data()) + block->text.size());
    if (!block->label.why_unusable.empty()) {
      if (why.empty()) why = block->label.why_unusable;
    } else if (!key.empty()) {
      throw UnusableKey{"there is more than one private key"};
    } else {
      key = block->text;
    }
  }
  if (key.empty()) throw UnusableKey{std::string(why.empty() ? "it is neither PEM nor a JWK" : why)};
  // RFC 1421 §4.6, as PKCS#1 and SEC 1 keys are encrypted.
  if (key.find("Proc-Type:") != std::string_view::npos)
    throw UnusableKey{"the key is encrypted; it is needed without a password"};
  return key;
}

/// In OpenSSL's default, a key that needs a password would ask for it on the terminal.
int no_password(char* /*buffer*/, int /*size*/, int /*encrypting*/, void* /*argument*/) { return -1; }

KeyParts parts_of(const EVP_PKEY* pkey) {
  if (EVP_PKEY_is_a(pkey, "RSA") != 0) return rsa_parts_of(pkey);
  if (EVP_PKEY_is_a(pkey, "ED25519") != 0) return ed25519_parts_of(pkey);
  if (EVP_PKEY_is_a(pkey, "EC") == 0) {
    const char* type = EVP_PKEY_get0_type_name(pkey);
    throw UnusableKey{
        cat({"it is a key of type ", type != nullptr ? type : "unknown", "; RSA, EC (P-256) and Ed25519 are taken"})};
  }
  std::array<char, 64> curve{};
  must(EVP_PKEY_get_group_name(pkey, curve.data(), curve.size(), nullptr));
  if (std::string_view(curve.data()) != "prime256v1")
    throw UnusableKey{cat({"the key's curve is ", curve.data(), "; only P-256 (prime256v1) is taken"})};
  return p256_parts_of(pkey);
}

}  // namespace

KeyParts key_parts_of_pem(std::string_view text) {
  const std::string_view key = only_private_key(text);
  const OwnedBio bio(must(BIO_new_mem_buf(key.data(), static_cast<int>(key.size()))));
  const OwnedPkey pkey(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr));
  if (pkey == nullptr) throw UnusableKey{"the PEM block does not decode to a private key"};
  return parts_of(pkey.get());
}

}  // namespace understudy::crypto
