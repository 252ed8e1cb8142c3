// Who am I: the caller's context, roles and permissions, as API v2 tells them.
#include "base/text.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/grants.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/release.h"
#include "providers/shiftiq/session_cookie.h"

namespace understudy::shiftiq {

namespace {

constexpr int most_download_rows = 50'000;

/// Null: a guest, where the fixture lets them ask.
const Caller* caller_of(const front::Visit& visit) {
  return visit.caller.is_known() ? &visit.caller.as<Caller>() : nullptr;
}

std::string first_name(const std::string& name) { return name.substr(0, name.find(' ')); }

bool is_in_several_organizations(const WorldState& state, const ShiftPerson& person) {
  size_t count = 0;
  for (const User* user : state.users.find_all(User::by_email, to_lower(person.email)))
    if (user->status == User::Status::active) ++count;
  return count > 1;
}

Json link(std::string_view text, std::string_view url) { return Json::object({{"Text", text}, {"Url", url}}); }

/// Those of the organization, which a guest has none of.
Json languages_of(const WorldState& state, const ShiftPerson& person) {
  const Tenant* tenant = state.tenants.find(person.tenant_id);
  return tenant == nullptr ? Json::array({"en"}) : Json::array_of(organization_of(state, tenant->id).languages);
}

std::string language_of(const Caller* caller, const ShiftPerson& me) {
  if (caller && caller->session) return caller->session->session.language;
  return me.language.empty() ? "en" : me.language;
}

/// Members of the page's settings that follow from who asks; all of them have a value for a guest.
Json context_json(const WorldState& state, const Seed& seed, const Caller* caller, const std::string& ip_address) {
  const ShiftPerson me = caller ? caller->person : ShiftPerson();
  const bool is_guest = !caller;
  const auto* impersonator =
      caller && caller->session && caller->session->impersonator ? &*caller->session->impersonator : nullptr;
  const bool administers = me.flags.administrator || me.flags.operates;
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(shift_of(seed).settings.cookie.lifetime).count();
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
       {"ImpersonatorName", impersonator == nullptr ? Json() : Json(impersonator->name)},
       {"MyDashboard", is_guest ? Json() : link("My Dashboard", "/ui/portal/home")},
       {"Permissions",
        Json::object({{"Accounts", administers}, {"Integrations", me.flags.developer}, {"Settings", administers}})},
       {"Environment", Json::object({{"Name", environment}, {"Version", release_version}, {"Color", "gray"}})},
       {"StylePath", nullptr},
       {"AdminNavigationLogo", nullptr},
       {"UserHostAddress", ip_address},
       {"SessionTimeoutMinutes", static_cast<long long>(minutes)},
       {"NavigationGroups", Json::array()},
       {"ShortcutGroups", Json::array()},
       {"AdminNavigationGroups", Json::array()},
       {"PlatformSearchDownloadMaximumRows", most_download_rows},
       {"PartitionEmail", nullptr},
       {"CurrentLanguage", language_of(caller, me)},
       {"SupportedLanguages", languages_of(state, me)}});
}

/// What the caller's roles grant, role by role. The permission matrix knows no denial.
Json grants_json(const WorldState& state, const ShiftPerson& person) {
  Json granted = Json::array();
  for (const auto& id : person.role_rows)
    if (const Role* role = state.roles.find(id); role != nullptr && role->tenant_id == person.tenant_id)
      for (const auto& grant : grants_of(state, id))
        granted.push(
            Json::object({{"Resource", grant.resource}, {"Role", role->name}, {"Access", data_text(grant.data)}}));
  return granted;
}

}  // namespace

http::Reply get_my_context(front::Visit& visit) {
  const auto* caller = caller_of(visit);
  auto reply = visit.world.step([&](WorldState& state) {
    return pascal_json(200, context_json(state, visit.world.seed(), caller, visit.request.peer));
  });
  if (caller && caller->session)
    set_session_cookies(visit, renew_shift_session(visit.world, visit.signer, *caller->session), reply);
  return reply;
}

http::Reply get_my_roles(front::Visit& visit) {
  const auto* caller = caller_of(visit);
  Json names = Json::array();
  if (caller)
    for (const auto& role : caller->person.roles) names.push(role.name);
  return pascal_json(200, names);
}

http::Reply get_my_permissions(front::Visit& visit) {
  const auto* caller = caller_of(visit);
  return visit.world.step([&](WorldState& state) {
    return pascal_json(200, Json::object({{"Granted", caller ? grants_json(state, caller->person) : Json::array()},
                                          {"Denied", Json::array()}}));
  });
}

}  // namespace understudy::shiftiq
