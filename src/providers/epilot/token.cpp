#include "providers/epilot/token.h"

#include <algorithm>
#include <array>

#include "access/claim_checks.h"
#include "base/refusal.h"
#include "base/text.h"
#include "providers/epilot/part.h"
#include "providers/epilot/token_types.h"

namespace understudy::epilot {

using access::Identity;
using access::Presented;
using access::quote_claim;

namespace {

/// The claim that epilot's consumers read the organization from, and those that say the same for older ones.
constexpr std::array<std::string_view, 3> tenant_claims{"org_id", "custom:ivy_org_id", "custom:org_id"};

bool is_of_type(const crypto::Jws& jws, const TokenType& type) {
  return jws.payload.text_at("token_use") == "access" && jws.payload.text_at("token_type") == type.name;
}

/// The one key that may have signed this token. Everything else that a header can offer (jku, x5u, jwk) is never
/// looked at: who follows it lets a token vouch for itself.
crypto::Key find_key(World& world, const access::KeySet& set, const crypto::Jws& jws) {
  const auto kid = jws.header.text_at("kid");
  for (auto& key : world.keys(set.label))
    if (access::key_id(key) == kid) return key;
  throw Refusal{Reason::unknown_key, cat({"the token's key id names a key of this world's set ", set.label}), "",
                quote_claim(jws.header, "kid")};
}

void check_tenant(const Json& payload, const AccessToken& row) {
  for (const auto name : tenant_claims) {
    const Json* claim = payload.find(name);
    const bool is_missing = claim == nullptr && name == tenant_claims.front();
    if (is_missing || (claim != nullptr && payload.text_at(name) != row.tenant_id))
      throw Refusal{Reason::wrong_tenant, cat({"the token's ", name, " is the organization it was issued for"}),
                    access::expected_text(payload, name, row.tenant_id), quote_claim(payload, name)};
  }
}

/// Finds the token among those this world knows, and marks it as used.
AccessToken check_row(World& world, const Json& payload, AccessToken::Type type) {
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
  identity.is_portal_user = row_of(row.type).is_of_portal_user;
  identity.read_only = is_true("read_only");
  identity.anonymize = is_true("anonymize");
  if (row_of(row.type).lists_operations) identity.allowed_operations = texts_at(claims, "allowed_operations");
  identity.token = presented.token;
  return identity;
}

Identity verify(World& world, const Presented& presented, const TokenType& type) {
  const crypto::Jws& jws = presented.token->jws;
  access::check_header(jws, std::array{crypto::Algorithm::RS256});
  access::check_issuer(jws.payload, access::own_issuers(type.keys, world, presented.base));
  access::check_signature(world, find_key(world, type.keys, jws), presented.token);
  access::check_times(jws.payload, world.now());
  access::check_audience(jws.payload, {std::string(audience)});
  return identity_of(presented, check_row(world, jws.payload, type.type));
}

template <size_t number>
bool recognises(const Seed& /*seed*/, const crypto::Jws& jws) {
  return is_of_type(jws, token_types[number]);
}

template <size_t number>
Identity verify_type(World& world, const Presented& presented) {
  return verify(world, presented, token_types[number]);
}

template <size_t number>
access::CredentialKind kind() {
  const TokenType& type = token_types[number];
  std::vector<std::string_view> families{"epilot"};
  families.insert(families.end(), type.families.begin(), type.families.end());
  return {.name = type.name,
          .families = std::move(families),
          .recognises = recognises<number>,
          .told_by = "token_use: access and a token_type of epilot's",
          .verify = verify_type<number>};
}

template <size_t... numbers>
std::vector<access::CredentialKind> kinds(std::index_sequence<numbers...> /*types*/) {
  return {kind<numbers>()...};
}

}  // namespace

std::vector<access::CredentialKind> token_kinds() { return kinds(std::make_index_sequence<token_types.size()>()); }

}  // namespace understudy::epilot
