#include <array>

#include "base/text.h"
#include "emulators/shiftiq/caller.h"
#include "emulators/shiftiq/json_format.h"
#include "emulators/shiftiq/operations.h"

namespace understudy::shiftiq {

namespace {

constexpr int session_minutes = 60;
constexpr int most_download_rows = 50'000;

/// Nobody, where the fixture lets guests ask.
std::optional<access::ShiftPerson> find_me(front::Visit& visit) {
  if (visit.world.seed().shift.anonymous_me == ShiftSettings::AnonymousMe::refuse) return require_caller(visit).person;
  auto caller = find_caller(visit);
  if (!caller) return std::nullopt;
  return std::move(caller->person);
}

std::string first_name(const std::string& name) { return name.substr(0, name.find(' ')); }

bool is_in_several_organizations(const WorldState& state, const access::ShiftPerson& person) {
  size_t count = 0;
  for (const User* user : state.users.find_all(cat({"email:", to_lower(person.email)})))
    if (user->status == User::Status::active) ++count;
  return count > 1;
}

Json link(std::string_view text, std::string_view url) { return Json::object({{"Text", text}, {"Url", url}}); }

/// Members of the page's settings that follow from who asks; all of them have a value for a guest.
Json context_json(const WorldState& state, const access::ShiftPerson& me, bool is_guest,
                  const std::string& ip_address) {
  const bool administers = me.flags.administrator || me.flags.operates;
  Json languages = Json::array({"en"});
  if (!me.language.empty() && me.language != "en") languages.push(me.language);
  return Json::object(
      {{"TimeZoneId", me.time_zone},
       {"OrganizationCode", me.organization_code},
       {"CompanyName", me.organization_name},
       {"IsCmds", false},
       {"Home", link("Home", "/ui/portal/home")},
       {"UserName", first_name(me.name)},
       {"IsAdministrator", me.flags.administrator},
       {"IsOperator", me.flags.operates},
       {"IsMultiOrganization", !is_guest && is_in_several_organizations(state, me)},
       {"ImpersonatorName", nullptr},
       {"MyDashboard", is_guest ? Json() : link("My Dashboard", "/ui/portal/home")},
       {"Permissions",
        Json::object({{"Accounts", administers}, {"Integrations", me.flags.developer}, {"Settings", administers}})},
       {"Environment", Json::object({{"Name", "Local"}, {"Color", "gray"}})},
       {"StylePath", nullptr},
       {"AdminNavigationLogo", nullptr},
       {"UserHostAddress", ip_address},
       {"SessionTimeoutMinutes", session_minutes},
       {"NavigationGroups", Json::array()},
       {"ShortcutGroups", Json::array()},
       {"AdminNavigationGroups", Json::array()},
       {"PlatformSearchDownloadMaximumRows", most_download_rows},
       {"PartitionEmail", nullptr},
       {"CurrentLanguage", me.language.empty() ? std::string("en") : me.language},
       {"SupportedLanguages", std::move(languages)}});
}

struct DataName {
  ShiftGrant::Data bit;
  std::string_view name;
};

constexpr std::array<DataName, 6> data_names{{
    {ShiftGrant::read, "read"},
    {ShiftGrant::update, "update"},
    {ShiftGrant::create, "create"},
    {ShiftGrant::remove, "delete"},
    {ShiftGrant::administrate, "administrate"},
    {ShiftGrant::configure, "configure"},
}};

std::string data_text(unsigned data) {
  std::vector<std::string> names;
  for (const auto& [bit, name] : data_names)
    if ((data & bit) != 0) names.emplace_back(name);
  return join(names, ",");
}

/// What the caller's roles grant, role by role. The permission matrix knows no denial.
Json grants_json(const WorldState& state, const access::ShiftPerson& person) {
  Json granted = Json::array();
  for (const auto& id : person.role_rows)
    if (const Role* role = state.roles.find(id); role != nullptr && role->tenant_id == person.tenant_id)
      for (const auto& grant : role->shift_grants)
        granted.push(
            Json::object({{"Resource", grant.resource}, {"Role", role->name}, {"Access", data_text(grant.data)}}));
  return granted;
}

}  // namespace

http::Reply get_my_context(front::Visit& visit) {
  const auto me = find_me(visit);
  return visit.world.step([&](WorldState& state) {
    return pascal_json(200, context_json(state, me.value_or(access::ShiftPerson()), !me, visit.request.peer));
  });
}

http::Reply get_my_roles(front::Visit& visit) {
  const auto me = find_me(visit);
  Json names = Json::array();
  if (me)
    for (const auto& role : me->roles) names.push(role.name);
  return pascal_json(200, names);
}

http::Reply get_my_permissions(front::Visit& visit) {
  const auto me = find_me(visit);
  return visit.world.step([&](WorldState& state) {
    return pascal_json(
        200, Json::object({{"Granted", me ? grants_json(state, *me) : Json::array()}, {"Denied", Json::array()}}));
  });
}

}  // namespace understudy::shiftiq
