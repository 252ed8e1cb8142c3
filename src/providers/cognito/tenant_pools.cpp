#include "providers/cognito/tenant_pools.h"

#include <utility>

#include "providers/cognito/call.h"
#include "providers/cognito/client_settings.h"
#include "providers/cognito/drafts.h"
#include "providers/cognito/identifiers.h"
#include "providers/cognito/login_parameters.h"
#include "providers/cognito/pool_settings.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

void open_pool(WorldState& state, const Tenant& tenant) {
  auto& cognito = cognito_of(state);
  Pool pool;
  pool.id = new_pool_id(state, tenant.id);
  pool.tenant_id = tenant.id;
  pool.name = usual_pool_name(tenant);
  pool.settings = new_pool_settings(pool_settings_of({}));
  pool.dates = dates_now(state);
  Client client;
  client.id = new_client_id(state, pool, ClientDraft().name);
  client.pool_id = pool.id;
  client.name = ClientDraft().name;
  client.settings = new_client_settings(client_settings_of({}), pool, cognito, false);
  client.dates = pool.dates;
  cognito.pools.put(std::move(pool));
  cognito.clients.put(std::move(client));
}

Json pool_details(const WorldState& state, const Tenant& tenant) {
  Json details = login_parameters(state, tenant);
  if (details.is_null()) return {};
  details.remove("cognito_oauth_domain");
  const auto& cognito = cognito_of(state);
  details.set("cognito_user_pool_arn", pool_arn(*find_pool_of_tenant(cognito, tenant.id), cognito.choices));
  return Json::object({{"cognito_details", std::move(details)}});
}

}  // namespace understudy::cognito
