#include "crypto/key_material.h"

#include "base/encoding.h"
#include "crypto/digest.h"

namespace understudy::crypto {

namespace {

Json::Member member(std::string_view name, std::string_view bytes) { return {std::string(name), to_base64url(bytes)}; }
Json::Member member(std::string_view name, const OwnedNumber& number) { return member(name, bytes_of(number.get())); }

Json::Object members_of(const RsaPublicParts& parts) {
  return {member("e", parts.e), {"kty", "RSA"}, member("n", parts.n)};
}
Json::Object members_of(const EcPublicParts& parts) {
  return {{"crv", parts.curve->name}, {"kty", "EC"}, member("x", parts.x), member("y", parts.y)};
}
Json::Object members_of(const Ed25519PublicParts& parts) {
  return {{"crv", "Ed25519"}, {"kty", "OKP"}, member("x", parts.x)};
}

}  // namespace

PublicKey::Material::Pointer PublicKey::Material::of(const RsaPublicParts& parts, std::optional<Algorithm> only) {
  return make(KeyType::rsa, only, assemble(parts), members_of(parts));
}
PublicKey::Material::Pointer PublicKey::Material::of(const EcPublicParts& parts, std::optional<Algorithm> only) {
  return make(parts.curve->type, only, assemble(parts), members_of(parts));
}
PublicKey::Material::Pointer PublicKey::Material::of(const Ed25519PublicParts& parts, std::optional<Algorithm> only) {
  return make(KeyType::ed25519, only, assemble(parts), members_of(parts));
}
PublicKey::Material::Pointer PublicKey::Material::of(const RsaParts& parts) {
  return make(KeyType::rsa, Algorithm::RS256, assemble(parts), members_of(parts));
}
PublicKey::Material::Pointer PublicKey::Material::of(const P256Parts& parts) {
  return make(KeyType::p256, Algorithm::ES256, assemble(parts), members_of(parts), parts.d);
}
PublicKey::Material::Pointer PublicKey::Material::of(const Ed25519Parts& parts) {
  return make(KeyType::ed25519, Algorithm::EdDSA, assemble(parts), members_of(parts));
}

PublicKey::Material::Pointer PublicKey::Material::make(KeyType type, std::optional<Algorithm> only, OwnedPkey pkey,
                                                       Json::Object public_members, std::string p256_scalar) {
  auto material = std::make_shared<Material>();
  material->type = type;
  material->algorithms = only ? std::vector{*only} : algorithms_of(type);
  material->pkey = std::move(pkey);
  material->thumbprint = to_base64url(sha256(Json(public_members).dump()));
  material->public_members = std::move(public_members);
  material->p256_scalar = std::move(p256_scalar);
  return material;
}

Json::Object PublicKey::Material::private_members() const {
  if (type == KeyType::p256) return {member("d", p256_parts_of(pkey.get()).d)};
  if (type == KeyType::ed25519) return {member("d", ed25519_parts_of(pkey.get()).d)};
  const RsaParts parts = rsa_parts_of(pkey.get());
  return {member("d", parts.d),   member("p", parts.p),   member("q", parts.q),
          member("dp", parts.dp), member("dq", parts.dq), member("qi", parts.qi)};
}

}  // namespace understudy::crypto
