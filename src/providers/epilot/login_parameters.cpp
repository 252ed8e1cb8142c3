// Where somebody signs in, by the address alone: what a login page asks first.
#include "base/text.h"
#include "login/sign_in_parameters.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/person.h"

namespace understudy::epilot {

namespace {

/// What the API tells of the organization before how its users sign in.
Json organization_of(const Tenant& tenant) {
  const auto told = [&](std::string_view member, std::string_view otherwise) {
    const auto given = tenant.profile.text_at(member);
    return std::string(given.empty() ? otherwise : given);
  };
  return Json::object({{"organization_id", tenant.id},
                       {"organization_name", tenant.name},
                       {"organization_type", told("type", "Vendor")},
                       {"organization_use", told("organization_use", "Production")}});
}

/// Of every organization that the person belongs to, the primary one's first.
Json parameters_of(const WorldState& state, const Seed& seed, const std::string& username) {
  Json all = Json::array();
  const auto& told = seed.parts.of_or_usual<login::SignInParameters>();
  if (told.of == nullptr) return all;
  for (const User* user : users_of_person(state, seed, username)) {
    const Tenant* tenant = state.tenants.find(user->tenant_id);
    const Json way_in = tenant == nullptr ? Json() : told.of(state, *tenant);
    if (way_in.is_null()) continue;
    Json one = organization_of(*tenant);
    for (const auto& member : way_in.members()) one.set(member.name, member.value);
    one.set("passkey_enabled", false);
    all.push(std::move(one));
  }
  return all;
}

}  // namespace

http::Reply get_login_parameters(front::Visit& visit) {
  const std::string& username = visit.params["username"];
  Json all = visit.world.step([&](WorldState& state) { return parameters_of(state, visit.world.seed(), username); });
  // What the original answers for an address that nobody has is not published.
  if (all.items().empty())
    throw Refusal{Reason::unknown_record, "User not found", "", std::string(shorten(username, 60))};
  return http::json(200, Json::object({{"login_parameters", std::move(all)}}));
}

}  // namespace understudy::epilot
