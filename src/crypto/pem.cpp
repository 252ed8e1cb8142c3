// Keys in PEM (RFC 7468): the blocks of a text, and what each holds.
#include <algorithm>
#include <array>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <optional>
#include <vector>

#include "base/text.h"
#include "crypto/key.h"
#include "crypto/key_import.h"

namespace understudy::crypto {

namespace {

using OwnedCertificate = std::unique_ptr<X509, FreedBy<X509_free>>;
using OwnedBytes = std::unique_ptr<unsigned char, FreedBy<[](unsigned char* bytes) { OPENSSL_free(bytes); }>>;
using OwnedText = std::unique_ptr<char, FreedBy<[](char* text) { OPENSSL_free(text); }>>;

/// What the label of a PEM block says about it. An empty reason: such a key is in it, to be tried.
struct Label {
  std::string_view text;
  std::string_view why_not_private;
  std::string_view why_not_public;
};

constexpr std::string_view encrypted = "the key is encrypted; it is needed without a password";
constexpr std::string_view is_public = "it is a public key; its private half is needed to sign";
constexpr std::string_view is_private = private_half_belongs_elsewhere;

/// Where no block can be used, the reason is that of the first of these rows which the text has.
constexpr std::array labels{
    Label{"PRIVATE KEY", "", is_private},
    Label{"RSA PRIVATE KEY", "", is_private},
    Label{"EC PRIVATE KEY", "", is_private},
    Label{"ENCRYPTED PRIVATE KEY", encrypted, is_private},
    Label{"OPENSSH PRIVATE KEY", "it is in OpenSSH's own format; `ssh-keygen -p -m PKCS8` turns it into PEM",
          is_private},
    Label{"PUBLIC KEY", is_public, ""},
    Label{"RSA PUBLIC KEY", is_public, ""},
    Label{"CERTIFICATE", "it is a certificate; the private key is needed to sign", ""},
    // Comes before the key in files that OpenSSL's command line writes, and says nothing that the key does not.
    Label{"EC PARAMETERS", "it has the parameters of a curve but no key",
          "it has the parameters of a curve but no key"},
    // Any other
    Label{"", "none of its PEM blocks is a private key known here",
          "none of its PEM blocks is a public key known here"},
};

struct Block {
  std::string_view text;  ///< with its first and last line
  const Label* label;     ///< in `labels`
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

  const auto* known = std::find_if(labels.begin(), &labels.back(), [&](const Label& row) { return row.text == label; });
  return Block{text.substr(begin, end + closing.size() - begin), known};
}

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  while (const auto block = next_block(text)) {
    text.remove_prefix(static_cast<size_t>(block->text.data() - text.data()) + block->text.size());
    blocks.push_back(*block);
  }
  return blocks;
}

/// `why_not` is the column of the half that is looked for, `wanted` its name.
Block only_key(const std::vector<Block>& blocks, std::string_view Label::*why_not, std::string_view wanted) {
  std::optional<Block> key;
  const Label* unusable = nullptr;
  for (const Block& block : blocks) {
    if (!(block.label->*why_not).empty()) {
      if (unusable == nullptr || block.label < unusable) unusable = block.label;
    } else if (key) {
      throw UnusableKey{cat({"there is more than one ", wanted})};
    } else {
      key = block;
    }
  }
  if (!key) throw UnusableKey{std::string(unusable != nullptr ? unusable->*why_not : "it is neither PEM nor a JWK")};
  // RFC 1421 §4.6, as PKCS#1 and SEC 1 keys are encrypted.
  if (key->text.find("Proc-Type:") != std::string_view::npos) throw UnusableKey{std::string(encrypted)};
  return *key;
}

/// In OpenSSL's default, a key that needs a password would ask for it on the terminal.
int no_password(char* /*buffer*/, int /*size*/, int /*encrypting*/, void* /*argument*/) { return -1; }

OwnedBio reader_of(std::string_view text) {
  return OwnedBio(must(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))));
}

struct PublicFormat {
  std::string_view label;
  EVP_PKEY* (*decode)(const unsigned char** der, long size);
};

constexpr std::array public_formats{
    PublicFormat{"PUBLIC KEY", [](auto** der, long size) { return d2i_PUBKEY(nullptr, der, size); }},
    PublicFormat{"RSA PUBLIC KEY",
                 [](auto** der, long size) { return d2i_PublicKey(EVP_PKEY_RSA, nullptr, der, size); }},
    PublicFormat{"CERTIFICATE",
                 [](auto** der, long size) {
                   const OwnedCertificate certificate(d2i_X509(nullptr, der, size));
                   return certificate != nullptr ? X509_get_pubkey(certificate.get()) : nullptr;
                 }},
};

