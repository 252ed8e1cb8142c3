#include "providers/cognito/login_parameters.h"

#include "base/text.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

/// Of several, the first that browsers can use: it has no secret.
const Client* client_of(const CognitoState& cognito, const Pool& pool) {
  const auto clients = cognito.clients.find_all(Client::by_pool, pool.id);
  for (const Client* client : clients)
    if (client->secrets.empty()) return client;
  return clients.empty() ? nullptr : clients.front();
}

}  // namespace

Json login_parameters(const WorldState& state, const Tenant& tenant) {
  const auto& cognito = cognito_of(state);
  const Pool* pool = find_pool_of_tenant(cognito, tenant.id);
  const Client* client = pool == nullptr ? nullptr : client_of(cognito, *pool);
  if (client == nullptr) return {};
  Json parameters = Json::object({{"cognito_region", region_of(*pool)},
                                  {"cognito_user_pool_id", pool->id},
                                  {"cognito_user_pool_client_id", client->id}});
  const auto domains = cognito.domains.find_all(Domain::by_pool, pool->id);
  if (!domains.empty()) parameters.set("cognito_oauth_domain", domains.front()->id);
  return parameters;
}

}  // namespace understudy::cognito
