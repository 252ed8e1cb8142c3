// Invitations: sent by whoever may invite, looked at, accepted and turned down by whoever was invited.
#include "base/text.h"
#include "fixture/new_records.h"
#include "front/members.h"
#include "http/url.h"
#include "login/account_changes.h"
#include "providers/epilot/mailed_tokens.h"
#include "providers/epilot/new_password.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/part.h"
#include "providers/epilot/person.h"
#include "providers/epilot/query_token.h"
#include "providers/epilot/request_body.h"
#include "providers/epilot/user_json.h"
#include "providers/epilot/users_in_reach.h"

namespace understudy::epilot {

namespace {

constexpr auto invitation = MailedToken::Kind::invitation;

struct Invited {
  std::string email;
  std::string language;
  std::vector<std::string> roles;
};

Invited parse_invited(std::string_view text) {
  const Json body = parse_object(text);
  Invited invited{required_email(body, "email"), mail_language(body), {}};
  if (const Json* roles = body.find("roles")) invited.roles = front::read_filled_texts("roles", *roles);
  return invited;
}

/// A role of the organization, or one that another shares with it.
bool can_be_held(const WorldState& state, const std::string& tenant_id, const std::string& role_id) {
  const Role* role = state.roles.find(role_id);
  return role != nullptr &&
         (role->tenant_id == tenant_id || is_held_abroad(role_book(state), role_id, {role->tenant_id, tenant_id}));
}

User new_user(WorldState& state, const access::Identity& caller, const Invited& invited) {
  User user;
  user.id = fixture::new_user_id(state, cat({caller.tenant_id, " ", to_lower(invited.email)}));
  user.tenant_id = caller.tenant_id;
  user.email = invited.email;
  user.display_name = invited.email;
  user.preferred_language = invited.language;
  user.status = User::Status::pending;
  user.created_at = {SeedTime::Kind::absolute, state.clock.now(), {}};
  user.roles = invited.roles;
  return user;
}

Refusal token_not_found() { return {Reason::unknown_record, "Token not found", "", ""}; }

/// Who was invited by the token and has not answered yet. Throws Refusal{unknown_record}.
const User& invitee_of(const WorldState& state, std::string_view token) {
  const MailedToken* row = find_mailed(state, invitation, token);
  const User* user = row == nullptr ? nullptr : state.users.find(row->user_id);
  if (user == nullptr || user->status != User::Status::pending) throw token_not_found();
  return *user;
}

/// The user of the same person in another organization; null where there is none.
const User* elsewhere(const WorldState& state, const Seed& seed, const User& invitee) {
  return first_active(users_of_person(state, seed, invitee.email), invitee.id);
}

const Tenant& tenant_of(const WorldState& state, const User& user) {
  const Tenant* tenant = state.tenants.find(user.tenant_id);
  if (tenant == nullptr) throw token_not_found();
  return *tenant;
}

}  // namespace

http::Reply invite_user(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  const Seed& seed = visit.world.seed();
  const Invited invited = parse_invited(visit.request.body);
  return http::json(201, visit.world.step([&](WorldState& state) {
    require_permission(state, caller, "user:invite");
    if (user_of_email(state, caller, invited.email) != nullptr)
      front::refuse_member("This email address cannot be invited", "an address that nobody of the organization has",
                           invited.email);
    for (const auto& role : invited.roles)
      if (!can_be_held(state, caller.tenant_id, role))
        front::refuse_member("roles are roles of the organization", "", std::string(shorten(role, 100)));
    User user = new_user(state, caller, invited);
    state.users.put(user);
    mail_token(state, seed, portal_address(seed, visit.base), user, {.kind = invitation, .language = invited.language});
    return user_v2(state, seed, user, InvitationToken::shown);
  }));
}

http::Reply resend_user_invitation(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  const Seed& seed = visit.world.seed();
  const Json body = parse_object(visit.request.body);
  const std::string email = required_email(body, "email");
  const std::string language = mail_language(body);
  return http::json(200, visit.world.step([&](WorldState& state) {
    require_permission(state, caller, "user:invite");
    const User* user = user_of_email(state, caller, email);
    if (user == nullptr || user->status != User::Status::pending)
      front::refuse_member("User not found", "an address that was invited", email);
    mail_token(state, seed, portal_address(seed, visit.base), *user, {.kind = invitation, .language = language});
    return user_v2(state, seed, *user, InvitationToken::shown);
  }));
}

http::Reply check_invite_token(front::Visit& visit) {
  const std::string token = query_token(visit);
  return http::json(200, visit.world.step([&](WorldState& state) {
    const User& invitee = invitee_of(state, token);
    const Tenant& tenant = tenant_of(state, invitee);
    Json body = Json::object({{"invitation_org_id", tenant.id}, {"invitation_org_name", tenant.name}});
    for (const std::string_view logo : {"logo_url", "logo_thumbnail_url"})
      if (const auto url = tenant.profile.text_at(logo); !url.empty()) body.set(cat({"invitation_org_", logo}), url);
    body.set("invitee_user_id", invitee.id);
    if (const User* other = elsewhere(state, visit.world.seed(), invitee))
      body.set("invitee_primary_org_id", other->tenant_id);
    return body;
  }));
}

http::Reply activate_user(front::Visit& visit) {
  const std::string token = query_token(visit);
  const Seed& seed = visit.world.seed();
  const Json body = parse_object(visit.request.body);
  const auto display_name = optional_text(body, "display_name");
  const auto password = optional_text(body, "password");
  visit.world.step([&](WorldState& state) {
    User user = invitee_of(state, token);
    // Whoever signs in at another organization switches to this one, and needs no password here.
    if (!password && elsewhere(state, seed, user) == nullptr) front::refuse_member("password is required");
    if (password) require_good_password(state, seed, tenant_of(state, user), *password);
    if (password) user.password = *password;
    if (display_name && !display_name->empty()) user.display_name = *display_name;
    user.status = User::Status::active;
    epilot_of(state).activations.put({user.id, state.clock.now()});
    use_up(state, invitation, user.id);
    login::change_user(state, seed, user);
  });
  return {};
}

http::Reply reject_invite(front::Visit& visit) {
  const std::string token = query_token(visit);
  const Seed& seed = visit.world.seed();
  visit.world.step([&](WorldState& state) {
    User user = invitee_of(state, token);
    user.status = User::Status::deleted;
    use_up_all(state, user.id);
    login::change_user(state, seed, user);
  });
  return http::json(200, Json::object({{"success", true}}));
}

}  // namespace understudy::epilot
