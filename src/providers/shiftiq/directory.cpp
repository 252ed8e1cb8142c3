// Users, organizations, groups, permissions and gradebooks, listed and counted behind the caller's grants.
#include "base/text.h"
#include "providers/shiftiq/grants.h"
#include "providers/shiftiq/lists.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

namespace {

std::vector<const User*> users_of(const World& /*world*/, const WorldState& state, const std::string& tenant_id) {
  auto users = state.users.find_all(User::by_tenant, tenant_id);
  std::erase_if(users, [](const User* user) { return user->status == User::Status::deleted; });
  return users;
}

Json user_json(const Seed& seed, const User* const& user) {
  const size_t blank = user->display_name.find(' ');
  return Json::object({{"UserId", shift_guid(seed.seed, "user", to_lower(user->email))},
                       {"Email", user->email},
                       {"FirstName", user->display_name.substr(0, blank)},
                       {"LastName", blank == std::string::npos ? Json() : Json(user->display_name.substr(blank + 1))},
                       {"FullName", user->display_name},
                       {"Language", user->preferred_language}});
}

std::vector<const Tenant*> organizations_of(const World& /*world*/, const WorldState& state,
                                            const std::string& tenant_id) {
  const Tenant* tenant = state.tenants.find(tenant_id);
  return tenant == nullptr ? std::vector<const Tenant*>() : std::vector<const Tenant*>{tenant};
}

Json organization_json(const Seed& seed, const Tenant* const& tenant) {
  return Json::object({{"OrganizationId", shift_guid(seed.seed, "organization", tenant->id)},
                       {"OrganizationCode", tenant->slug},
                       {"CompanyName", tenant->name}});
}

std::vector<const Role*> groups_of(const World& /*world*/, const WorldState& state, const std::string& tenant_id) {
  return state.roles.find_all(Role::by_tenant, tenant_id);
}

/// A role is a group of that type. Its id has the name of the newest release, and the one that the vendor's sample
/// client reads; so has a gradebook's.
Json group_json(const Seed& seed, const Role* const& role) {
  const std::string id = shift_guid(seed.seed, "role", role->id);
  return Json::object({{"GroupId", id},
                       {"GroupIdentifier", id},
                       {"GroupName", role->name},
                       {"GroupType", "Role"},
                       {"OrganizationId", shift_guid(seed.seed, "organization", role->tenant_id)}});
}

/// A row of the organization's permission matrix.
struct Permission {
  const Role* role;
  const ShiftGrant* grant;
};

std::vector<Permission> permissions_of(const World& world, const WorldState& state, const std::string& tenant_id) {
  std::vector<Permission> permissions;
  for (const Role* role : groups_of(world, state, tenant_id))
    for (const auto& grant : grants_of(state, role->id)) permissions.push_back({role, &grant});
  return permissions;
}

Json permission_json(const Seed& seed, const Permission& permission) {
  return Json::object({{"OrganizationId", shift_guid(seed.seed, "organization", permission.role->tenant_id)},
                       {"RoleId", shift_guid(seed.seed, "role", permission.role->id)},
                       {"Role", permission.role->name},
                       {"Resource", permission.grant->resource},
                       {"Access", data_text(permission.grant->data)}});
}

std::vector<const ShiftGradebook*> gradebooks_of(const World& /*world*/, const WorldState& state,
                                                 const std::string& tenant_id) {
  return shift_of(state).gradebooks.find_all(ShiftGradebook::by_tenant, tenant_id);
}

Json gradebook_json(const Seed& seed, const ShiftGradebook* const& gradebook) {
  return Json::object({{"GradebookId", gradebook->id},
                       {"GradebookIdentifier", gradebook->id},
                       {"GradebookTitle", gradebook->title},
                       {"GradebookEnrollmentCount", 0},
                       {"OrganizationId", shift_guid(seed.seed, "organization", gradebook->tenant_id)}});
}

constexpr Collection<const User*> users{"security/users", users_of, user_json};
constexpr Collection<const Tenant*> organizations{"security/organizations", organizations_of, organization_json};
constexpr Collection<const Role*> groups{"directory/groups", groups_of, group_json};
constexpr Collection<Permission> permissions{"security/permissions", permissions_of, permission_json};
constexpr Collection<const ShiftGradebook*> gradebooks{"progress/gradebooks", gradebooks_of, gradebook_json};

}  // namespace

http::Reply list_users(front::Visit& visit) { return list(visit, users); }
http::Reply count_users(front::Visit& visit) { return count(visit, users); }
http::Reply list_organizations(front::Visit& visit) { return list(visit, organizations); }
http::Reply count_organizations(front::Visit& visit) { return count(visit, organizations); }
http::Reply list_groups(front::Visit& visit) { return list(visit, groups); }
http::Reply count_groups(front::Visit& visit) { return count(visit, groups); }
http::Reply list_permissions(front::Visit& visit) { return list(visit, permissions); }
http::Reply count_permissions(front::Visit& visit) { return count(visit, permissions); }
http::Reply list_gradebooks(front::Visit& visit) { return list(visit, gradebooks); }
http::Reply count_gradebooks(front::Visit& visit) { return count(visit, gradebooks); }

}  // namespace understudy::shiftiq
