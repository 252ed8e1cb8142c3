// The Permissions API's answer to: which roles has the caller, and what do they grant.
#include <array>

#include "providers/epilot/caller.h"
#include "providers/epilot/operations.h"

namespace understudy::epilot {

namespace {

constexpr std::array<std::string_view, 4> condition_names{"equals", "not_equals", "equals_current_user",
                                                          "not_equals_current_user"};

Json to_json(const Condition& condition) {
  Json json = Json::object();
  if (condition.attributes.size() == 1) json.set("attribute", condition.attributes.front());
  if (condition.attributes.size() > 1) json.set("attributes", Json::array_of(condition.attributes));
  json.set("operation", condition_names[static_cast<size_t>(condition.operation)]);
  if (!condition.values.empty()) json.set("values", Json(condition.values));
  return json;
}

Json to_json(const Grant& grant) {
  Json json = Json::object({{"action", grant.action}});
  if (grant.resource) json.set("resource", *grant.resource);
  json.set("effect", grant.effect == Grant::Effect::allow ? "allow" : "deny");
  if (grant.conditions.empty()) return json;
  Json conditions = Json::array();
  for (const auto& condition : grant.conditions) conditions.push(to_json(condition));
  json.set("conditions", std::move(conditions));
  return json;
}

Json to_json(const Role& role, Instant world_started) {
  Json json = Json::object({{"id", role.id}, {"name", role.name}, {"slug", role.slug}, {"type", to_text(role.type)}});
  if (role.expires_at) json.set("expires_at", to_iso8601(role.expires_at->at(world_started)));
  json.set("organization_id", role.tenant_id);
  Json grants = Json::array();
  for (const auto& grant : role.grants) grants.push(to_json(grant));
  json.set("grants", std::move(grants));
  if (role.parent_role) json.set("parent_role", *role.parent_role);
  if (role.pricing_tier) json.set("pricing_tier", *role.pricing_tier);
  if (role.partner_org_id) json.set("partner_org_id", *role.partner_org_id);
  if (role.vendor_enforced_user_limit) json.set("vendor_enforced_user_limit", *role.vendor_enforced_user_limit);
  if (role.vendor_created) json.set("vendor_created", true);
  return json;
}

}  // namespace

http::Reply list_current_roles(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  return visit.world.step([&](WorldState& state) {
    Json roles = Json::array();
    for (const Role* role : effective_roles(role_book(state), caller.subject()))
      roles.push(to_json(*role, state.started));
    return http::json(200, Json::object({{"roles", std::move(roles)}}));
  });
}

}  // namespace understudy::epilot
