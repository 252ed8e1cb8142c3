// Pools of tenants that another system adds to a world: as those of a fixture's tenants that say nothing of theirs.
#pragma once

#include "base/json.h"
#include "world/world.h"

namespace understudy::cognito {

/// Gives the tenant a usual pool with a usual client. Within a step; how many tenants there may be bounds the pools.
void open_pool(WorldState& state, const Tenant& tenant);

/// {"cognito_details":{"cognito_region":…,"cognito_user_pool_id":…,"cognito_user_pool_client_id":…,
/// "cognito_user_pool_arn":…}}; null where the tenant has no pool or its pool no client.
Json pool_details(const WorldState& state, const Tenant& tenant);

}  // namespace understudy::cognito
