#include "access/epilot_api_token.h"

#include <algorithm>

#include "access/key_sets.h"
#include "base/refusal.h"
#include "base/text.h"

namespace understudy::access {

namespace {

constexpr std::string_view audience = "epilot";

/// Input may be long and hostile; an explanation quotes little of it.
std::string quote(std::string_view text) { return std::string(shorten(text, 120)); }

/// The one key that may have signed this token. Everything else that a header can offer (jku, x5u, jwk) is never
/// looked at: who follows it lets a token vouch for itself.
crypto::Key find_key(World& world, const crypto::Jws& jws) {
  const auto kid = jws.header.text_at("kid");
  for (auto& key : world.keys(epilot_api.label))
    if (key_id(key) == kid) return key;
  throw Refusal{Reason::unknown_key, "the token's key id names a key of this world's api key set", "", quote(kid)};
}

void check_header(const crypto::Jws& jws) {
  const auto name = jws.header.text_at("alg");
  // Never "none", and never HMAC: its secret would be the public key.
  if (crypto::parse_algorithm(name) != crypto::Algorithm::RS256)
    throw Refusal{Reason::forbidden_algorithm, "the token is signed with RS256", "RS256", quote(name)};
  // RFC 7515 §4.1.11: what is marked critical and not understood must be refused.
  if (jws.header.find("crit") != nullptr)
    throw Refusal{Reason::forbidden_algorithm, "the token's header marks nothing as critical", "", "crit"};
}

void check_issuer(const World& world, const Presented& presented) {
  const auto expected = issuer(epilot_api, world, presented.base);
  const auto got = presented.jws.payload.text_at("iss");
  if (got != expected) throw Refusal{Reason::wrong_issuer, "the token's issuer is this world's", expected, quote(got)};
}

/// A NumericDate (RFC 7519 §2) as an Instant; absent where the claim is absent.
std::optional<Instant> time_claim(const Json& payload, std::string_view name) {
  const Json* claim = payload.find(name);
  if (claim == nullptr) return std::nullopt;
  // A time beyond the calendar is far away, on whichever side.
  const long long latest = to_unix_seconds(std::chrono::sys_days(std::chrono::year(9999) / 12 / 31));
  if (const auto* seconds = claim->integer()) return from_unix_seconds(std::clamp<long long>(*seconds, 0, latest));
  throw Refusal{Reason::malformed_credential, cat({"the claim ", name, " counts seconds since 1970"}), "",
                quote(claim->dump())};
}

void check_times(const Json& payload, Instant now) {
  if (const auto expiry = time_claim(payload, "exp"); expiry && now >= *expiry)
    throw Refusal{Reason::expired, "the token has not expired", "before " + to_iso8601(*expiry),
                  "now " + to_iso8601(now)};
  if (const auto begin = time_claim(payload, "nbf"); begin && now < *begin)
    throw Refusal{Reason::not_yet_valid, "the token is valid already", "from " + to_iso8601(*begin),
                  "now " + to_iso8601(now)};
}

void check_audience(const Json& payload) {
  const Json* claim = payload.find("aud");
  const Json wanted(audience);
  // RFC 7519 §4.1.3: one audience or a list of them.
  if (claim != nullptr &&
      (*claim == wanted || std::find(claim->items().begin(), claim->items().end(), wanted) != claim->items().end()))
    return;
  throw Refusal{Reason::wrong_audience, "the token is meant for epilot", std::string(audience),
                claim == nullptr ? "no aud" : quote(claim->dump())};
}

void check_tenant(const Json& payload, const AccessToken& row) {
  for (const std::string_view name : {"org_id", "custom:ivy_org_id"})
    if (payload.text_at(name) != row.tenant_id)
      throw Refusal{Reason::wrong_tenant, cat({"the token's ", name, " is the organization it was issued for"}),
                    row.tenant_id, quote(payload.text_at(name))};
}

/// Finds the token among those this world knows, and marks it as used.
AccessToken check_row(World& world, const Json& payload) {
  return world.step([&](WorldState& state) {
    const auto id = payload.text_at("token_id");
    const AccessToken* row = state.access_tokens.find(id);
    if (row == nullptr)
      throw Refusal{Reason::unknown_token, "this world issued the token and still has it", "", quote(id)};
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
      state.access_tokens.put(found);
    }
    return found;
  });
}

}  // namespace

bool recognises_epilot_api_token(const crypto::Jws& jws) {
  return jws.payload.text_at("token_use") == "access" && jws.payload.text_at("token_type") == "api";
}

Identity verify_epilot_api_token(World& world, Presented presented) {
  const crypto::Jws& jws = presented.jws;
  check_header(jws);
  check_issuer(world, presented);
  const crypto::Key key = find_key(world, jws);
  if (!world.verified_signatures().verify(key, jws))
    throw Refusal{Reason::bad_signature, "the signature was made with the key that the token names", key_id(key),
                  "a signature that does not fit"};
  check_times(jws.payload, world.now());
  check_audience(jws.payload);
  AccessToken row = check_row(world, jws.payload);
  return {.kind = "api",
          .credential_id = row.id,
          .tenant_id = std::move(row.tenant_id),
          .user_id = std::move(row.id),
          .owner_user_id = std::move(row.user_id),
          .roles = std::move(row.assignments),
          .read_only = row.read_only,
          .anonymize = row.anonymize,
          .claims = std::move(presented.jws.payload),
          .token = std::move(presented.token)};
}

crypto::UnsignedToken mint_epilot_api_token(World& world, std::string_view base, const AccessToken& row,
                                            Instant world_started) {
  const crypto::Key key = world.signing_key(epilot_api.label);
  Json claims = Json::object({{"token_use", "access"},
                              {"aud", audience},
                              {"token_id", row.id},
                              {"token_name", row.name},
                              {"org_id", row.tenant_id},
                              {"user_id", row.id},
                              {"token_type", "api"},
                              {"custom:ivy_org_id", row.tenant_id},
                              {"custom:ivy_user_id", row.id},
                              {"assume_roles", Json::array_of(row.assignments)}});
  if (row.read_only) claims.set("read_only", true);
  if (row.anonymize) claims.set("anonymize", true);
  claims.set("iss", issuer(epilot_api, world, base));
  claims.set("iat", to_unix_seconds(row.created_at.at(world_started)));
  if (row.expires_at) claims.set("exp", to_unix_seconds(row.expires_at->at(world_started)));
  return {key, key_id(key), std::move(claims)};
}

}  // namespace understudy::access
