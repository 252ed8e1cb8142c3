#include "crypto/key.h"

#include <algorithm>
#include <array>
#include <openssl/pem.h>

#include "base/encoding.h"
#include "crypto/digest.h"
#include "crypto/ecdsa.h"
#include "crypto/key_pair.h"

namespace understudy::crypto {

namespace {

struct AlgorithmName {
  Algorithm algorithm;
  std::string_view text;
};

constexpr std::array algorithm_names{
    AlgorithmName{Algorithm::RS256, "RS256"},
    AlgorithmName{Algorithm::ES256, "ES256"},
    AlgorithmName{Algorithm::EdDSA, "EdDSA"},
};

constexpr size_t ed25519_signature_size = 64;

Json::Member member(std::string_view name, std::string_view bytes) { return {std::string(name), to_base64url(bytes)}; }
Json::Member member(std::string_view name, const OwnedNumber& number) { return member(name, bytes_of(number.get())); }

Json::Object private_members(const EVP_PKEY* pkey, Algorithm algorithm) {
  if (algorithm == Algorithm::ES256) return {member("d", p256_parts_of(pkey).d)};
  if (algorithm == Algorithm::EdDSA) return {member("d", ed25519_parts_of(pkey).d)};
  const RsaParts parts = rsa_parts_of(pkey);
  return {member("d", parts.d),   member("p", parts.p),   member("q", parts.q),
          member("dp", parts.dp), member("dq", parts.dq), member("qi", parts.qi)};
}

std::string sign_rs256(EVP_PKEY_CTX* context, const EVP_PKEY* pkey, std::string_view input) {
  const std::string digest = sha256(input);
  std::string signature(static_cast<size_t>(EVP_PKEY_get_size(pkey)), '\0');
  size_t size = signature.size();
  must(EVP_PKEY_sign(context, octets(signature), &size, octets(digest), digest.size()));
  signature.resize(size);
  return signature;
}

bool verify_digest(EVP_PKEY_CTX* context, std::string_view input, std::string_view signature) {
  const std::string digest = sha256(input);
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

std::string_view to_text(Algorithm algorithm) {
  for (const auto& name : algorithm_names)
    if (name.algorithm == algorithm) return name.text;
  return {};
}

std::optional<Algorithm> parse_algorithm(std::string_view text) {
  for (const auto& name : algorithm_names)
    if (name.text == text) return name.algorithm;
  return std::nullopt;
}

Key Key::Pair::make(const RsaParts& parts) {
  return make(Algorithm::RS256, assemble(parts), {member("e", parts.e), {"kty", "RSA"}, member("n", parts.n)}, {});
}

Key Key::Pair::make(const P256Parts& parts) {
  return make(Algorithm::ES256, assemble(parts),
              {{"crv", "P-256"}, {"kty", "EC"}, member("x", parts.x), member("y", parts.y)}, parts.d);
}

Key Key::Pair::make(const Ed25519Parts& parts) {
  return make(Algorithm::EdDSA, assemble(parts), {{"crv", "Ed25519"}, {"kty", "OKP"}, member("x", parts.x)}, {});
}

Key Key::Pair::make(Algorithm algorithm, OwnedPkey pkey, Json::Object public_members, std::string p256_scalar) {
  auto pair = std::make_shared<Pair>();
  pair->algorithm = algorithm;
  pair->pkey = std::move(pkey);
  pair->thumbprint = to_base64url(sha256(Json(public_members).dump()));
  pair->public_members = std::move(public_members);
  pair->p256_scalar = std::move(p256_scalar);
  return Key(std::move(pair));
}

Algorithm Key::algorithm() const { return pair_->algorithm; }

const std::string& Key::thumbprint() const { return pair_->thumbprint; }

std::string Key::sign(std::string_view input) const {
  switch (pair_->algorithm) {
    case Algorithm::RS256: return sign_rs256(pair_->thread_context(Use::sign), pair_->pkey.get(), input);
    case Algorithm::ES256: return sign_es256(pair_->p256_scalar, input);
    case Algorithm::EdDSA: return sign_eddsa(pair_->pkey.get(), input);
  }
  throw OpenSslFailure("a key without an algorithm");
}

bool Key::verify(std::string_view input, std::string_view signature) const try {
  bool good = false;
  if (pair_->algorithm == Algorithm::RS256) {
    good = signature.size() == static_cast<size_t>(EVP_PKEY_get_size(pair_->pkey.get())) &&
           verify_digest(pair_->thread_context(Use::verify), input, signature);
  } else if (pair_->algorithm == Algorithm::ES256) {
    const auto der = es256_signature_as_der(signature);
    good = der && verify_digest(pair_->thread_context(Use::verify), input, *der);
  } else {
    good = signature.size() == ed25519_signature_size && verify_eddsa(pair_->pkey.get(), input, signature);
  }
  if (!good) ERR_clear_error();
  return good;
} catch (const OpenSslFailure&) {
  return false;
}

Json Key::public_jwk(std::string_view kid) const {
  Json::Object members = pair_->public_members;
  members.push_back({"alg", to_text(pair_->algorithm)});
  members.push_back({"kid", kid});
  members.push_back({"use", "sig"});
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return members;
}

Json Key::private_jwk(std::string_view kid) const {
  Json::Object members = public_jwk(kid).members();
  for (auto& member : private_members(pair_->pkey.get(), pair_->algorithm)) members.push_back(std::move(member));
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return members;
}

std::string Key::public_pem() const {
  return written_as_pem([&](BIO* out) { return PEM_write_bio_PUBKEY(out, pair_->pkey.get()); });
}

std::string Key::private_pem() const {
  return written_as_pem([&](BIO* out) {
    return PEM_write_bio_PKCS8PrivateKey(out, pair_->pkey.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

}  // namespace understudy::crypto
