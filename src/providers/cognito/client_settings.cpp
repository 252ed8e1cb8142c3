#include "providers/cognito/client_settings.h"

#include <array>

#include "providers/cognito/client_rules.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

struct Setting {
  std::string_view name;
  std::string_view usual{};  ///< JSON; empty: nothing
};

// No usual flows: a client that was given none has three (pools.h), but is not told to have them.
constexpr std::array settings_in_order{
    Setting{"RefreshTokenValidity", "30"},
    Setting{"AccessTokenValidity"},
    Setting{"IdTokenValidity"},
    Setting{"TokenValidityUnits", "{}"},
    Setting{"ReadAttributes"},
    Setting{"WriteAttributes"},
    Setting{"ExplicitAuthFlows"},
    Setting{"SupportedIdentityProviders"},
    Setting{"CallbackURLs"},
    Setting{"LogoutURLs"},
    Setting{"DefaultRedirectURI"},
    Setting{"AllowedOAuthFlows"},
    Setting{"AllowedOAuthScopes"},
    Setting{"AllowedOAuthFlowsUserPoolClient", "false"},
    Setting{"AnalyticsConfiguration"},
    Setting{"PreventUserExistenceErrors"},
    Setting{"EnableTokenRevocation", "true"},
    Setting{"EnablePropagateAdditionalUserContextData", "false"},
    Setting{"AuthSessionValidity", "3"},
    Setting{"RefreshTokenRotation"},
};

const Json& rotation_that_is_off() {
  static const Json off = literal(R"({"Feature":"DISABLED","RetryGracePeriodSeconds":0})");
  return off;
}

Json settled(const Json& given) {
  Json all = Json::object();
  for (const auto& setting : settings_in_order) {
    if (const Json* value = find_set(given, setting.name))
      all.set(setting.name, *value);
    else if (!setting.usual.empty())
      all.set(setting.name, literal(setting.usual));
  }
  // 0 is another way to leave it out.
  if (*all.find("RefreshTokenValidity") == Json(0)) all.set("RefreshTokenValidity", 30);
  if (const Json* rotation = all.find("RefreshTokenRotation"))
    all.set("RefreshTokenRotation", completed(*rotation, rotation_that_is_off()));
  return all;
}

}  // namespace

Json new_client_settings(const Json& given, const Pool& pool, const CognitoState& cognito, bool has_secret) {
  Json settings = settled(given);
  require_sound({settings, pool, cognito, has_secret});
  return settings;
}

Json changed_client_settings(const Json& settings, const Json& given, const Pool& pool, const CognitoState& cognito,
                             bool has_secret) {
  Json changed = new_client_settings(given, pool, cognito, has_secret);
  if (settings.find("RefreshTokenRotation") != nullptr && changed.find("RefreshTokenRotation") == nullptr)
    changed.set("RefreshTokenRotation", rotation_that_is_off());
  return changed;
}

}  // namespace understudy::cognito
