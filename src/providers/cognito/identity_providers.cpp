// Outside identity providers of a pool: made, told, changed, deleted and listed.
#include <algorithm>

#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/listing.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/provider_details.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

Json answer(const IdentityProvider& provider, const WorldState& state) {
  Json json = Json::object({{"UserPoolId", provider.pool_id}, {"ProviderName", provider.name}});
  for (const auto& [name, value] : provider.settings.members()) json.set(name, value);
  add_dates(json, provider.dates, state);
  return Json::object({{"IdentityProvider", std::move(json)}});
}

[[noreturn]] void refuse_provider(std::string_view name) {
  refuse("ResourceNotFoundException", cat({"Identity provider ", shorten(name, 80), " does not exist."}));
}

const IdentityProvider& provider_of(const Call& call, const CognitoState& cognito) {
  const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
  const auto name = call.text("ProviderName");
  const auto* provider = cognito.identity_providers.find(within(pool.id, name));
  if (provider == nullptr) refuse_provider(name);
  return *provider;
}

/// Takes over what the call says of a provider. What it leaves out stays.
void take_over(Json& settings, const Call& call) {
  const std::string type(settings.text_at("ProviderType"));
  if (const Json* details = find_set(call.body, "ProviderDetails"))
    settings.set("ProviderDetails", provider_details(type, *details));
  const Json* known = find_set(call.body, "AttributeMapping");
  if (known == nullptr) known = settings.find("AttributeMapping");
  if (Json mapping = attribute_mapping(type, known); !mapping.is_null())
    settings.set("AttributeMapping", std::move(mapping));
  if (call.has("IdpIdentifiers")) settings.remove("IdpIdentifiers");
  if (const Json* identifiers = find_set(call.body, "IdpIdentifiers")) settings.set("IdpIdentifiers", *identifiers);
}

}  // namespace

Json create_identity_provider(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
    require_room(cognito.identity_providers, most_of_a_kind, "identity providers");
    const auto type = call.text("ProviderType");
    IdentityProvider provider;
    provider.name = call.text("ProviderName");
    provider.pool_id = pool.id;
    provider.id = within(pool.id, provider.name);
    require_name_of_type(provider.name, type);
    if (cognito.identity_providers.find(provider.id) != nullptr)
      refuse("DuplicateProviderException", cat({provider.name, " already exists in user pool ", pool.id}));
    provider.settings = Json::object({{"ProviderType", type}});
    take_over(provider.settings, call);
    provider.dates = dates_now(state);
    cognito.identity_providers.put(provider);
    return answer(provider, state);
  });
}

Json describe_identity_provider(Call& call) {
  return call.visit.world.step([&](WorldState& state) { return answer(provider_of(call, cognito_of(state)), state); });
}

Json get_identity_provider_by_identifier(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const auto identifier = call.text("IdpIdentifier");
    const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
    for (const auto* provider : cognito.identity_providers.find_all(IdentityProvider::by_pool, pool.id))
      if (is_among(provider->settings, "IdpIdentifiers", identifier)) return answer(*provider, state);
    refuse_provider(identifier);
  });
}

Json update_identity_provider(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    IdentityProvider provider = provider_of(call, cognito);
    take_over(provider.settings, call);
    touch(provider.dates, state);
    cognito.identity_providers.put(provider);
    return answer(provider, state);
  });
}

Json delete_identity_provider(Call& call) {
  call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    cognito.identity_providers.erase(std::string(provider_of(call, cognito).id));
  });
  return {};
}

Json list_identity_providers(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
    const auto providers = cognito.identity_providers.find_all(IdentityProvider::by_pool, pool.id);
    return listed(call, {"Providers"}, providers.size(), [&](size_t row) {
      const IdentityProvider& provider = *providers[row];
      Json item =
          Json::object({{"ProviderName", provider.name}, {"ProviderType", provider.settings.text_at("ProviderType")}});
      add_dates(item, provider.dates, state);
      return item;
    });
  });
}

}  // namespace understudy::cognito
