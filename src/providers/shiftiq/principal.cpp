// The caller as Shift iQ's principal: user, partition and flags in its JSON.
#include "base/text.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json user_json(const ShiftPerson& person) {
  return Json::object({{"Identifier", person.user_id},
                       {"Email", person.email},
                       {"Name", person.name},
                       {"Phone", text_or_null(person.phone)},
                       {"Language", person.language},
                       {"TimeZone", person.time_zone}});
}

Json partition_json(const Seed& seed, const ShiftPerson& person) {
  Json partition = Json::object({{"Identifier", person.partition_id}});
  for (const auto& known : shift_of(seed).settings.partitions)
    if (known.slug == person.partition_slug) partition.set("Name", known.name);
  partition.set("Slug", person.partition_slug);
  return partition;
}

/// Flags as the API writes all its flag enums: "administrator,developer".
std::string flag_text(const ShiftPerson& person) {
  std::string text = to_lower(person.authority());
  std::erase(text, ' ');
  return text;
}

}  // namespace

Json principal_json(const Seed& seed, const ShiftPerson& person, std::string_view ip_address) {
  Json roles = Json::array();
  Json role_ids = Json::array();
  for (const auto& role : person.roles) {
    roles.push(Json::object({{"Name", role.name}, {"Identifier", role.id}}));
    role_ids.push(role.id);
  }
  return Json::object({{"User", user_json(person)},
                       {"Person", Json::object({{"Identifier", person.person_id}})},
                       {"Organization", Json::object({{"Identifier", person.organization_id},
                                                      {"Name", person.organization_name},
                                                      {"Slug", person.organization_code}})},
                       {"Partition", partition_json(seed, person)},
                       {"Roles", std::move(roles)},
                       {"Authority", text_or_null(flag_text(person))},
                       {"IPAddress", ip_address},
                       {"IsAuthenticated", true},
                       {"OrganizationId", person.organization_id},
                       {"PersonId", person.person_id},
                       {"UserId", person.user_id},
                       {"IsAdministrator", person.flags.administrator},
                       {"IsDeveloper", person.flags.developer},
                       {"IsLearner", person.flags.learner},
                       {"IsOperator", person.flags.operates},
                       {"RoleIds", std::move(role_ids)}});
}

}  // namespace understudy::shiftiq
