// Changes of users: members at once, an address as soon as whoever reads its mail has confirmed it.
#include "base/text.h"
#include "crypto/digest.h"
#include "front/members.h"
#include "login/account_changes.h"
#include "login/second_factors.h"
#include "providers/epilot/mailed_tokens.h"
#include "providers/epilot/new_password.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/part.h"
#include "providers/epilot/query_token.h"
#include "providers/epilot/request_body.h"
#include "providers/epilot/user_changes.h"
#include "providers/epilot/user_json.h"
#include "providers/epilot/users_in_reach.h"

namespace understudy::epilot {

namespace {

constexpr auto email_change = MailedToken::Kind::email_change;

/// Nobody else of the organization may have it. Whoever changes the case of the own address keeps it.
void require_free(const WorldState& state, const User& user, const std::string& email) {
  for (const User* other : state.users.find_all(User::by_email, to_lower(email)))
    if (other->tenant_id == user.tenant_id && other->id != user.id && other->status != User::Status::deleted)
      throw Refusal{Reason::invalid_request,
                    "nobody else of the organization has the address",
                    "",
                    email,
                    {.code = "EMAIL_IN_USE", .message = "Email address already in use"}};
}

void want_email(WorldState& state, const Seed& seed, std::string_view portal, const User& user,
                const std::string& email) {
  if (email == user.email) return withdraw_email_change(state, user.id);
  require_free(state, user, email);
  mail_token(state, seed, portal, user, {.kind = email_change, .email = email, .language = user.preferred_language});
}

void update(WorldState& state, const front::Visit& visit, const UserChanges& changes, User user) {
  const Seed& seed = visit.world.seed();
  apply(changes, user_v2(state, seed, user, InvitationToken::shown), user);
  // What may be refused comes before what changes anything.
  if (changes.email) want_email(state, seed, portal_address(seed, visit.base), user, *changes.email);
  if (changes.forgets_totp) login::forget_totp(state, seed, user.id);
  login::change_user(state, seed, user);
}

/// The password that comes with the token: the user's own, or (a choice of the fixture) the new one.
void take_password(const WorldState& state, const Seed& seed, User& user, const std::optional<std::string>& password) {
  if (epilot_of(seed).choices.verify_email_password == Choices::VerifyEmailPassword::check) {
    if (!user.password.empty() && !password) front::refuse_member("password is required");
    if (!user.password.empty() && !crypto::equal_in_constant_time(user.password, *password))
      front::refuse_member("Invalid password", "the user's password");
    return;
  }
  const Tenant* tenant = state.tenants.find(user.tenant_id);
  if (!password || tenant == nullptr) front::refuse_member("password is required");
  require_good_password(state, seed, *tenant, *password);
  user.password = *password;
}

}  // namespace

http::Reply update_user_v2(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  const Seed& seed = visit.world.seed();
  const UserChanges changes = parse_user_changes(visit.request.body);
  return http::json(200, visit.world.step([&](WorldState& state) {
    const User& found = user_in_reach(state, seed, caller, visit.params["id"], {"user:edit"});
    if (found.status == User::Status::deleted) throw Refusal{Reason::unknown_record, "User not found", "", found.id};
    const std::string id = found.id;
    update(state, visit, changes, found);
    return user_v2(state, seed, *state.users.find(id));
  }));
}

http::Reply verify_email_with_token(front::Visit& visit) {
  const std::string token = query_token(visit);
  const Seed& seed = visit.world.seed();
  const auto password = optional_text(parse_object(visit.request.body), "password");
  visit.world.step([&](WorldState& state) {
    const MailedToken* change = find_mailed(state, email_change, token);
    if (change == nullptr) throw Refusal{Reason::unknown_record, "Token not found", "", ""};
    const User* known = state.users.find(change->user_id);
    if (change->email.empty() || known == nullptr || known->status != User::Status::active)
      front::refuse_member("No pending email change for this token");
    User user = *known;
    const std::string email = change->email;
    require_free(state, user, email);
    take_password(state, seed, user, password);
    // Whoever is shown by the address is shown by the new one.
    if (user.display_name == user.email) user.display_name = email;
    user.email = email;
    use_up(state, email_change, user.id);
    login::change_user(state, seed, user);
  });
  return {};
}

}  // namespace understudy::epilot
