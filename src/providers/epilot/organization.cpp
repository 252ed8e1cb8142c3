// The Organization API's answer to: which organization is the caller's.
#include "providers/epilot/caller.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/organization_json.h"

namespace understudy::epilot {

http::Reply get_current_organization(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  return http::json(200, visit.world.step([&](WorldState& state) {
    const Tenant* tenant = state.tenants.find(caller.tenant_id);
    if (tenant == nullptr) throw Refusal{Reason::unknown_record, "Organization not found", "", caller.tenant_id};
    return organization_json(state, *tenant);
  }));
}

}  // namespace understudy::epilot
