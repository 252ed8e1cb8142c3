// What a client must know to sign a tenant's users in by their pool.
#pragma once

#include "world/world.h"

namespace understudy::cognito {

/// {"cognito_region":…,"cognito_user_pool_id":…,"cognito_user_pool_client_id":…,…}; null where the tenant has no pool
/// or its pool no client.
Json login_parameters(const WorldState& state, const Tenant& tenant);

}  // namespace understudy::cognito
