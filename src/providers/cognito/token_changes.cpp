#include "providers/cognito/token_changes.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

// Which claims stay as they are, whatever a trigger says. By event_id this world knows a token's sign-in.
constexpr std::array<std::string_view, 17> fixed_claims{
    "acr", "amr", "at_hash", "auth_time",  "azp", "event_id",  "exp",        "iat",  "iss",
    "jti", "nbf", "nonce",   "origin_jti", "sub", "token_use", "identities", "scope"};
constexpr std::array<std::string_view, 4> fixed_in_access_tokens{"username", "client_id", "device_key", "version"};
// Attributes whose claims are plain texts, or flags, in ID tokens.
constexpr std::array<std::string_view, 4> plain_in_id_tokens{"phone_number_verified", "email_verified", "updated_at",
                                                             "address"};

template <size_t count>
bool is_among(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_open(std::string_view claim, TokenUse use) {
  if (is_among(fixed_claims, claim) || claim.starts_with("cognito:")) return false;
  return use == TokenUse::id || !is_among(fixed_in_access_tokens, claim);
}

TokenChanges::Claims claims_in(const Json* details) {
  TokenChanges::Claims claims;
  if (details == nullptr) return claims;
  if (const Json* add = find_set(*details, "claimsToAddOrOverride"); add != nullptr && add->is_object())
    claims.add = *add;
  claims.suppress = texts_at(*details, "claimsToSuppress");
  return claims;
}

/// Where the member is there, what it leaves out is taken away.
std::optional<TokenChanges::Groups> groups_in(const Json& details) {
  const Json* given = details.find("groupOverrideDetails");
  if (given == nullptr) return std::nullopt;
  return TokenChanges::Groups{texts_at(*given, "groupsToOverride"), texts_at(*given, "iamRolesToOverride"),
                              std::string(given->text_at("preferredRole"))};
}

void require_texts(const Json& claims) {
  for (const auto& claim : claims.members())
    if (claim.value.text() == nullptr)
      refuse("InvalidLambdaResponseException", "Unrecognizable lambda output",
             "claims of the event's first version are texts", "", std::string(shorten(claim.name, 60)));
}

void replace_groups(const TokenChanges::Groups& groups, TokenUse use, Json& claims) {
  const auto put = [&](std::string_view name, const std::vector<std::string>& words) {
    words.empty() ? claims.remove(name) : static_cast<void>(claims.set(name, Json::array_of(words)));
  };
  put("cognito:groups", groups.names);
  if (use != TokenUse::id) return;
  groups.preferred_role.empty() ? claims.remove("cognito:preferred_role")
                                : static_cast<void>(claims.set("cognito:preferred_role", groups.preferred_role));
  put("cognito:roles", groups.roles);
}

void change_scopes(const TokenChanges& changes, Json& claims) {
  std::vector<std::string> scopes;
  for (const auto scope : split(claims.text_at("scope"), ' '))
    if (!scope.empty() && !holds(changes.scopes_to_suppress, scope)) scopes.emplace_back(scope);
  for (const auto& scope : changes.scopes_to_add) {
    const bool is_one = !scope.empty() && scope.find_first_of(" \t\r\n\"\\") == std::string::npos;
    if (is_one && !holds(scopes, scope) && !holds(changes.scopes_to_suppress, scope)) scopes.push_back(scope);
  }
  if (scopes.empty())
    claims.remove("scope");
  else
    claims.set("scope", join(scopes, " "));
}

}  // namespace

bool may_add(std::string_view claim, const Json& value, TokenUse use, std::string_view client_id) {
  // Who an access token is for may be said, if it is the client.
  if (claim == "aud") return use == TokenUse::access && value == Json(client_id);
  if (use == TokenUse::id && is_among(plain_in_id_tokens, claim) && (value.is_object() || value.is_array()))
    return false;
  return is_open(claim, use) && !claim.starts_with("dev:");
}

/// Groups and roles go with the name of the former.
bool may_suppress(std::string_view claim, TokenUse use) {
  return claim == "cognito:groups" || claim == "cognito:roles" || claim == "cognito:preferred_role" ||
         (is_open(claim, use) && claim != "aud");
}

TokenChanges token_changes(const Json& response) {
  TokenChanges changes;
  if (const Json* first = find_set(response, "claimsOverrideDetails")) {
    changes.id_token = claims_in(first);
    require_texts(changes.id_token.add);
    changes.groups = groups_in(*first);
  }
  if (const Json* details = find_set(response, "claimsAndScopeOverrideDetails")) {
    changes.id_token = claims_in(find_set(*details, "idTokenGeneration"));
    const Json* access = find_set(*details, "accessTokenGeneration");
    changes.access_token = claims_in(access);
    if (access != nullptr) {
      changes.scopes_to_add = texts_at(*access, "scopesToAdd");
      changes.scopes_to_suppress = texts_at(*access, "scopesToSuppress");
    }
    changes.groups = groups_in(*details);
  }
  return changes;
}

void apply(const TokenChanges& changes, TokenUse use, std::string_view client_id, Json& claims) {
  if (changes.groups) replace_groups(*changes.groups, use, claims);
  const auto& own = use == TokenUse::id ? changes.id_token : changes.access_token;
  for (const auto& [name, value] : own.add.members())
    if (may_add(name, value, use, client_id)) claims.set(name, value);
  if (use == TokenUse::access) change_scopes(changes, claims);
  for (const auto& name : own.suppress)
    if (may_suppress(name, use)) claims.remove(name);
  if (holds(own.suppress, "cognito:groups"))
    for (const std::string_view name : {"cognito:roles", "cognito:preferred_role"}) claims.remove(name);
}

}  // namespace understudy::cognito
