#include "crypto/key.h"

#include <algorithm>
#include <openssl/pem.h>

#include "crypto/digest.h"
#include "crypto/ecdsa.h"
#include "crypto/key_material.h"

namespace understudy::crypto {

namespace {

constexpr size_t ed25519_signature_size = 64;

std::string sign_rs256(EVP_PKEY_CTX* context, const EVP_PKEY* pkey, std::string_view input) {
  const std::string digest = sha256(input);
  std::string signature(static_cast<size_t>(EVP_PKEY_get_size(pkey)), '\0');
  size_t size = signature.size();
  must(EVP_PKEY_sign(context, octets(signature), &size, octets(digest), digest.size()));
  signature.resize(size);
  return signature;
}

bool verify_digest(EVP_PKEY_CTX* context, const std::string& digest, std::string_view signature) {
  return EVP_PKEY_verify(context, octets(signature), signature.size(), octets(digest), digest.size()) == 1;
}

std::string sign_eddsa(EVP_PKEY* pkey, std::string_view input) {
  const OwnedDigestContext context(must(EVP_MD_CTX_new()));
  std::string signature(ed25519_signature_size, '\0');
  size_t size = signature.size();
  must(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, pkey));
  must(EVP_DigestSign(context.get(), octets(signature), &size, octets(input), input.size()));
  return signature;
}

bool verify_eddsa(EVP_PKEY* pkey, std::string_view input, std::string_view signature) {
  const OwnedDigestContext context(must(EVP_MD_CTX_new()));
  must(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey));
  return EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(input), input.size()) == 1;
}

template <typename Write>
std::string written_as_pem(Write write) {
  const OwnedBio bio(must(BIO_new(BIO_s_mem())));
  must(write(bio.get()));
  char* text = nullptr;
  const auto size = static_cast<size_t>(BIO_get_mem_data(bio.get(), &text));
  return std::string(text, size);
}

}  // namespace

const std::vector<Algorithm>& PublicKey::algorithms() const { return material().algorithms; }

bool PublicKey::is_for(Algorithm algorithm) const {
  return std::find(algorithms().begin(), algorithms().end(), algorithm) != algorithms().end();
}

Algorithm Key::algorithm() const { return algorithms().front(); }

const std::string& PublicKey::thumbprint() const { return material().thumbprint; }

std::string Key::sign(std::string_view input) const {
  const AlgorithmRow& row = row_of(algorithm());
  if (row.scheme == Scheme::eddsa) return sign_eddsa(material().pkey.get(), input);
  if (row.scheme == Scheme::ecdsa) return sign_es256(material().p256_scalar, input);
  return sign_rs256(material().thread_context(Use::sign, row), material().pkey.get(), input);
}

bool PublicKey::verify(Algorithm algorithm, std::string_view input, std::string_view signature) const try {
  if (!is_for(algorithm)) return false;
  const AlgorithmRow& row = row_of(algorithm);
  EVP_PKEY* pkey = material().pkey.get();
  bool good = false;
  if (row.scheme == Scheme::eddsa) {
    good = signature.size() == ed25519_signature_size && verify_eddsa(pkey, input, signature);
  } else if (row.scheme == Scheme::ecdsa) {
    const auto der = ecdsa_signature_as_der(signature, curve_of(row.key_type).bytes);
    good = der && verify_digest(material().thread_context(Use::verify, row), digest(row.hash, input), *der);
  } else {
    good = signature.size() == static_cast<size_t>(EVP_PKEY_get_size(pkey)) &&
           verify_digest(material().thread_context(Use::verify, row), digest(row.hash, input), signature);
  }
  if (!good) ERR_clear_error();
  return good;
} catch (const OpenSslFailure&) {
  return false;
}

Json PublicKey::public_jwk(std::string_view kid) const {
  Json::Object members = material().public_members;
  if (algorithms().size() == 1) members.push_back({"alg", to_text(algorithms().front())});
  members.push_back({"kid", kid});
  members.push_back({"use", "sig"});
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return members;
}

Json Key::private_jwk(std::string_view kid) const {
  Json::Object members = public_jwk(kid).members();
  for (auto& member : material().private_members()) members.push_back(std::move(member));
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return members;
}

std::string PublicKey::public_pem() const {
  return written_as_pem([&](BIO* out) { return PEM_write_bio_PUBKEY(out, material().pkey.get()); });
}

std::string Key::private_pem() const {
  return written_as_pem([&](BIO* out) {
    return PEM_write_bio_PKCS8PrivateKey(out, material().pkey.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

}  // namespace understudy::crypto
