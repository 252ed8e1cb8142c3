// Acting in another organization: epilot's header x-epilot-org-id, for users with whom that organization shares roles.
#pragma once

#include <string_view>

#include "access/credentials.h"

namespace understudy::access {

/// Makes `tenant_id` the organization that the identity acts in; of its roles only those of that organization stay.
/// Throws Refusal{permission_denied} where the identity has none in effect there.
void act_in(World& world, Identity& identity, std::string_view tenant_id);

}  // namespace understudy::access
