// Where a pool's hosted pages are: below a domain that all pools share, or at one of their own.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/characters.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/identifiers.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

bool is_custom(const Domain& domain) { return domain.settings.find("CustomDomainConfig") != nullptr; }

void require_prefix(std::string_view prefix) {
  const bool is_clean = std::all_of(prefix.begin(), prefix.end(), config::characters::is_slug_character);
  if (!is_clean || prefix.starts_with('-') || prefix.ends_with('-'))
    refuse_parameter(
        "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and "
        "hyphens. Please enter a different name that follows this format: "
        "^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$",
        "", std::string(prefix));
  constexpr std::array<std::string_view, 3> reserved{"aws", "amazon", "cognito"};
  for (const auto word : split(prefix, '-'))
    if (std::find(reserved.begin(), reserved.end(), word) != reserved.end())
      refuse_parameter(cat({"Domain cannot contain reserved word: ", word}));
}

void require_free(const CognitoState& cognito, const Domain& domain) {
  if (cognito.domains.find(domain.id) != nullptr)
    refuse_parameter("Domain already associated with another user pool.", "", domain.id);
  for (const Domain* other : cognito.domains.find_all(Domain::by_pool, domain.pool_id))
    if (is_custom(*other) == is_custom(domain))
      refuse_parameter("User pool already has a domain configured.", "", other->id);
}

/// Takes over what the call says of a domain. What it leaves out stays.
void take_over(Json& settings, const Call& call, const Pool& pool) {
  const auto version = call.number("ManagedLoginVersion");
  if (version == 2 && pool.settings.text_at("UserPoolTier") == "LITE")
    refuse("FeatureUnavailableInTierException",
           "The following feature is not available for the LITE pricing tier configured: Managed Login Version 2");
  if (const Json* custom = find_set(call.body, "CustomDomainConfig")) settings.set("CustomDomainConfig", *custom);
  if (version || settings.find("ManagedLoginVersion") == nullptr)
    settings.set("ManagedLoginVersion", version.value_or(1));
  if (const Json* routing = find_set(call.body, "Routing")) settings.set("Routing", *routing);
}

/// "20250817223209": the original numbers a domain's configuration by the time at which it was made.
std::string configuration_version(const WorldState& state) {
  std::string digits = to_iso8601(state.clock.now());
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  return digits.substr(0, 14);
}

Json answer(const Domain& domain) {
  Json json = Json::object({{"ManagedLoginVersion", *domain.settings.find("ManagedLoginVersion")}});
  if (is_custom(domain)) json.set("CloudFrontDomain", domain.settings.text_at("CloudFrontDistribution"));
  if (const Json* routing = domain.settings.find("Routing")) json.set("Routing", *routing);
  return json;
}

/// That domain where it is one of that pool.
const Domain& domain_of(const Call& call, const CognitoState& cognito) {
  const Domain* domain = cognito.domains.find(call.text("Domain"));
  if (domain == nullptr || domain->pool_id != call.text("UserPoolId"))
    refuse_parameter("No such domain or user pool exists.", "", std::string(shorten(call.text("Domain"), 80)));
  return *domain;
}

}  // namespace

Json create_user_pool_domain(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
    require_room(cognito.domains, most_of_a_kind, "domains");
    Domain domain;
    domain.id = call.text("Domain");
    domain.pool_id = pool.id;
    domain.settings =
        Json::object({{"CloudFrontDistribution", ""}, {"Version", configuration_version(state)}, {"Status", "ACTIVE"}});
    take_over(domain.settings, call, pool);
    if (!is_custom(domain))
      require_prefix(domain.id);
    else if (domain.id.find('.') == std::string::npos)
      refuse_parameter("Custom domain is not a valid subdomain", "", domain.id);
    require_free(cognito, domain);
    domain.settings.set("CloudFrontDistribution", new_distribution(state, domain.id));
    cognito.domains.put(domain);
    return answer(domain);
  });
}

Json describe_user_pool_domain(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    Json description = Json::object();
    if (const Domain* domain = cognito.domains.find(call.text("Domain"))) {
      description = Json::object({{"UserPoolId", domain->pool_id},
                                  {"AWSAccountId", cognito.choices.account_id},
                                  {"Domain", domain->id},
                                  {"S3Bucket", cat({"aws-cognito-prod-", cognito.choices.region, "-assets"})}});
      for (const auto& [name, value] : domain->settings.members()) description.set(name, value);
    }
    return Json::object({{"DomainDescription", std::move(description)}});
  });
}

Json update_user_pool_domain(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    Domain domain = domain_of(call, cognito);
    if (!is_custom(domain) && find_set(call.body, "CustomDomainConfig") != nullptr)
      refuse_parameter("A prefix domain has no certificate.", "no CustomDomainConfig", domain.id);
    take_over(domain.settings, call, named_pool(cognito, domain.pool_id));
    domain.settings.set("Version", configuration_version(state));
    cognito.domains.put(domain);
    return answer(domain);
  });
}

Json delete_user_pool_domain(Call& call) {
  call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    cognito.domains.erase(std::string(domain_of(call, cognito).id));
  });
  return Json::object();
}

}  // namespace understudy::cognito
