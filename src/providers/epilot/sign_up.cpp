// Signing up: a new organization, and its first user, who owns it.
#include "base/text.h"
#include "fixture/new_records.h"
#include "front/members.h"
#include "login/sign_in_parameters.h"
#include "providers/epilot/new_password.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/organization_json.h"
#include "providers/epilot/person.h"
#include "providers/epilot/query_token.h"
#include "providers/epilot/request_body.h"
#include "providers/epilot/user_json.h"

namespace understudy::epilot {

namespace {

struct SignUp {
  Tenant tenant;
  User user;
};

/// The members of an object in the body, by their way there: "user_detail.email". So they are complained of.
Json members_of(const Json& body, std::string_view name) {
  const Json* value = body.find(name);
  if (value == nullptr) front::refuse_member(cat({name, " is required"}));
  if (!value->is_object())
    front::refuse_member(cat({name, " is an object"}), "object", std::string(value->type_name()));
  Json members = Json::object();
  for (const auto& member : value->members()) members.set(cat({name, ".", member.name}), member.value);
  return members;
}

Tenant parse_organization(const Json& body) {
  const Json detail = members_of(body, "organization_detail");
  Tenant tenant;
  const std::string type = required_text(detail, "organization_detail.type");
  if (type != "Vendor" && type != "Partner")
    front::refuse_member("organization_detail.type is Vendor or Partner", "Vendor, Partner",
                         std::string(shorten(type, 40)));
  tenant.name = required_text(detail, "organization_detail.name");
  tenant.profile =
      Json::object({{"type", type}, {"pricing_tier", required_text(detail, "organization_detail.pricing_tier")}});
  tenant.email = required_email(detail, "organization_detail.email");
  tenant.phone = optional_text(detail, "organization_detail.phone").value_or("");
  tenant.website = optional_text(detail, "organization_detail.website").value_or("");
  for (const std::string_view name :
       {"organization_detail.is_privacy_policy_checked", "organization_detail.is_terms_and_conditions_checked"})
    if (const Json* flag = detail.find(name); flag != nullptr && !flag->is_null()) front::read_flag(name, *flag);
  return tenant;
}

SignUp parse_sign_up(std::string_view text) {
  const Json body = parse_object(text);
  SignUp parsed{parse_organization(body), {}};
  const Json detail = members_of(body, "user_detail");
  parsed.user.display_name = required_text(detail, "user_detail.full_name");
  parsed.user.email = required_email(detail, "user_detail.email");
  parsed.user.password = required_text(detail, "user_detail.password");
  parsed.user.preferred_language = mail_language(body);
  return parsed;
}

/// With how its users sign in, as far as they do.
Json told_of(const WorldState& state, const login::SignInParameters& ways_in, const Tenant& tenant) {
  Json body = organization_json(state, tenant);
  const Json more = ways_in.told_with == nullptr ? Json() : ways_in.told_with(state, tenant);
  for (const auto& member : more.members()) body.set(member.name, member.value);
  return body;
}

/// An address that anybody has is refused: nobody proved yet that it is theirs, and who has it in two organizations may
/// switch between them.
void require_unknown(const WorldState& state, const Seed& seed, const std::string& email) {
  if (!users_of_person(state, seed, email).empty())
    front::refuse_member("A user with this email address already exists", "an address that nobody has", email);
}

}  // namespace

http::Reply sign_up_user(front::Visit& visit) {
  if (!find_query_token(visit).empty())
    throw Refusal{Reason::not_emulated, "Understudy does not emulate sign-ups by a partner's invitation", "no token",
                  "token"};
  const Seed& seed = visit.world.seed();
  SignUp wanted = parse_sign_up(visit.request.body);
  return http::json(200, visit.world.step([&](WorldState& state) {
    auto& [tenant, user] = wanted;
    require_unknown(state, seed, user.email);
    require_good_password(state, seed, tenant, user.password);
    const std::string owner = to_lower(user.email);
    user.id = fixture::new_user_id(state, owner);
    tenant = fixture::add_tenant(state, owner, std::move(tenant));
    user.tenant_id = tenant.id;
    user.created_at = tenant.created_at;
    user.roles = {cat({tenant.id, ":owner"})};
    state.users.put(user);
    const auto& ways_in = seed.parts.of_or_usual<login::SignInParameters>();
    if (ways_in.open_to != nullptr) ways_in.open_to(state, tenant);
    return Json::object({{"user", user_v1(state, user)}, {"organization", told_of(state, ways_in, tenant)}});
  }));
}

}  // namespace understudy::epilot
