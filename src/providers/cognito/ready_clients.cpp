#include "providers/cognito/ready_clients.h"

#include "base/text.h"
#include "providers/cognito/pool_keys.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

access::ReadyCredential to_ready(const WorldState& state, const World& world, std::string_view base,
                                 const Client& client) {
  const Pool* pool = cognito_of(state).pools.find(client.pool_id);
  const Tenant* tenant = pool == nullptr ? nullptr : state.tenants.find(pool->tenant_id);
  access::ReadyCredential ready;
  ready.text = client.id;
  ready.state = "valid";
  ready.heading = client.name;
  if (pool == nullptr || tenant == nullptr) return ready;
  ready.json = Json::object({{"name", client.name},
                             {"tenant_id", tenant->id},
                             {"region", region_of(*pool)},
                             {"user_pool_id", pool->id},
                             {"client_id", client.id},
                             {"issuer", issuer(*pool, world, base)}});
  if (!client.secrets.empty()) ready.json.set("client_secret", client.secrets.front().value);
  ready.json.set("state", ready.state);
  ready.caption = cat({"pool ", pool->id, " of ", tenant->slug});
  ready.cells = {tenant->slug, client.name, pool->id, client.id};
  return ready;
}

size_t count(const Seed& seed) { return cognito_of(seed).clients.rows().size(); }

std::vector<access::ReadyCredential> list(World& world, std::string_view base, size_t offset, size_t most) {
  return world.step([&](WorldState& state) {
    std::vector<access::ReadyCredential> all;
    const auto& rows = cognito_of(world.seed()).clients.rows();
    for (size_t i = offset; i < rows.size() && i - offset < most; ++i)
      if (const Client* client = cognito_of(state).clients.find(rows[i].id))
        all.push_back(to_ready(state, world, base, *client));
    return all;
  });
}

}  // namespace

const access::ReadyList ready_clients{.member = "app_clients",
                                      .one = "app client",
                                      .section = "app-clients",
                                      .name = "App clients",
                                      .title = "App clients of Cognito user pools",
                                      .columns = "tenant, name, pool id, client id",
                                      .item = "app-client",
                                      .value = "client",
                                      .is_mintable = false,
                                      .count = count,
                                      .list = list};

}  // namespace understudy::cognito
