#include "providers/shiftiq/sign_in.h"

#include <algorithm>

#include "base/text.h"
#include "hosted/sign_in.h"
#include "login/password.h"
#include "pages/page.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/developer.h"
#include "providers/shiftiq/form_body.h"
#include "providers/shiftiq/host.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/pages.h"
#include "providers/shiftiq/return_url.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/session_cookie.h"
#include "providers/shiftiq/sign_in_query.h"

namespace understudy::shiftiq {

namespace {

/// The browser's session, which outlives no sign-in here: it carries the attempt.
constexpr std::string_view attempt_cookie = "Shift.SessionState.Local";

std::string attempt_of(const front::Visit& visit) {
  const auto values = http::cookies_named(visit.request, attempt_cookie);
  const auto ours = visit.world.step([&](WorldState& state) {
    return std::find_if(values.begin(), values.end(),
                        [&](const std::string& id) { return state.sign_ins.find(id) != nullptr; });
  });
  if (ours != values.end()) return *ours;
  return values.empty() ? std::string() : values.front();
}

http::SetCookie cookie_of_attempt(const front::Visit& visit, std::string attempt) {
  auto cookie = cookie_as_configured(visit, std::string(attempt_cookie), std::move(attempt));
  // The session's cookie may be for the API alone; this one is for the page.
  cookie.path = visit.path_here("/");
  return cookie;
}

void keep_attempt(const front::Visit& visit, std::string attempt, http::Reply& reply) {
  reply.headers.add("Set-Cookie", http::to_text(cookie_of_attempt(visit, std::move(attempt))));
}

void drop_attempt(const front::Visit& visit, http::Reply& reply) {
  auto cookie = cookie_of_attempt(visit, "");
  cookie.expires = Instant{};  // past for every client, whatever year it is in this world
  reply.headers.add("Set-Cookie", http::to_text(cookie));
}

/// "Verified return": the address learns who signed in, if that person may have tokens.
std::string proven(front::Visit& visit, const SignInGoal& goal, const ShiftPerson& person) {
  return with_token(goal.address, make_own_token(visit, person, {}).value_or("INVALID-TOKEN"));
}

http::Reply let_in(front::Visit& visit, const SignInGoal& goal, const std::string& user_row) {
  const auto session = begin_shift_session(visit.world, visit.signer, {.user_row = user_row});
  note_caller(visit, session.person);
  auto reply =
      pages::redirect(goal.proof == SignInGoal::Proof::token ? proven(visit, goal, session.person) : goal.address);
  set_session_cookies(visit, session, reply);
  return reply;
}

hosted::SignInArrival arrival_of(const front::Visit& visit, const SignInQuery& query) {
  const std::string& named = query.organization;
  return {.attempt = attempt_of(visit),
          .organization = named.empty() ? organization_of_host(visit).value_or("") : named,
          .peer = visit.request.peer};
}

/// Whoever is signed in goes on; everybody else sees the page.
http::Reply to_reply(front::Visit& visit, const SignInQuery& query, const std::string& presented,
                     const hosted::SignInOutcome& outcome) {
  if (!outcome.user_id.empty()) {
    auto reply = let_in(visit, query.goal, outcome.user_id);
    if (!presented.empty()) drop_attempt(visit, reply);
    return reply;
  }
  if (!outcome.declined.empty()) visit.journal.reason = cat({"sign-in refused: ", outcome.declined});
  auto reply = sign_in_page(outcome.view, {query.action, visit.path_here("/ui/lobby/signout")});
  if (outcome.attempt != presented) keep_attempt(visit, outcome.attempt, reply);
  return reply;
}

hosted::SignInOutcome take(hosted::SignInPage& page, const http::Fields& form) {
  const auto field = [&](std::string_view name) { return field_of(form, name); };
  if (form.find("Email") == nullptr) return page.go_on(field);
  return page.begin({std::string(trim(field("Email"))), std::string(trim(field("Organization")))}, field);
}

}  // namespace

/// Five failures for each session of a browser, which lasts an hour.
const login::Policy& page_policy() {
  static const login::Policy policy{.door = "shiftiq.page",
                                    .stages = {{login::password()}},
                                    .most_wrong_answers = 5,
                                    .lasts = std::chrono::minutes(60)};
  return policy;
}

http::Reply show_sign_in_page(front::Visit& visit, const login::Policy& policy) {
  const auto query = read_sign_in_query(visit);
  const auto arrival = arrival_of(visit, query);
  const hosted::SignInPage page({visit.world, policy}, arrival);
  return to_reply(visit, query, arrival.attempt, page.show(query.email));
}

http::Reply take_sign_in_form(front::Visit& visit, const login::Policy& policy) {
  const auto query = read_sign_in_query(visit);
  const auto arrival = arrival_of(visit, query);
  hosted::SignInPage page({visit.world, policy}, arrival);
  const auto form = read_form_body(visit.request);
  return to_reply(visit, query, arrival.attempt, form ? take(page, *form) : page.show_unreadable());
}

http::Reply show_sign_in(front::Visit& visit) { return show_sign_in_page(visit, page_policy()); }

http::Reply sign_in(front::Visit& visit) { return take_sign_in_form(visit, page_policy()); }

http::Reply sign_out(front::Visit& visit) {
  end_presented_session(visit);
  auto reply = pages::redirect(visit.path_here(sign_in_path));
  expire_session_cookies(visit, reply);
  drop_attempt(visit, reply);
  return reply;
}

}  // namespace understudy::shiftiq
