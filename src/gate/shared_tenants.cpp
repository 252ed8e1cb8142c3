#include "gate/shared_tenants.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"

namespace understudy::gate {

void act_in(World& world, access::Identity& identity, std::string_view tenant_id, std::string_view header) {
  if (tenant_id == identity.tenant_id) return;
  const std::string home = identity.tenant_id;
  identity.tenant_id = tenant_id;
  // Who is a portal's customer at home is none elsewhere.
  identity.is_portal_user = false;
  world.step([&](WorldState& state) {
    const RoleBook book{state.roles, state.clock.now(), state.started};
    std::erase_if(identity.roles, [&](const std::string& id) {
      return !is_held_abroad(book, id, {identity.tenant_id, home});
    });
  });
  if (identity.roles.empty())
    throw Refusal{Reason::permission_denied,
                  cat({"the organization of ", header, " shares a role with the caller, or gave it one"}),
                  cat({"a role of ", shorten(tenant_id, 40)}), cat({"a caller of ", home, " without one"})};
}

}  // namespace understudy::gate
