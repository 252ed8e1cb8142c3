// The Organization API's answer to: which organization is the caller's.
#include "providers/epilot/caller.h"
#include "providers/epilot/operations.h"

namespace understudy::epilot {

http::Reply get_current_organization(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  return visit.world.step([&](WorldState& state) {
    const Tenant* tenant = state.tenants.find(caller.tenant_id);
    if (tenant == nullptr) throw Refusal{Reason::unknown_record, "Organization not found", "", caller.tenant_id};
    Json body = Json::object({{"id", tenant->id}, {"name", tenant->name}});
    if (!tenant->email.empty()) body.set("email", tenant->email);
    if (!tenant->phone.empty()) body.set("phone", tenant->phone);
    if (!tenant->website.empty()) body.set("website", tenant->website);
    body.set("organization_use", "Production");
    body.set("created_date", to_iso8601_milliseconds(tenant->created_at.at(state.started)));
    for (const auto& member : tenant->profile.members())
      if (member.name != "id") body.set(member.name, member.value);
    return http::json(200, body);
  });
}

}  // namespace understudy::epilot
