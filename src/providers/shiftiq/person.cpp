#include "providers/shiftiq/person.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

namespace {

struct FlagName {
  bool ShiftFlags::*flag;
  std::string_view name;
};

constexpr std::array<FlagName, 4> flag_names{{
    {&ShiftFlags::learner, "Learner"},
    {&ShiftFlags::administrator, "Administrator"},
    {&ShiftFlags::developer, "Developer"},
    {&ShiftFlags::operates, "Operator"},
}};

std::vector<ShiftPerson::RoleName> roles_of(const WorldState& state, const Seed& seed, const User& user) {
  std::vector<ShiftPerson::RoleName> roles;
  for (const auto& id : user.roles)
    if (const Role* role = state.roles.find(id)) roles.push_back({shift_guid(seed.seed, "role", id), role->name});
  roles.push_back({shift_guid(seed.seed, "person", user.id), user.display_name});
  const ShiftFlags flags = flags_of(state, user.id);
  for (const auto& [flag, name] : flag_names)
    if (flags.*flag) roles.push_back({shift_guid(seed.seed, "role", name), cat({"(System) ", name})});
  std::sort(roles.begin(), roles.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return roles;
}

}  // namespace

std::string ShiftPerson::authority() const {
  std::vector<std::string> names;
  for (const auto& [flag, flag_name] : flag_names)
    if (flags.*flag) names.emplace_back(flag_name);
  return join(names, ", ");
}

std::optional<ShiftPerson> find_shift_person(const WorldState& state, const Seed& seed, std::string_view user_row) {
  const User* user = state.users.find(user_row);
  if (user == nullptr || user->status != User::Status::active) return std::nullopt;
  const Tenant* tenant = state.tenants.find(user->tenant_id);
  if (tenant == nullptr) return std::nullopt;
  const auto guid = [&](std::string_view kind, std::string_view of) { return shift_guid(seed.seed, kind, of); };
  ShiftPerson person;
  person.user_row = user->id;
  person.user_id = guid("user", to_lower(user->email));
  person.person_id = guid("person", user->id);
  person.email = user->email;
  person.name = user->display_name;
  person.phone = user->phone;
  person.language = user->preferred_language;
  const auto time_zone = user->attributes.text_at("time_zone");
  person.time_zone = time_zone.empty() ? "UTC" : time_zone;
  person.organization_id = guid("organization", tenant->id);
  person.organization_code = tenant->slug;
  person.organization_name = tenant->name;
  person.tenant_id = tenant->id;
  person.partition_slug = organization_of(state, tenant->id).partition;
  person.partition_id = guid("partition", person.partition_slug);
  person.flags = flags_of(state, user->id);
  person.roles = roles_of(state, seed, *user);
  person.role_rows = user->roles;
  return person;
}

bool is_granted(const WorldState& state, const ShiftPerson& person, std::string_view resource, unsigned data) {
  if (person.flags.operates) return true;
  unsigned granted = 0;
  for (const auto& id : person.role_rows)
    if (const Role* role = state.roles.find(id); role != nullptr && role->tenant_id == person.tenant_id)
      for (const auto& grant : grants_of(state, id))
        if (matches_wildcard(grant.resource, resource)) granted |= grant.data;
  return (granted & data) == data;
}

}  // namespace understudy::shiftiq
