// Forgotten passwords: a link that is mailed on request, and the new password that comes with its token.
#include "base/text.h"
#include "front/members.h"
#include "login/account_changes.h"
#include "providers/epilot/mailed_tokens.h"
#include "providers/epilot/new_password.h"
#include "providers/epilot/operations.h"
#include "providers/epilot/person.h"
#include "providers/epilot/request_body.h"
#include "providers/epilot/users_in_reach.h"

namespace understudy::epilot {

namespace {

constexpr auto password_reset = MailedToken::Kind::password_reset;

Refusal invalid_link(std::string rule) {
  return {Reason::invalid_request,
          std::move(rule),
          "",
          "",
          {.code = "INVALID_RESET_LINK", .message = "Invalid or expired reset link"}};
}

/// Whose password the token resets, where the address is theirs, too.
const User& owner_of(const WorldState& state, std::string_view token, std::string_view email) {
  const MailedToken* row = find_mailed(state, password_reset, token);
  if (row == nullptr) throw invalid_link("the token was mailed to reset a password, is not used yet and still good");
  const User* user = state.users.find(row->user_id);
  if (user == nullptr || !equal_ignoring_case(user->email, email))
    throw invalid_link("the token was mailed to that address");
  if (user->status != User::Status::active) throw invalid_link("the user is active");
  return *user;
}

}  // namespace

http::Reply request_password_reset(front::Visit& visit) {
  const Seed& seed = visit.world.seed();
  const std::string email = required_text(parse_object(visit.request.body), "email");
  visit.world.step([&](WorldState& state) {
    const User* user = first_active(users_of_person(state, seed, email));
    if (user != nullptr)
      mail_token(state, seed, portal_address(seed, visit.base), *user,
                 {.kind = password_reset, .language = user->preferred_language});
  });
  return http::json(200, Json::object({{"message", "If an account exists, a password reset email has been sent."}}));
}

http::Reply reset_password(front::Visit& visit) {
  const Seed& seed = visit.world.seed();
  const Json body = parse_object(visit.request.body);
  const std::string email = required_text(body, "email");
  const std::string token = required_text(body, "token");
  const std::string password = required_text(body, "password");
  visit.world.step([&](WorldState& state) {
    User user = owner_of(state, token, email);
    const Tenant* tenant = state.tenants.find(user.tenant_id);
    if (tenant == nullptr) throw invalid_link("the organization is there still");
    require_good_password(state, seed, *tenant, password);
    user.password = password;
    use_up(state, password_reset, user.id);
    login::change_user(state, seed, user);
  });
  return http::json(200, Json::object({{"success", true}}));
}

http::Reply send_user_password_reset(front::Visit& visit) {
  const auto& caller = caller_of(visit);
  const Seed& seed = visit.world.seed();
  const std::string email = required_email(parse_object(visit.request.body), "email");
  visit.world.step([&](WorldState& state) {
    const User* user = user_of_email(state, caller, email);
    if (user == nullptr) require_permission(state, caller, "user:edit");
    if (user != nullptr) require_may(state, seed, caller, *user, {"user:edit"});
    if (user == nullptr || user->status != User::Status::active)
      front::refuse_member("User not found", "an active user's address", email);
    mail_token(state, seed, portal_address(seed, visit.base), *user,
               {.kind = password_reset, .language = user->preferred_language});
  });
  return http::json(200, Json::object({{"success", true}}));
}

}  // namespace understudy::epilot
