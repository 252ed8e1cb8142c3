// The page "My Profile": who is signed in, and the developer's client secret and access token.
#include "base/encoding.h"
#include "base/text.h"
#include "pages/page.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/developer.h"
#include "providers/shiftiq/form_body.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/pages.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/session_cookie.h"
#include "providers/shiftiq/vendor_hosts.h"

namespace understudy::shiftiq {

namespace {

constexpr std::string_view profile_path = "/ui/portal/profile";
constexpr auto secret_lifetime = std::chrono::days(90);
constexpr int64_t token_lifetime = 86'400;  // seconds

/// Whoever has a session that goes on. Anybody else is asked to sign in, so nothing is refused here.
std::optional<ShiftSessionCaller> find_visitor(front::Visit& visit) {
  const auto cookie = presented_cookie(visit);
  if (!cookie) return std::nullopt;
  auto visitor = find_shift_caller(visit.world, *cookie);
  if (visitor) note_caller(visit, visitor->person);
  return visitor;
}

http::Reply ask_to_sign_in(const front::Visit& visit) {
  return pages::redirect(visit.path_here(cat({"/ui/lobby/signin?ReturnUrl=", percent_encode(profile_path)})));
}

DeveloperView developer_view(front::Visit& visit, const ShiftPerson& person) {
  DeveloperView view;
  view.api_1_url = cat({address_of_v1(visit), "/api"});
  view.api_2_url = cat({address_of_v2(visit), "/v2/", person.partition_slug, "/"});
  if (const auto own = find_own_secret(visit, person))
    view.secret = {own->secret.value, to_iso8601(own->expires_at), own->is_expired};
  return view;
}

/// What an action of the page brought.
struct Outcome {
  ProfileNotice notice = ProfileNotice::none;
  std::string token;
};

Outcome renew_secret(front::Visit& visit, const ShiftPerson& person) {
  visit.world.step([&](WorldState& state) { renew_client_secret(state, person, secret_lifetime); });
  return {ProfileNotice::new_secret, ""};
}

Outcome refresh_token(front::Visit& visit, const ShiftPerson& person) {
  auto token = make_own_token(visit, person, {.lifetime = token_lifetime, .is_from_page = true});
  if (!token) return {ProfileNotice::needs_secret, ""};
  return {ProfileNotice::new_token, std::move(*token)};
}

Outcome act(front::Visit& visit, const ShiftPerson& person) {
  const auto form = read_form_body(visit.request);
  if (!form) return {ProfileNotice::unreadable, ""};
  const auto& action = field_of(*form, "Action");
  if (action == new_secret_action) return renew_secret(visit, person);
  if (action == new_token_action) return refresh_token(visit, person);
  return {ProfileNotice::unreadable, ""};
}

http::Reply show(front::Visit& visit, const ShiftSessionCaller& visitor, const Outcome& outcome) {
  ProfileView view{.person = visitor.person,
                   .action = visit.path_here(profile_path),
                   .sign_out = visit.path_here("/ui/lobby/signout"),
                   .notice = outcome.notice};
  if (visitor.person.flags.developer) {
    view.developer = developer_view(visit, visitor.person);
    view.developer->token = outcome.token;
  }
  auto reply = profile_page(view);
  // Every page of a signed-in user sets the cookie anew.
  set_session_cookies(visit, renew_shift_session(visit.world, visit.signer, visitor), reply);
  return reply;
}

}  // namespace

http::Reply show_profile(front::Visit& visit) {
  const auto visitor = find_visitor(visit);
  return visitor ? show(visit, *visitor, {}) : ask_to_sign_in(visit);
}

http::Reply change_profile(front::Visit& visit) {
  const auto visitor = find_visitor(visit);
  if (!visitor) return ask_to_sign_in(visit);
  if (!visitor->person.flags.developer)
    throw Refusal{Reason::permission_denied, "Developer access is not granted to your account", "a developer",
                  visitor->person.person_id};
  return show(visit, *visitor, act(visit, visitor->person));
}

}  // namespace understudy::shiftiq
