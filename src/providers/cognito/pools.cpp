#include "providers/cognito/pools.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

int64_t whole(const Json& value, int64_t otherwise) {
  return value.integer() == nullptr ? otherwise : *value.integer();
}

bool holds_text(const Json& list, std::string_view word) {
  const auto& items = list.items();
  return std::any_of(items.begin(), items.end(),
                     [&](const Json& item) { return item.text() != nullptr && *item.text() == word; });
}

/// Absent settings of attributes mean: those that are not custom.
bool is_listed(const Client& client, std::string_view setting, std::string_view attribute) {
  const Json* list = client.settings.find(setting);
  if (list == nullptr || list->items().empty())
    return !attribute.starts_with("custom:") && !attribute.starts_with("dev:");
  return holds_text(*list, attribute);
}

/// Flows by the names that they had before.
struct OlderName {
  std::string_view flow;
  std::string_view older;
};
constexpr std::array older_names{
    OlderName{"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"},
    OlderName{"ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"},
    OlderName{"ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY"},
};

/// What every client allows that does not use the newer names; one that lists none is not told to have them.
constexpr std::array<std::string_view, 3> usual_flows{"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH",
                                                      "ALLOW_CUSTOM_AUTH"};

struct Unit {
  std::string_view name;
  Milliseconds length;
};
constexpr std::array units{
    Unit{"seconds", std::chrono::seconds(1)},
    Unit{"minutes", std::chrono::minutes(1)},
    Unit{"hours", std::chrono::hours(1)},
    Unit{"days", std::chrono::days(1)},
};

Milliseconds lifetime(const Json& settings, std::string_view token, std::string_view setting,
                      std::string_view usual_unit, int64_t usual) {
  // 0 is how infrastructure tools say: the usual one.
  const int64_t given = whole(value_at(settings, {setting}), 0);
  if (given == 0) return units[usual_unit == "days" ? 3 : 2].length * usual;
  const auto named = value_at(settings, {"TokenValidityUnits"}).text_at(token);
  const auto word = named.empty() ? usual_unit : named;
  const auto* const unit = std::find_if(units.begin(), units.end(), [&](const Unit& one) { return one.name == word; });
  return given * (unit == units.end() ? std::chrono::hours(1) : unit->length);
}

}  // namespace

bool is_flag(const Json& object, std::string_view name, bool otherwise) {
  const Json* value = object.find(name);
  return value == nullptr || value->boolean() == nullptr ? otherwise : *value->boolean();
}

PasswordPolicy password_policy(const Pool& pool) {
  const Json& given = value_at(pool.settings, {"Policies", "PasswordPolicy"});
  PasswordPolicy policy;
  const int64_t least = whole(value_at(given, {"MinimumLength"}), static_cast<int64_t>(policy.minimum_length));
  policy.minimum_length = static_cast<size_t>(std::max<int64_t>(least, 0));
  policy.uppercase = is_flag(given, "RequireUppercase");
  policy.lowercase = is_flag(given, "RequireLowercase");
  policy.number = is_flag(given, "RequireNumbers");
  policy.symbol = is_flag(given, "RequireSymbols");
  // 0 is how the original says: the usual.
  const int64_t days = whole(value_at(given, {"TemporaryPasswordValidityDays"}), 0);
  if (days > 0) policy.temporary_days = days;
  return policy;
}

const Pool* find_pool_of_tenant(const CognitoState& cognito, std::string_view tenant_id) {
  const auto pools = cognito.pools.find_all(Pool::by_tenant, tenant_id);
  return pools.empty() ? nullptr : pools.front();
}

bool is_among(const Json& settings, std::string_view setting, std::string_view word) {
  return holds_text(value_at(settings, {setting}), word);
}

bool has_username_attributes(const Pool& pool) {
  return !value_at(pool.settings, {"UsernameAttributes"}).items().empty();
}

bool is_alias(const Pool& pool, std::string_view attribute) {
  return is_among(pool.settings, "UsernameAttributes", attribute) ||
         is_among(pool.settings, "AliasAttributes", attribute);
}

