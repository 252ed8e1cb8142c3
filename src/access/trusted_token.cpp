#include "access/trusted_token.h"

#include <algorithm>

#include "access/claim_checks.h"
#include "base/refusal.h"
#include "base/text.h"

namespace understudy::access {

namespace {

const TrustedIssuer* find_issuer(const Seed& seed, std::string_view name) {
  const auto found = std::find_if(seed.trusted_issuers.begin(), seed.trusted_issuers.end(),
                                  [&](const TrustedIssuer& trusted) { return trusted.issuer == name; });
  return found == seed.trusted_issuers.end() ? nullptr : &*found;
}

bool recognises(const Seed& seed, const crypto::Jws& jws) {
  return find_issuer(seed, jws.payload.text_at("iss")) != nullptr;
}

/// OpenID Connect Core §10.1: a token may leave its key id out only where the issuer has a single key.
const crypto::PublicKey& find_key(const TrustedIssuer& trusted, const crypto::Jws& jws) {
  const Json* kid = jws.header.find("kid");
  if (kid == nullptr && trusted.keys.size() == 1) return trusted.keys.front().key;
  const auto algorithm = jws.header.text_at("alg");
  const auto named = [&](std::string_view key_id) -> const crypto::PublicKey* {
    const crypto::PublicKey* found = nullptr;
    // Of several keys with one id, the one that the algorithm fits.
    for (const auto& published : trusted.keys)
      if (published.key_id == key_id && (found == nullptr || to_text(published.key.algorithm()) == algorithm))
        found = &published.key;
    return found;
  };
  if (kid != nullptr && kid->text() != nullptr && !kid->text()->empty())
    for (const std::string_view key_id : {std::string_view(*kid->text()), std::string_view()})
      if (const auto* key = named(key_id)) return *key;
  throw Refusal{Reason::unknown_key, cat({"the token's key id names a key of ", trusted.issuer}), "",
                kid == nullptr ? "none" : quote(kid->dump())};
}

/// A claim that names somebody: a text, or a whole number for an id.
std::string naming_claim(const Json& payload, std::string_view name) {
  const Json* claim = payload.find(name);
  if (claim == nullptr) return {};
  if (const auto* number = claim->integer()) return std::to_string(*number);
  return claim->text() == nullptr ? std::string() : *claim->text();
}

std::string quote_claim(const Json& payload, std::string_view name) {
  const Json* claim = payload.find(name);
  return claim == nullptr ? "no such claim" : quote(claim->dump());
}

std::string tenant_of(const WorldState& state, const TrustedIssuer& trusted, const Json& payload) {
  if (trusted.tenant_id) return *trusted.tenant_id;
  auto word = naming_claim(payload, trusted.tenant_claim);
  if (state.tenants.find(word) != nullptr) return word;
  const auto by_slug = state.tenants.find_all(cat({"slug:", word}));
  if (!by_slug.empty()) return by_slug.front()->id;
  throw Refusal{Reason::wrong_tenant, cat({"the claim ", trusted.tenant_claim, " names a tenant by id or slug"}), "",
                quote_claim(payload, trusted.tenant_claim)};
}

const User& user_of(const WorldState& state, const TrustedIssuer& trusted, const Json& payload,
                    const std::string& tenant_id) {
  const auto word = naming_claim(payload, trusted.user_claim);
  std::vector<const User*> users;
  if (trusted.user_member == TrustedIssuer::UserMember::email) {
    users = state.users.find_all(cat({"email:", to_lower(word)}));
  } else if (const User* user = state.users.find(word)) {
    users.push_back(user);
  }
  for (const User* user : users)
    if (user->tenant_id == tenant_id && user->status == User::Status::active) return *user;
  throw Refusal{Reason::unknown_user,
                cat({"the claim ", trusted.user_claim, " names an active user of tenant ", tenant_id}), "",
                quote_claim(payload, trusted.user_claim)};
}

Identity verify(World& world, const Presented& presented) {
  const crypto::Jws& jws = presented.token->jws;
  const Json& payload = jws.payload;
  const TrustedIssuer& trusted = *find_issuer(world.seed(), payload.text_at("iss"));
  const crypto::PublicKey& key = find_key(trusted, jws);
  check_header(jws, {key.algorithm()});
  check_signature(world, key, presented.token);
  // Without an end a token that leaks is good for ever, and nobody here could revoke it.
  if (payload.find("exp") == nullptr)
    throw Refusal{Reason::malformed_credential, "an outside issuer's token says when it expires", "exp", "none"};
  check_times(payload, world.now());
  if (!trusted.audiences.empty()) check_audience(payload, trusted.audiences);
  return world.step([&](WorldState& state) {
    Identity identity;
    identity.kind = "trusted";
    identity.tenant_id = tenant_of(state, trusted, payload);
    const User& user = user_of(state, trusted, payload, identity.tenant_id);
    identity.user_id = user.id;
    identity.owner_user_id = user.id;
    identity.credential_id = cat({"trusted:", user.id});
    identity.roles = user.roles;
    identity.token = presented.token;
    return identity;
  });
}

}  // namespace

CredentialKind trusted_token_kind() { return {"trusted", {}, recognises, verify}; }

}  // namespace understudy::access