/// Null where the bytes are not exactly what the label says.
OwnedPkey decode_public(std::string_view label, std::string_view der) {
  for (const auto& format : public_formats) {
    if (format.label != label) continue;
    const unsigned char* end = octets(der);
    OwnedPkey pkey(format.decode(&end, static_cast<long>(der.size())));
    return end == octets(der) + der.size() ? std::move(pkey) : nullptr;
  }
  return nullptr;
}

OwnedPkey decode_public(const Block& block) {
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* der = nullptr;
  long size = 0;
  if (PEM_read_bio(reader_of(block.text).get(), &name, &header, &der, &size) != 1) return nullptr;
  const OwnedText owned_name(name);
  const OwnedText owned_header(header);
  const OwnedBytes owned_der(der);
  return decode_public(block.label->text, {reinterpret_cast<const char*>(der), static_cast<size_t>(size)});
}

KeyType type_of(const EVP_PKEY* pkey) {
  if (EVP_PKEY_is_a(pkey, "RSA") != 0) return KeyType::rsa;
  if (EVP_PKEY_is_a(pkey, "ED25519") != 0) return KeyType::ed25519;
  if (EVP_PKEY_is_a(pkey, "EC") == 0) {
    const char* type = EVP_PKEY_get0_type_name(pkey);
    throw UnusableKey{cat({"it is a key of type ", type != nullptr ? type : "unknown"}) +
                      "; RSA, EC and Ed25519 are taken"};
  }
  std::array<char, 64> name{};
  must(EVP_PKEY_get_group_name(pkey, name.data(), name.size(), nullptr));
  for (const auto& curve : curves)
    if (std::string_view(name.data()) == curve.group_name) return curve.type;
  throw UnusableKey{cat({"the key's curve is ", name.data(), "; P-256, P-384 and P-521 are taken"})};
}

/// RFC 7468 §2: a block has lines. Where texts pass through variables and other files, they lose them.
UnusableKey undecoded(const Block& block, std::string_view wanted) {
  const bool has_lines = block.text.find('\n') != std::string_view::npos;
  const bool has_escapes = block.text.find("\\n") != std::string_view::npos;
  const std::string_view hint =
      has_escapes ? R"(; it has the two characters \n where lines end: in YAML, double quotes make line breaks of them)"
      : has_lines ? ""
                  : "; it stands on one line: in YAML, a value that begins with | keeps its lines";
  return {cat({"the PEM block does not decode to a ", wanted, hint})};
}

PublicKeyParts public_parts_of(const EVP_PKEY* pkey) {
  const KeyType type = type_of(pkey);
  if (type == KeyType::rsa) return rsa_public_parts_of(pkey);
  if (type == KeyType::ed25519) return ed25519_public_parts_of(pkey);
  try {
    return ec_public_parts_of(pkey, curve_of(type));
  } catch (const OpenSslFailure&) {
    // Of the points on a curve only that one has no coordinates (SEC 1 §2.3.3).
    throw UnusableKey{cat({"the ", to_text(type), " key's public point is the one at infinity"})};
  }
}

}  // namespace

KeyParts key_parts_of_pem(std::string_view text) {
  const Block key = only_key(blocks_of(text), &Label::why_not_private, "private key");
  const OwnedPkey pkey(PEM_read_bio_PrivateKey(reader_of(key.text).get(), nullptr, no_password, nullptr));
  if (pkey == nullptr) throw undecoded(key, "private key");
  const KeyType type = type_of(pkey.get());
  if (type == KeyType::rsa) return rsa_parts_of(pkey.get());
  if (type == KeyType::ed25519) return ed25519_parts_of(pkey.get());
  if (type == KeyType::p256) return p256_parts_of(pkey.get());
  throw UnusableKey{cat({"the key's curve is ", to_text(type), "; of those that sign only P-256 is taken"})};
}

PublicKeyText public_key_of_pem(std::string_view text) {
  const auto blocks = blocks_of(text);
  for (const Block& block : blocks)
    if (block.label->why_not_public == is_private) throw UnusableKey{std::string(is_private)};
  const Block key = only_key(blocks, &Label::why_not_public, "public key");
  const OwnedPkey pkey = decode_public(key);
  if (pkey == nullptr) throw undecoded(key, "public key");
  return {public_parts_of(pkey.get()), {}, {}, {}};
}

PublicKeyParts public_key_parts_of_certificate(std::string_view der) {
  const OwnedPkey pkey = decode_public("CERTIFICATE", der);
  if (pkey == nullptr) throw UnusableKey{"its x5c does not decode to a certificate with a key"};
  return public_parts_of(pkey.get());
}

}  // namespace understudy::crypto
