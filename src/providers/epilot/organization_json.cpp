#include "providers/epilot/organization_json.h"

namespace understudy::epilot {

Json organization_json(const WorldState& state, const Tenant& tenant) {
  Json body = Json::object({{"id", tenant.id}, {"name", tenant.name}});
  if (!tenant.email.empty()) body.set("email", tenant.email);
  if (!tenant.phone.empty()) body.set("phone", tenant.phone);
  if (!tenant.website.empty()) body.set("website", tenant.website);
  body.set("organization_use", "Production");
  body.set("created_date", to_iso8601_milliseconds(tenant.created_at.at(state.started)));
  for (const auto& member : tenant.profile.members())
    if (member.name != "id") body.set(member.name, member.value);
  return body;
}

}  // namespace understudy::epilot
