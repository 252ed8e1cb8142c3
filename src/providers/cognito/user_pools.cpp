// Pools: made with a tenant of their own, told, changed, listed, and deleted with all that is theirs.
#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "fixture/record_ids.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/identifiers.h"
#include "providers/cognito/listing.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pool_settings.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/schema_attributes.h"
#include "providers/cognito/settings.h"
#include "providers/cognito/user_pool_mfa.h"

namespace understudy::cognito {

namespace {

void add_user_count(Json& json, const Pool& pool, const WorldState& state) {
  const auto users = state.users.find_all(User::by_tenant, pool.tenant_id);
  const auto count =
      std::count_if(users.begin(), users.end(), [](const User* user) { return user->status != User::Status::deleted; });
  json.set("EstimatedNumberOfUsers", static_cast<long>(count));
}

void add_domains(Json& json, const Pool& pool, const WorldState& state) {
  for (const Domain* domain : cognito_of(state).domains.find_all(Domain::by_pool, pool.id))
    json.set(domain->settings.find("CustomDomainConfig") == nullptr ? "Domain" : "CustomDomain", domain->id);
}

/// What a description has beside the settings, and before which of them.
struct Described {
  std::string_view next;
  void (*add)(Json& json, const Pool& pool, const WorldState& state);
};
constexpr std::array described{
    Described{"SchemaAttributes",
              [](Json& json, const Pool& pool, const WorldState& state) { add_dates(json, pool.dates, state); }},
    Described{"EmailConfiguration", add_user_count},
    Described{"AdminCreateUserConfig", add_domains},
    Described{"AccountRecoverySetting",
              [](Json& json, const Pool& pool, const WorldState& state) {
                json.set("Arn", pool_arn(pool, cognito_of(state).choices));
              }},
};

Json to_json(const Pool& pool, const WorldState& state) {
  Json json = Json::object({{"Id", pool.id}, {"Name", pool.name}});
  for (const auto& [name, value] : pool.settings.members()) {
    for (const auto& row : described)
      if (row.next == name) row.add(json, pool, state);
    json.set(name, value);
  }
  return json;
}

/// Named like the pool, with an id and a slug that no other tenant has.
Tenant new_tenant(WorldState& state, const std::string& name) {
  Tenant tenant;
  tenant.name = name;
  tenant.created_at = dates_now(state).created;
  do {
    tenant.id = std::to_string(100'000 + to_number(state.ids.bytes("user pool's tenant", name, 4)) % 900'000);
  } while (state.tenants.find(tenant.id) != nullptr);
  std::string stem = fixture::slug_of(name);
  if (stem.empty()) stem = "pool";
  tenant.slug = stem;
  for (size_t attempt = 2; !state.tenants.find_all(Tenant::by_slug, tenant.slug).empty(); ++attempt)
    tenant.slug = cat({stem, "-", std::to_string(attempt)});
  return tenant;
}

void erase_tenant(WorldState& state, const std::string& id) {
  state.users.erase_all(User::by_tenant, id);
  state.roles.erase_all(Role::by_tenant, id);
  state.tenants.erase(id);
}

/// With all that is of the pool. Its users stay where their tenant does.
void erase_pool(WorldState& state, const Pool& pool) {
  auto& cognito = cognito_of(state);
  for (const User* user : state.users.find_all(User::by_tenant, pool.tenant_id)) {
    cognito.families.erase_all(TokenFamily::by_user, user->id);
    cognito.devices.erase_all(Device::by_user, user->id);
    cognito.codes.erase_all(Code::by_user, user->id);
  }
  cognito.accounts.erase_all(Account::by_pool, pool.id);
  cognito.groups.erase_all(UserGroup::by_pool, pool.id);
  cognito.clients.erase_all(Client::by_pool, pool.id);
  cognito.identity_providers.erase_all(IdentityProvider::by_pool, pool.id);
  cognito.resource_servers.erase_all(ResourceServer::by_pool, pool.id);
  if (pool.owns_tenant) erase_tenant(state, pool.tenant_id);
  cognito.pools.erase(pool.id);
}

/// Changes the settings of the pool that the call names.
void change_settings(Call& call, Json (*changed)(const Json& settings, const Json& body)) {
  call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    Pool pool = named_pool(cognito, call.text("UserPoolId"));
    pool.settings = changed(pool.settings, call.body);
    settle_second_factors(pool);
    if (call.has("PoolName")) pool.name = call.text("PoolName");
    touch(pool.dates, state);
    cognito.pools.put(std::move(pool));
  });
}

}  // namespace

Json create_user_pool(Call& call) {
  const std::string name(call.text("PoolName"));
  Pool pool;
  pool.name = name;
  pool.settings = new_pool_settings(call.body);
  settle_second_factors(pool);
  pool.owns_tenant = true;
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    require_room(cognito.pools, most_pools, "user pools");
    Tenant tenant = new_tenant(state, name);
    pool.id = new_pool_id(state, name);
    pool.tenant_id = tenant.id;
    pool.dates = dates_now(state);
    state.tenants.put(std::move(tenant));
    Json described_pool = to_json(pool, state);
    cognito.pools.put(std::move(pool));
    // Unlike DescribeUserPool, this answer has no empty member for tags.
    if (!call.has("UserPoolTags")) described_pool.remove("UserPoolTags");
    return Json::object({{"UserPool", std::move(described_pool)}});
  });
}

Json describe_user_pool(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
    return Json::object({{"UserPool", to_json(pool, state)}});
  });
}

Json update_user_pool(Call& call) {
  change_settings(call, changed_pool_settings);
  return Json::object();
}

Json add_custom_attributes(Call& call) {
  change_settings(call, [](const Json& settings, const Json& body) {
    Json changed = settings;
    changed.set("SchemaAttributes",
                extended_schema(*settings.find("SchemaAttributes"), *body.find("CustomAttributes")));
    return changed;
  });
  return Json::object();
}

Json delete_user_pool(Call& call) {
  call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    const Pool pool = named_pool(cognito, call.text("UserPoolId"));
    if (pool.settings.text_at("DeletionProtection") == "ACTIVE")
      refuse_parameter(
          "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be "
          "inactivated first.");
    const auto domains = cognito.domains.find_all(Domain::by_pool, pool.id);
    if (!domains.empty())
      refuse_parameter("User pool cannot be deleted. It has a domain configured that should be deleted first.", "",
                       domains.front()->id);
    erase_pool(state, pool);
  });
  return {};
}

Json list_user_pools(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const auto pools = cognito_of(state).pools.find_all(Pool::all, "");
    return listed(call, {"UserPools"}, pools.size(), [&](size_t row) {
      const Pool& pool = *pools[row];
      Json item =
          Json::object({{"Id", pool.id}, {"Name", pool.name}, {"LambdaConfig", *pool.settings.find("LambdaConfig")}});
      add_dates(item, pool.dates, state);
      return item;
    });
  });
}

}  // namespace understudy::cognito
