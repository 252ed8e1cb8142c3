#include "providers/cognito/refresh.h"

#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/devices.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/secret_hash.h"
#include "providers/cognito/sign_in_triggers.h"
#include "providers/cognito/tokens.h"

namespace understudy::cognito {

namespace {

/// The family of a token that this client was given.
TokenFamily family_for(const WorldState& state, const Client& client, std::string_view token) {
  const TokenFamily* family = find_family(cognito_of(state), token);
  if (family == nullptr || family->client_id != client.id)
    refuse(invalid_refresh_token, "this world gave the client that refresh token");
  return *family;
}

PoolUser member_to_refresh(const WorldState& state, const Pool& pool, const TokenFamily& family) {
  auto member = pool_user_of(state, pool, family.user_id);
  if (!member) refuse(invalid_refresh_token, "the token's user is still there");
  if (!member->is_enabled()) refuse(user_is_disabled);
  return std::move(*member);
}

/// Asked after the user: of one who is disabled the tokens are ended, too, and that is not what is said. Whether the
/// token is still the one that is good, rotation asks.
void require_unended(const WorldState& state, const TokenFamily& family) {
  if (family.revoked_at)
    refuse(revoked_refresh_token, "the refresh token was not revoked", "",
           cat({"revoked at ", to_iso8601(*family.revoked_at)}));
  if (state.clock.now() >= family.refreshable_until)
    refuse(expired_refresh_token, "the refresh token has not expired", "",
           cat({"until ", to_iso8601(family.refreshable_until)}));
}

/// Where devices are remembered, a refresh token is good with the device that it was given to, once that is confirmed.
void require_device(const WorldState& state, const Pool& pool, const TokenFamily& family, std::string_view key) {
  if (!tracks_devices(pool) || family.device_key.empty()) return;
  if (key != family.device_key || find_device(cognito_of(state), family.user_id, key) == nullptr)
    refuse(invalid_refresh_token, "the device's key comes with its refresh token, and is confirmed", family.device_key,
           std::string(shorten(key, 60)));
}

TokenOccasion occasion_of(std::string_view source, const TokenFamily& family) {
  return {source, family.pool_id, family.client_id, family.user_id, false};
}

bool is_same(std::string_view a, std::string_view b) { return crypto::equal_in_constant_time(a, b); }

/// Of a client that rotates: it is the newest, or was so a moment ago.
void require_unused(WorldState& state, const Client& client, TokenFamily family, std::string_view token) {
  const Instant now = state.clock.now();
  const bool is_in_grace = is_same(token, family.previous) && now < family.rotated_at + rotation_grace(client);
  if (is_same(token, family.refresh_token) || is_in_grace) return;
  auto& cognito = cognito_of(state);
  if (cognito.choices.refresh_token_reuse == CognitoChoices::Reuse::end_sign_in) {
    family.revoked_at = now;
    cognito.families.put(family);
  }
  refuse(reused_refresh_token, "a refresh token is used once, where the client rotates them");
}

/// The family with another refresh token, where this one may have one.
TokenFamily rotated(WorldState& state, TokenFamily family, std::string_view token) {
  // Whoever asks once more gets what it missed: another token would take the place of one that nobody used yet.
  if (!is_same(token, family.refresh_token)) return family;
  family.previous = family.refresh_token;
  family.rotated_at = state.clock.now();
  family.refresh_token = make_refresh_token(state, family.stem, family.user_id);
  cognito_of(state).families.put(family);
  return family;
}

}  // namespace

Json refresh_in_flow(Call& call, Side side, std::string_view token) {
  auto& visit = call.visit;
  const auto secret_hash = call.entry(auth_parameters, "SECRET_HASH");
  auto facts = visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), side);
    if (rotates_refresh_tokens(client.settings))
      refuse("NotAuthorizedException", "Refresh token rotation is enabled for this client.",
             "a client that rotates refresh tokens calls GetTokensFromRefreshToken");
    const TokenFamily family = family_for(state, client, token);
    const PoolUser member = member_to_refresh(state, pool, family);
    require_unended(state, family);
    std::vector<std::string> names{member.account.username, member.account.sub};
    check_secret_hash(client, secret_hash, names);
    require_device(state, pool, family, call.entry(auth_parameters, "DEVICE_KEY"));
    if (!is_same(token, family.refresh_token))
      refuse(invalid_refresh_token, "the refresh token is the one that was given last");
    visit.journal.tenant = pool.tenant_id;
    return gather(state, visit.world, visit.issuing(), pool, client, member, family);
  });
  facts.changes = fire_before_tokens(call, occasion_of("TokenGeneration_RefreshTokens", facts.family));
  return Json::object(
      {{"AuthenticationResult", authentication_result(call, facts, {})}, {"ChallengeParameters", Json::object()}});
}

namespace {

/// What the call's refresh token is good for, all of it checked.
struct Refreshing {
  const Pool& pool;
  const Client& client;
  TokenFamily family;
  PoolUser member;
};
Refreshing refreshing_of(const Call& call, WorldState& state) {
  const auto token = call.text("RefreshToken");
  const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
  check_secret(client, call.text("ClientSecret"), "NotAuthorizedException");
  TokenFamily family = family_for(state, client, token);
  PoolUser member = member_to_refresh(state, pool, family);
  require_unended(state, family);
  require_device(state, pool, family, call.text("DeviceKey"));
  if (rotates_refresh_tokens(client.settings))
    require_unused(state, client, family, token);
  else if (!is_same(token, family.refresh_token))
    refuse(invalid_refresh_token, "the refresh token is the one that was given last");
  call.visit.journal.tenant = pool.tenant_id;
  return {pool, client, std::move(family), std::move(member)};
}

}  // namespace

Json get_tokens_from_refresh_token(Call& call) {
  auto& visit = call.visit;
  const TokenOccasion occasion = visit.world.step([&](WorldState& state) {
    return occasion_of("TokenGeneration_Authentication", refreshing_of(call, state).family);
  });
  // Before the token is another: where the trigger refuses, the client still has a good one.
  auto changes = fire_before_tokens(call, occasion);
  bool is_rotated = false;
  auto facts = visit.world.step([&](WorldState& state) {
    auto refreshing = refreshing_of(call, state);
    is_rotated = rotates_refresh_tokens(refreshing.client.settings);
    if (is_rotated) refreshing.family = rotated(state, std::move(refreshing.family), call.text("RefreshToken"));
    return gather(state, visit.world, visit.issuing(), refreshing.pool, refreshing.client, refreshing.member,
                  refreshing.family);
  });
  facts.changes = std::move(changes);
  const std::string_view next = is_rotated ? std::string_view(facts.family.refresh_token) : std::string_view();
  return Json::object({{"AuthenticationResult", authentication_result(call, facts, next)}});
}

}  // namespace understudy::cognito
