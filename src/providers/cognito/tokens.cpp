#include "providers/cognito/tokens.h"

#include <algorithm>

#include "access/platform_claims.h"
#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/pools.h"
#include "world/ended.h"

namespace understudy::cognito {

namespace {

constexpr size_t stem_length = 43;
/// The header of an encrypted JWT, which is what real ones begin with: {"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}.
constexpr std::string_view refresh_head = "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ";

/// The lowest number counts most; groups without one least.
int64_t rank(const UserGroup& group) {
  const Json* precedence = group.settings.find("Precedence");
  return precedence == nullptr || precedence->integer() == nullptr ? INT64_MAX : *precedence->integer();
}

bool counts_more(const UserGroup& a, const UserGroup& b) {
  return rank(a) != rank(b) ? rank(a) < rank(b) : a.name < b.name;
}

std::vector<UserGroup> groups_of(const CognitoState& cognito, const Account& account) {
  std::vector<UserGroup> groups;
  for (const auto& name : account.groups)
    if (const UserGroup* group = cognito.groups.find(within(account.pool_id, name))) groups.push_back(*group);
  std::sort(groups.begin(), groups.end(), counts_more);
  return groups;
}

/// What groups come to in tokens.
struct GroupClaims {
  std::vector<std::string> names;
  std::vector<std::string> roles;
  std::string preferred_role;
};

GroupClaims claims_of(const std::vector<UserGroup>& groups) {
  GroupClaims claims;
  const UserGroup* first = nullptr;  // of those with a role
  bool is_undecided = false;
  for (const auto& group : groups) {
    claims.names.push_back(group.name);
    const auto role = group.settings.text_at("RoleArn");
    if (role.empty()) continue;
    claims.roles.emplace_back(role);
    if (first == nullptr) first = &group;
    // Of groups that count alike none is preferred, unless they have one role.
    is_undecided = is_undecided || (rank(group) == rank(*first) && role != first->settings.text_at("RoleArn"));
  }
  if (first != nullptr && !is_undecided) claims.preferred_role = first->settings.text_at("RoleArn");
  return claims;
}

void add_groups(Json& claims, const TokenFacts& facts, TokenUse use) {
  const GroupClaims groups = claims_of(facts.groups);
  if (!groups.names.empty()) claims.set("cognito:groups", Json::array_of(groups.names));
  if (use != TokenUse::id || groups.roles.empty()) return;
  if (!groups.preferred_role.empty()) claims.set("cognito:preferred_role", groups.preferred_role);
  claims.set("cognito:roles", Json::array_of(groups.roles));
}

void add_platform_claims(Json& claims, const World& world, const TokenFacts& facts) {
  for (const auto& claim : world.seed().parts.of_or_usual<access::PlatformClaims>().claims)
    claims.set(claim.name, facts.member.user.*claim.value);
}

/// An attribute as a claim: texts, but for what was verified, and an address, which OpenID Connect §5.1.1 has as an
/// object.
Json to_claim(const Attribute& attribute) {
  if (attribute.name.ends_with("_verified") && !attribute.name.starts_with("custom:"))
    return Json(attribute.value == "true");
  if (attribute.name == "address") return Json::object({{"formatted", attribute.value}});
  return Json(attribute.value);
}

Json id_claims(const World& world, const TokenFacts& facts) {
  const auto& account = facts.member.account;
  Json claims = Json::object({{"sub", account.sub}});
  add_groups(claims, facts, TokenUse::id);
  for (const auto& attribute : facts.readable)
    if (attribute.name.ends_with("_verified")) claims.set(attribute.name, to_claim(attribute));
  claims.set("iss", facts.issuer);
  claims.set("cognito:username", account.username);
  for (const auto& attribute : facts.readable)
    if (!attribute.name.ends_with("_verified") && attribute.name != "sub" && attribute.name != "email")
      claims.set(attribute.name, to_claim(attribute));
  add_platform_claims(claims, world, facts);
  if (facts.has_origin) claims.set("origin_jti", facts.family.origin_jti);
  claims.set("aud", facts.family.client_id);
  claims.set("event_id", facts.family.id);
  claims.set("token_use", "id");
  claims.set("auth_time", to_unix_seconds(facts.family.authenticated_at));
  claims.set("exp", to_unix_seconds(facts.issued_at + facts.lifetimes.id));
  claims.set("iat", to_unix_seconds(facts.issued_at));
  claims.set("jti", facts.id_jti);
  for (const auto& attribute : facts.readable)
    if (attribute.name == "email") claims.set("email", attribute.value);
  return claims;
}

Json access_claims(const World& world, const TokenFacts& facts) {
  const auto& account = facts.member.account;
  Json claims = Json::object({{"sub", account.sub}});
  if (!facts.family.device_key.empty()) claims.set("device_key", facts.family.device_key);
  add_groups(claims, facts, TokenUse::access);
  claims.set("iss", facts.issuer);
  claims.set("client_id", facts.family.client_id);
  if (facts.has_origin) claims.set("origin_jti", facts.family.origin_jti);
  claims.set("event_id", facts.family.id);
  claims.set("token_use", "access");
  claims.set("scope", api_scope);
  claims.set("auth_time", to_unix_seconds(facts.family.authenticated_at));
  claims.set("exp", to_unix_seconds(facts.issued_at + facts.lifetimes.access));
  claims.set("iat", to_unix_seconds(facts.issued_at));
  claims.set("jti", facts.access_jti);
  claims.set("username", account.username);
  add_platform_claims(claims, world, facts);
  return claims;
}

}  // namespace

Json group_configuration(const CognitoState& cognito, const Account& account) {
  const GroupClaims groups = claims_of(groups_of(cognito, account));
  return Json::object({{"groupsToOverride", Json::array_of(groups.names)},
                       {"iamRolesToOverride", Json::array_of(groups.roles)},
                       {"preferredRole", groups.preferred_role.empty() ? Json() : Json(groups.preferred_role)}});
}

std::string make_refresh_token(WorldState& state, std::string_view stem, std::string_view owner) {
  // Five parts, as an encrypted JWT has: some clients look.
  const std::string rest = state.ids.url_safe("refresh token", owner, 160);
  return cat({refresh_head, ".", stem, ".", rest.substr(0, 16), ".", rest.substr(16, 122), ".", rest.substr(138, 22)});
}

const TokenFamily* find_family(const CognitoState& cognito, std::string_view refresh_token) {
  const auto parts = split(refresh_token, '.');
  if (parts.size() != 5 || parts[0] != refresh_head) return nullptr;
  const auto found = cognito.families.find_all(TokenFamily::by_refresh_token, parts[1]);
  return found.empty() ? nullptr : found.front();
}

TokenFamily begin_family(WorldState& state, const World& world, const Pool& pool, const Client& client,
                         const PoolUser& member, std::string_view device_key) {
  const std::string& owner = member.user.id;
  TokenFamily family;
  family.id = state.ids.guid("sign-in event", owner);
  family.pool_id = pool.id;
  family.client_id = client.id;
  family.user_id = member.user.id;
  family.device_key = device_key;
  family.origin_jti = state.ids.guid("origin jti", owner);
  family.stem = state.ids.url_safe("refresh token stem", owner, stem_length);
  family.refresh_token = make_refresh_token(state, family.stem, owner);
  family.authenticated_at = state.clock.now();
  family.refreshable_until = state.clock.now() + token_lifetimes(client.settings).refresh;
  cognito_of(state).families.put_among(family, world.limits().sessions);
  return family;
}

TokenFacts gather(WorldState& state, const World& world, const access::Issuing& issuing, const Pool& pool,
                  const Client& client, const PoolUser& member, const TokenFamily& family) {
  TokenFacts facts;
  facts.issuer = issuer(pool, world, issuing);
  facts.id_key = key_label(pool, TokenUse::id);
  facts.access_key = key_label(pool, TokenUse::access);
  facts.family = family;
  facts.member = member;
  facts.groups = groups_of(cognito_of(state), member.account);
  facts.lifetimes = token_lifetimes(client.settings);
  for (auto& attribute : attributes_of(member))
    if (may_read(client, attribute.name)) facts.readable.push_back(std::move(attribute));
  facts.has_origin = can_revoke_tokens(client);
  facts.id_jti = state.ids.guid("id token", member.user.id);
  facts.access_jti = state.ids.guid("access token jti", member.user.id);
  facts.issued_at = state.clock.now();
  return facts;
}

crypto::UnsignedToken make_token(World& world, const TokenFacts& facts, TokenUse use) {
  const bool is_id = use == TokenUse::id;
  const crypto::Key key = world.signing_key(is_id ? facts.id_key : facts.access_key);
  Json header = Json::object({{"kid", key_id(key)}, {"alg", "RS256"}});
  Json claims = is_id ? id_claims(world, facts) : access_claims(world, facts);
  apply(facts.changes, use, facts.family.client_id, claims);
  return {key, std::move(header), std::move(claims)};
}

Json authentication_result(Call& call, const TokenFacts& facts, std::string_view refresh_token) {
  auto& visit = call.visit;
  const auto sign = [&](TokenUse use) { return visit.signer.sign(make_token(visit.world, facts, use)); };
  const auto lasts = std::chrono::duration_cast<std::chrono::seconds>(facts.lifetimes.access);
  Json result = Json::object({{"AccessToken", sign(TokenUse::access)},
                              {"ExpiresIn", static_cast<int64_t>(lasts.count())},
                              {"TokenType", "Bearer"}});
  if (!refresh_token.empty()) result.set("RefreshToken", refresh_token);
  result.set("IdToken", sign(TokenUse::id));
  return result;
}

size_t end_families_of(WorldState& state, const std::string& user_id) {
  return end_all(cognito_of(state).families, TokenFamily::by_user, user_id, &TokenFamily::revoked_at,
                 state.clock.now());
}

}  // namespace understudy::cognito