bool verifies(const Pool& pool, std::string_view attribute) {
  return is_among(pool.settings, "AutoVerifiedAttributes", attribute);
}

bool is_case_sensitive(const Pool& pool) {
  return is_flag(value_at(pool.settings, {"UsernameConfiguration"}), "CaseSensitive", true);
}

bool takes_sign_ups(const Pool& pool) {
  return !is_flag(value_at(pool.settings, {"AdminCreateUserConfig"}), "AllowAdminCreateUserOnly");
}

std::vector<std::string_view> recovery_attributes(const Pool& pool) {
  const Json& setting = value_at(pool.settings, {"AccountRecoverySetting", "RecoveryMechanisms"});
  std::vector<std::string_view> attributes;
  for (const int64_t priority : {1, 2})
    for (const auto& way : setting.items()) {
      if (whole(value_at(way, {"Priority"}), 0) != priority) continue;
      if (way.text_at("Name") == "verified_email") attributes.emplace_back("email");
      if (way.text_at("Name") == "verified_phone_number") attributes.emplace_back("phone_number");
    }
  return attributes;
}

bool verifies_before_update(const Pool& pool, std::string_view attribute) {
  return holds_text(
      value_at(pool.settings, {"UserAttributeUpdateSettings", "AttributesRequireVerificationBeforeUpdate"}), attribute);
}

const Json* find_attribute(const Pool& pool, std::string_view name) {
  for (const auto& attribute : value_at(pool.settings, {"SchemaAttributes"}).items())
    if (attribute.text_at("Name") == name) return &attribute;
  return nullptr;
}

std::string_view region_of(const Pool& pool) { return std::string_view(pool.id).substr(0, pool.id.rfind('_')); }
std::string_view short_name(const Pool& pool) { return std::string_view(pool.id).substr(pool.id.rfind('_') + 1); }

bool allows_flow(const Client& client, std::string_view flow) {
  const Json& listed = value_at(client.settings, {"ExplicitAuthFlows"});
  if (holds_text(listed, flow)) return true;
  const bool is_listed_by_older_name = std::any_of(older_names.begin(), older_names.end(), [&](const OlderName& row) {
    return row.flow == flow && holds_text(listed, row.older);
  });
  if (is_listed_by_older_name) return true;
  const auto& items = listed.items();
  const bool uses_newer_names = std::any_of(items.begin(), items.end(), [](const Json& item) {
    return item.text() != nullptr && item.text()->starts_with("ALLOW_");
  });
  if (uses_newer_names) return false;
  if (flow == "ALLOW_USER_SRP_AUTH" && holds_text(listed, "CUSTOM_AUTH_FLOW_ONLY")) return false;
  return std::find(usual_flows.begin(), usual_flows.end(), flow) != usual_flows.end();
}

bool hides_users(const Client& client) { return client.settings.text_at("PreventUserExistenceErrors") == "ENABLED"; }
bool can_revoke_tokens(const Client& client) { return is_flag(client.settings, "EnableTokenRevocation", true); }

bool rotates_refresh_tokens(const Json& settings) {
  return value_at(settings, {"RefreshTokenRotation"}).text_at("Feature") == "ENABLED";
}

Milliseconds rotation_grace(const Client& client) {
  return std::chrono::seconds(whole(value_at(client.settings, {"RefreshTokenRotation", "RetryGracePeriodSeconds"}), 0));
}

bool may_read(const Client& client, std::string_view attribute) {
  return is_listed(client, "ReadAttributes", attribute);
}
bool may_write(const Client& client, std::string_view attribute) {
  return is_listed(client, "WriteAttributes", attribute);
}

Milliseconds session_lifetime(const Client& client) {
  return std::chrono::minutes(whole(value_at(client.settings, {"AuthSessionValidity"}), 3));
}

TokenLifetimes token_lifetimes(const Json& settings) {
  return {lifetime(settings, "AccessToken", "AccessTokenValidity", "hours", 1),
          lifetime(settings, "IdToken", "IdTokenValidity", "hours", 1),
          lifetime(settings, "RefreshToken", "RefreshTokenValidity", "days", 30)};
}

}  // namespace understudy::cognito
