#include "providers/cognito/client_rules.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "http/url.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

using std::chrono::days;
using std::chrono::minutes;

void require_names_of_one_age(const ClientPlan& plan) {
  const auto flows = texts_at(plan.settings, "ExplicitAuthFlows");
  const auto newer =
      std::count_if(flows.begin(), flows.end(), [](const auto& flow) { return flow.starts_with("ALLOW_"); });
  if (newer != 0 && static_cast<size_t>(newer) != flows.size())
    refuse_parameter("Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.", "",
                     join(flows, ", "));
}

void require_lifetimes(const ClientPlan& plan) {
  const auto lifetimes = token_lifetimes(plan.settings);
  const auto is_short = [&](Milliseconds lifetime) {
    return lifetime >= minutes(5) && lifetime <= days(1) && lifetime <= lifetimes.refresh;
  };
  const bool is_refresh_good = lifetimes.refresh >= minutes(60) && lifetimes.refresh <= days(3650);
  if (is_refresh_good && is_short(lifetimes.access) && is_short(lifetimes.id)) return;
  refuse_parameter("Invalid range for token validity.",
                   "5 minutes to 1 day for access and ID tokens, which end before the refresh token; 60 minutes "
                   "to 10 years for refresh tokens");
}

void require_readable(const ClientPlan& plan) {
  for (const auto& name : texts_at(plan.settings, "ReadAttributes"))
    if (find_attribute(plan.pool, name) == nullptr)
      refuse_parameter("Invalid read attributes specified while creating a client", "", name);
}

void require_writable(const ClientPlan& plan) {
  constexpr std::array<std::string_view, 3> set_by_the_pool{"sub", "email_verified", "phone_number_verified"};
  for (const auto& name : texts_at(plan.settings, "WriteAttributes"))
    if (find_attribute(plan.pool, name) == nullptr ||
        std::find(set_by_the_pool.begin(), set_by_the_pool.end(), name) != set_by_the_pool.end())
      refuse_parameter("Invalid write attributes specified while creating a client", "", name);
}

bool has_scheme(std::string_view url) {
  const auto scheme = url.substr(0, url.find(':'));
  if (scheme.empty() || scheme.size() == url.size()) return false;
  return std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
           c == '.';
  });
}

bool is_of_this_machine(std::string_view origin) {
  constexpr std::array<std::string_view, 3> hosts{"http://localhost", "http://127.0.0.1", "http://[::1]"};
  return std::any_of(hosts.begin(), hosts.end(), [&](std::string_view host) {
    return origin == host || origin.starts_with(cat({host, ":"}));
  });
}

void require_url(const std::string& url) {
  if (!has_scheme(url)) refuse_parameter(cat({url, " is not an absolute URL."}));
  if (url.find('#') != std::string::npos) refuse_parameter(cat({url, " cannot use fragment"}));
  if (to_lower(url).starts_with("http://") && !is_of_this_machine(http::origin_of(url).value_or("")))
    refuse_parameter(cat({url, " cannot use the HTTP protocol."}), "https, or http at localhost, 127.0.0.1 or [::1]",
                     url);
}

void require_urls(const ClientPlan& plan) {
  const auto callbacks = texts_at(plan.settings, "CallbackURLs");
  for (const auto& url : callbacks) require_url(url);
  for (const auto& url : texts_at(plan.settings, "LogoutURLs")) require_url(url);
  const std::string usual(plan.settings.text_at("DefaultRedirectURI"));
  if (!usual.empty() && !holds(callbacks, usual))
    refuse_parameter(cat({"The default redirect URI ", usual, " is not in the callback URIs list."}));
}

[[noreturn]] void refuse_flow(std::string_view message) { refuse("InvalidOAuthFlowException", message); }

void require_flows(const ClientPlan& plan) {
  const auto flows = texts_at(plan.settings, "AllowedOAuthFlows");
  const bool redirects = holds(flows, "code") || holds(flows, "implicit");
  const bool has_credentials = holds(flows, "client_credentials");
  if (has_credentials && redirects)
    refuse_flow("client_credentials flow can not be selected along with code flow or implicit flow.");
  if (has_credentials && !plan.has_secret)
    refuse_flow("client_credentials flow can not be selected if client does not have a client secret.");
  if (!is_flag(plan.settings, "AllowedOAuthFlowsUserPoolClient")) return;
  if (flows.empty() || texts_at(plan.settings, "AllowedOAuthScopes").empty())
    refuse_parameter(
        "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.");
  if (redirects && texts_at(plan.settings, "CallbackURLs").empty())
    refuse_flow("CallbackUrls can not be empty when code flow or implicit flow is selected");
}

/// "https://api.acme.example/orders": of a resource server of the pool, which has it.
bool is_of_resource_server(const ClientPlan& plan, std::string_view scope) {
  const size_t slash = scope.rfind('/');
  if (slash == std::string_view::npos) return false;
  const auto* server = plan.cognito.resource_servers.find(within(plan.pool.id, scope.substr(0, slash)));
  const Json* scopes = server == nullptr ? nullptr : server->settings.find("Scopes");
  if (scopes == nullptr) return false;
  const auto& items = scopes->items();
  return std::any_of(items.begin(), items.end(),
                     [&](const Json& item) { return item.text_at("ScopeName") == scope.substr(slash + 1); });
}

void require_scopes(const ClientPlan& plan) {
  constexpr std::array<std::string_view, 5> standard{"phone", "email", "openid", "profile",
                                                     "aws.cognito.signin.user.admin"};
  for (const auto& scope : texts_at(plan.settings, "AllowedOAuthScopes"))
    if (std::find(standard.begin(), standard.end(), scope) == standard.end() && !is_of_resource_server(plan, scope))
      refuse("ScopeDoesNotExistException", cat({"Invalid scope requested: ", scope}));
}

void require_providers(const ClientPlan& plan) {
  for (const auto& name : texts_at(plan.settings, "SupportedIdentityProviders"))
    if (name != "COGNITO" && plan.cognito.identity_providers.find(within(plan.pool.id, name)) == nullptr)
      refuse_parameter(cat({"The provider ", name, " does not exist for User Pool ", plan.pool.id}));
}

void require_one_way_to_refresh(const ClientPlan& plan) {
  if (rotates_refresh_tokens(plan.settings) && is_among(plan.settings, "ExplicitAuthFlows", "ALLOW_REFRESH_TOKEN_AUTH"))
    refuse_parameter("ALLOW_REFRESH_TOKEN_AUTH can not be used along with refresh token rotation.");
}

constexpr std::array rules{require_names_of_one_age, require_lifetimes, require_readable,
                           require_writable,         require_urls,      require_flows,
                           require_scopes,           require_providers, require_one_way_to_refresh};

}  // namespace

void require_sound(const ClientPlan& plan) {
  for (const auto rule : rules) rule(plan);
}

}  // namespace understudy::cognito
