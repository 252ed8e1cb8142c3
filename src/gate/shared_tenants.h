// Acting in another organization: for users with whom that organization shares roles.
#pragma once

#include <string_view>

#include "access/credentials.h"

namespace understudy::gate {

/// Makes `tenant_id`, which the header named, the organization that the identity acts in; of its roles only those of
/// that organization stay. Throws Refusal{permission_denied} where the identity has none in effect there.
void act_in(World& world, access::Identity& identity, std::string_view tenant_id, std::string_view header);

}  // namespace understudy::gate
