#include "access/trusted_token.h"

#include <algorithm>
#include <functional>

#include "access/claim_checks.h"
#include "access/trusted_issuer.h"
#include "base/refusal.h"
#include "base/text.h"

namespace understudy::access {

namespace {

const TrustedIssuer* find_issuer(const Seed& seed, std::string_view name) {
  const auto& trusted = trusted_issuers(seed);
  const auto found =
      std::find_if(trusted.begin(), trusted.end(), [&](const TrustedIssuer& known) { return known.issuer == name; });
  return found == trusted.end() ? nullptr : &*found;
}

bool recognises(const Seed& seed, const crypto::Jws& jws) {
  return find_issuer(seed, jws.payload.text_at("iss")) != nullptr;
}

bool is_of_id(const Json* kid, std::string_view key_id) {
  return kid->text() != nullptr && !key_id.empty() && *kid->text() == key_id;
}

/// Why the issuer has no such key, or not one more: of the keys that were passed over, those that the token may mean.
std::string passed_over(const TrustedIssuer& trusted, const Json* kid) {
  constexpr size_t most_told = 3;
  std::vector<std::string> reasons;
  for (const auto& key : trusted.passed_over)
    if ((kid == nullptr || is_of_id(kid, key.key_id)) && reasons.size() < most_told) reasons.push_back(key.why);
  return reasons.empty() ? "" : cat({", passed over: ", join(reasons, "; ")});
}

using Keys = std::vector<const crypto::PublicKey*>;

Keys keys_where(const TrustedIssuer& trusted, const std::function<bool(const crypto::PublishedKey&)>& fits) {
  Keys keys;
  for (const auto& published : trusted.keys)
    if (fits(published)) keys.push_back(&published.key);
  return keys;
}

/// RFC 7515 §4.1.4: those of the id that the token names; all where it names none.
Keys find_keys(const TrustedIssuer& trusted, const Json& header) {
  const Json* kid = header.find("kid");
  if (kid == nullptr) return keys_where(trusted, [](const auto& /*key*/) { return true; });
  auto keys = keys_where(trusted, [&](const auto& published) { return is_of_id(kid, published.key_id); });
  if (!keys.empty()) return keys;
  const auto nameless = keys_where(trusted, [](const auto& published) { return published.key_id.empty(); });
  std::string aside = passed_over(trusted, kid);
  if (trusted.kid_fallback && aside.empty() && kid->text() != nullptr && !kid->text()->empty()) keys = nameless;
  if (!keys.empty()) return keys;
  if (aside.empty() && !nameless.empty() && !trusted.kid_fallback)
    aside = ", and keys without a kid are held against such a token only with kid_fallback: true";
  throw Refusal{Reason::unknown_key, cat({"the token's key id names a key of ", trusted.issuer}), "",
                cat({quote_claim(header, "kid"), aside})};
}

/// Of the keys that the token may mean, those that its algorithm is for.
Keys fitting_keys(const TrustedIssuer& trusted, const crypto::Jws& jws) {
  const Json* kid = jws.header.find("kid");
  Keys keys = find_keys(trusted, jws.header);
  std::vector<crypto::Algorithm> expected;
  for (const auto* key : keys)
    for (const auto algorithm : key->algorithms())
      if (std::find(expected.begin(), expected.end(), algorithm) == expected.end()) expected.push_back(algorithm);
  check_header(jws, expected, passed_over(trusted, kid));
  const auto algorithm = *algorithm_of(jws);
  std::erase_if(keys, [&](const auto* key) { return !key->is_for(algorithm); });
  return keys;
}

/// Why keys of RSA that the token may mean were not held against it: their `alg` is another. Keys of other types could
/// not have made it anyhow.
std::string bound_otherwise(const Keys& meant, crypto::Algorithm algorithm) {
  const auto of_rsa = crypto::algorithms_of(crypto::KeyType::rsa);
  const auto is_of_rsa = [&](auto each) { return std::find(of_rsa.begin(), of_rsa.end(), each) != of_rsa.end(); };
  std::vector<std::string> bound;
  for (const auto* key : meant)
    if (!key->is_for(algorithm) && is_of_rsa(algorithm) && is_of_rsa(key->algorithms().front()))
      bound.push_back(cat({"alg ", crypto::to_text(key->algorithms().front())}));
  return join(bound, "; ");
}

void check_by_issuer_keys(World& world, const TrustedIssuer& trusted, const Presented& presented) {
  const crypto::Jws& jws = presented.token->jws;
  const Keys keys = fitting_keys(trusted, jws);
  try {
    check_signature(world, keys, presented.token);
  } catch (Refusal& refusal) {
    std::string aside = passed_over(trusted, jws.header.find("kid"));
    const std::string bound = bound_otherwise(find_keys(trusted, jws.header), *algorithm_of(jws));
    if (!bound.empty()) aside += cat({aside.empty() ? ", passed over: " : "; ", bound});
    refusal.got += aside;
    throw;
  }
}

/// A claim that names somebody: a text, or a whole number for an id.
std::string naming_claim(const Json& payload, std::string_view name) {
  const Json* claim = payload.find(name);
  if (claim == nullptr) return {};
  if (const auto* number = claim->integer()) return std::to_string(*number);
  return claim->text() == nullptr ? std::string() : *claim->text();
}

std::string tenant_of(const WorldState& state, const TrustedIssuer& trusted, const Json& payload) {
  if (trusted.tenant_id) return *trusted.tenant_id;
  auto word = naming_claim(payload, trusted.tenant_claim);
  if (state.tenants.find(word) != nullptr) return word;
  const auto by_slug = state.tenants.find_all(Tenant::by_slug, word);
  if (!by_slug.empty()) return by_slug.front()->id;
  throw Refusal{Reason::wrong_tenant, cat({"the claim ", trusted.tenant_claim, " names a tenant by id or slug"}), "",
                quote_claim(payload, trusted.tenant_claim)};
}

const User& user_of(const WorldState& state, const TrustedIssuer& trusted, const Json& payload,
                    const std::string& tenant_id) {
  const auto word = naming_claim(payload, trusted.user_claim);
  std::vector<const User*> users;
  if (trusted.user_member == TrustedIssuer::UserMember::email) {
    users = state.users.find_all(User::by_email, to_lower(word));
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
  check_by_issuer_keys(world, trusted, presented);
  // Without an end a token that leaks is good for ever, and nobody here could revoke it.
  if (payload.find("exp") == nullptr)
    throw Refusal{Reason::malformed_credential, "an outside issuer's token says when it expires", "exp", "none"};
  check_times(payload, world.now(), trusted.leeway);
  check_issue_time(payload, world.now(), trusted.leeway);
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

CredentialKind trusted_token_kind() {
  return {.name = "trusted", .recognises = recognises, .told_by = "a trusted issuer", .verify = verify};
}

}  // namespace understudy::access
