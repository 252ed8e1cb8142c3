#include <algorithm>
#include <limits>

#include "base/text.h"
#include "emulators/shiftiq/caller.h"
#include "emulators/shiftiq/json_format.h"
#include "emulators/shiftiq/operations.h"
#include "emulators/shiftiq/problem.h"
#include "http/url.h"

namespace understudy::shiftiq {

namespace {

/// One collection of the caller's organization: what may be read, its rows, and how a row is written.
template <class Row>
struct Collection {
  std::string_view resource;
  std::vector<const Row*> (*rows)(const WorldState& state, const std::string& tenant_id);
  Json (*to_json)(const Seed& seed, const Row& row);
};

std::vector<const User*> users_of(const WorldState& state, const std::string& tenant_id) {
  auto users = state.users.find_all(cat({"tenant:", tenant_id}));
  std::erase_if(users, [](const User* user) { return user->status == User::Status::deleted; });
  return users;
}

Json user_json(const Seed& seed, const User& user) {
  const size_t blank = user.display_name.find(' ');
  return Json::object({{"UserId", shift_guid(seed.seed, "user", to_lower(user.email))},
                       {"Email", user.email},
                       {"FirstName", user.display_name.substr(0, blank)},
                       {"LastName", blank == std::string::npos ? Json() : Json(user.display_name.substr(blank + 1))},
                       {"FullName", user.display_name},
                       {"Language", user.preferred_language}});
}

std::vector<const Tenant*> organizations_of(const WorldState& state, const std::string& tenant_id) {
  const Tenant* tenant = state.tenants.find(tenant_id);
  return tenant == nullptr ? std::vector<const Tenant*>() : std::vector<const Tenant*>{tenant};
}

Json organization_json(const Seed& seed, const Tenant& tenant) {
  return Json::object({{"OrganizationId", shift_guid(seed.seed, "organization", tenant.id)},
                       {"OrganizationCode", tenant.slug},
                       {"CompanyName", tenant.name}});
}

std::vector<const Role*> groups_of(const WorldState& state, const std::string& tenant_id) {
  return state.roles.find_all(cat({"tenant:", tenant_id}));
}

/// A role is a group of that type.
Json group_json(const Seed& seed, const Role& role) {
  return Json::object({{"GroupId", shift_guid(seed.seed, "role", role.id)},
                       {"GroupName", role.name},
                       {"GroupType", "Role"},
                       {"OrganizationId", shift_guid(seed.seed, "organization", role.tenant_id)}});
}

constexpr Collection<User> users{"security/users", users_of, user_json};
constexpr Collection<Tenant> organizations{"security/organizations", organizations_of, organization_json};
constexpr Collection<Role> groups{"directory/groups", groups_of, group_json};

struct Page {
  size_t number;  // from 1
  size_t size;
};

size_t read_count(const http::Fields& query, std::string_view name, size_t usual) {
  const auto* given = query.find(name);
  if (given == nullptr || given->empty()) return usual;
  const auto number = parse_number(*given);
  if (!number || *number < 1 || *number > static_cast<unsigned long long>(std::numeric_limits<int32_t>::max()))
    throw not_bound(name, cat({"The value is not valid for ", name, "."}));
  return static_cast<size_t>(*number);
}

Page read_page(const http::Request& request) {
  constexpr size_t usual_size = 20;
  constexpr size_t most = 1000;  // not the original's: a bound on what one request can make the server write
  const auto query = http::parse_form(request.query);
  return {read_count(query, "Filter.Page", 1), std::min(read_count(query, "Filter.PageSize", usual_size), most)};
}

std::string require_reader(front::Visit& visit, std::string_view resource) {
  const auto person = require_caller(visit).person;
  const bool may = visit.world.step(
      [&](WorldState& state) { return access::is_granted(state, person, resource, ShiftGrant::read); });
  if (!may)
    throw Refusal{Reason::permission_denied, cat({"a role of the caller grants reading ", resource}),
                  cat({resource, ":data:", std::to_string(ShiftGrant::read)}), cat({"shift:", person.person_id})};
  return person.tenant_id;
}

template <class Row>
http::Reply list(front::Visit& visit, const Collection<Row>& collection) {
  const auto tenant_id = require_reader(visit, collection.resource);
  const Page page = read_page(visit.request);
  Json items = Json::array();
  const size_t total = visit.world.step([&](WorldState& state) {
    const auto rows = collection.rows(state, tenant_id);
    const size_t first = std::min(rows.size(), (page.number - 1) * page.size);
    const size_t end = std::min(rows.size(), first + page.size);
    for (size_t i = first; i < end; ++i) items.push(collection.to_json(visit.world.seed(), *rows[i]));
    return rows.size();
  });
  auto reply = pascal_json(200, items);
  reply.headers.add("X-Query-Pagination",
                    Json::object({{"Page", page.number}, {"PageSize", page.size}, {"TotalCount", total}}).dump());
  return reply;
}

template <class Row>
http::Reply count(front::Visit& visit, const Collection<Row>& collection) {
  const auto tenant_id = require_reader(visit, collection.resource);
  const size_t total = visit.world.step([&](WorldState& state) { return collection.rows(state, tenant_id).size(); });
  return pascal_json(200, Json::object({{"Count", total}}));
}

}  // namespace

http::Reply list_users(front::Visit& visit) { return list(visit, users); }
http::Reply count_users(front::Visit& visit) { return count(visit, users); }
http::Reply list_organizations(front::Visit& visit) { return list(visit, organizations); }
http::Reply count_organizations(front::Visit& visit) { return count(visit, organizations); }
http::Reply list_groups(front::Visit& visit) { return list(visit, groups); }
http::Reply count_groups(front::Visit& visit) { return count(visit, groups); }

}  // namespace understudy::shiftiq
