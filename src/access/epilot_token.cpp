#include "access/epilot_token.h"

#include <algorithm>
#include <array>

#include "access/claim_checks.h"
#include "base/refusal.h"
#include "base/text.h"
#include "world/epilot_parts.h"

namespace understudy::access {

namespace {

using Type = AccessToken::Type;

/// The claim that epilot's consumers read the organization from, and those that say the same for older ones.
constexpr std::array<std::string_view, 3> tenant_claims{"org_id", "custom:ivy_org_id", "custom:org_id"};

bool is_of_type(const crypto::Jws& jws, Type type) {
  return jws.payload.text_at("token_use") == "access" && jws.payload.text_at("token_type") == to_text(type);
}

/// The one key that may have signed this token. Everything else that a header can offer (jku, x5u, jwk) is never
/// looked at: who follows it lets a token vouch for itself.
crypto::Key find_key(World& world, const KeySet& set, const crypto::Jws& jws) {
  const auto kid = jws.header.text_at("kid");
  for (auto& key : world.keys(set.label))
    if (key_id(key) == kid) return key;
  throw Refusal{Reason::unknown_key, cat({"the token's key id names a key of this world's set ", set.label}), "",
                quote_claim(jws.header, "kid")};
}

void check_tenant(const Json& payload, const AccessToken& row) {
  for (const auto name : tenant_claims) {
    const Json* claim = payload.find(name);
    const bool is_missing = claim == nullptr && name == tenant_claims.front();
    if (is_missing || (claim != nullptr && payload.text_at(name) != row.tenant_id))
      throw Refusal{Reason::wrong_tenant, cat({"the token's ", name, " is the organization it was issued for"}),
                    expected_text(payload, name, row.tenant_id), quote_claim(payload, name)};
  }
}

/// Finds the token among those this world knows, and marks it as used.
AccessToken check_row(World& world, const Json& payload, Type type) {
  return world.step([&](WorldState& state) {
    const auto id = payload.text_at("token_id");
    const AccessToken* row = epilot_of(state).access_tokens.find(id);
    if (row == nullptr || row->type != type)
      throw Refusal{Reason::unknown_token, "this world issued the token and still has it", "",
                    quote_claim(payload, "token_id")};
    if (row->revoked_at)
      throw Refusal{Reason::revoked, "the token is not revoked", "", "revoked at " + to_iso8601(*row->revoked_at)};
    check_tenant(payload, *row);
    const Instant now = state.clock.now();
    AccessToken found = *row;
    // epilot keeps the day alone, so a row changes once a day and not with every request.
    const bool is_new_day = !row->last_used || std::chrono::floor<std::chrono::days>(*row->last_used) !=
                                                   std::chrono::floor<std::chrono::days>(now);
    if (is_new_day) {
      found.last_used = now;
      epilot_of(state).access_tokens.put(found);
    }
    return found;
  });
}

std::vector<std::string> texts_at(const Json& payload, std::string_view name) {
  std::vector<std::string> texts;
  if (const Json* claim = payload.find(name))
    for (const auto& item : claim->items())
      if (item.text() != nullptr) texts.push_back(*item.text());
  return texts;
}

/// What a backend reads is what the token says, so roles and restrictions come from its claims.
Identity identity_of(const Presented& presented, AccessToken row) {
  const Json& claims = presented.token->jws.payload;
  const auto is_true = [&](std::string_view name) {
    const Json* claim = claims.find(name);
    return claim != nullptr && claim->boolean() != nullptr && *claim->boolean();
  };
  Identity identity;
  identity.kind = to_text(row.type);
  identity.credential_id = row.id;
  identity.tenant_id = std::move(row.tenant_id);
  identity.user_id = claims.text_at("user_id");
  identity.owner_user_id = std::move(row.user_id);
  identity.roles = texts_at(claims, "assume_roles");
  identity.is_portal_user = row.type == Type::portal_preview || row.type == Type::contact_identification;
  identity.read_only = is_true("read_only");
  identity.anonymize = is_true("anonymize");
  if (row.type == Type::contact_identification) identity.allowed_operations = texts_at(claims, "allowed_operations");
  identity.token = presented.token;
  return identity;
}

Identity verify(World& world, const Presented& presented, Type type) {
  const crypto::Jws& jws = presented.token->jws;
  const KeySet& set = key_set_of(type);
  check_header(jws, std::array{crypto::Algorithm::RS256});
  check_issuer(jws.payload, issuer(set, world, presented.base));
  check_signature(world, find_key(world, set, jws), presented.token);
  check_times(jws.payload, world.now());
  check_audience(jws.payload, {std::string(epilot_audience)});
  return identity_of(presented, check_row(world, jws.payload, type));
}

template <Type type>
constexpr bool recognises(const Seed& /*seed*/, const crypto::Jws& jws) {
  return is_of_type(jws, type);
}

template <Type type>
Identity verify_type(World& world, const Presented& presented) {
  return verify(world, presented, type);
}

template <Type type>
CredentialKind kind(std::vector<std::string_view> families) {
  return {to_text(type), std::move(families), recognises<type>, verify_type<type>};
}

}  // namespace

std::vector<CredentialKind> epilot_token_kinds() {
  return {
      kind<Type::api>({"epilot", "epilot_auth"}),     kind<Type::journey>({"epilot", "publishable"}),
      kind<Type::portal>({"epilot", "publishable"}),  kind<Type::assume>({"epilot", "epilot_auth"}),
      kind<Type::app>({"epilot", "epilot_auth"}),     kind<Type::portal_preview>({"epilot", "portal_auth"}),
      kind<Type::contact_identification>({"epilot"}),
  };
}

const KeySet& key_set_of(AccessToken::Type type) {
  switch (type) {
    case Type::journey:
    case Type::portal: return epilot_public;
    case Type::portal_preview: return epilot_portal_preview;
    case Type::contact_identification: return epilot_contact_identification;
    case Type::api:
    case Type::assume:
    case Type::app: break;
  }
  return epilot_api;
}

}  // namespace understudy::access
