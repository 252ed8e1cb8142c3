// The sign-in page: a door to the sign-in engine that ends in a session cookie.
#include "access/shift_session.h"
#include "base/encoding.h"
#include "base/text.h"
#include "emulators/shiftiq/developer.h"
#include "emulators/shiftiq/form_body.h"
#include "emulators/shiftiq/host.h"
#include "emulators/shiftiq/operations.h"
#include "emulators/shiftiq/pages.h"
#include "emulators/shiftiq/return_url.h"
#include "emulators/shiftiq/session_cookie.h"
#include "http/url.h"
#include "login/attempt.h"
#include "pages/page.h"

namespace understudy::shiftiq {

namespace {

constexpr std::string_view sign_in_path = "/ui/lobby/signin";
constexpr std::string_view profile_path = "/ui/portal/profile";

/// The browser's session, which outlives no sign-in here: it carries the attempt.
constexpr std::string_view attempt_cookie = "Shift.SessionState.Local";

/// Five failures for each session of a browser, which lasts an hour.
constexpr login::Rules rules{.most_wrong_answers = 5, .lasts = std::chrono::minutes(60)};

/// Where the browser goes once somebody is signed in.
struct Goal {
  enum class Proof { none, token };
  std::string address;
  Proof proof = Proof::none;
};

/// What the page's own address says.
struct Query {
  std::string action;  ///< the address again, for the form
  Goal goal;
  std::string organization;
};

std::string attempt_of(const front::Visit& visit) {
  const auto cookies = http::cookies_of(visit.request);
  const auto* value = http::last_cookie(cookies, attempt_cookie);
  return value == nullptr ? std::string() : *value;
}

Goal verified_goal(const front::Visit& visit, std::string_view given) {
  // Some encoders pad, which RFC 4648 §3.2 leaves open.
  const auto address = from_base64url(given.substr(0, given.find('=')));
  if (!address)
    throw Refusal{Reason::invalid_request, "The address to return to cannot be read", "returnVerified in base64url",
                  ""};
  return {checked_return_url(visit, *address), Goal::Proof::token};
}

Query read_query(const front::Visit& visit) {
  const auto fields = http::parse_form(visit.request.query);
  const auto& back = field_of(fields, "ReturnUrl");
  const auto& verified = field_of(fields, "returnVerified");
  Query query;
  query.organization = field_of(fields, "organizationCode");
  query.goal.address = back.empty() ? path_here(visit, profile_path) : checked_return_url(visit, back);
  if (!verified.empty()) query.goal = verified_goal(visit, verified);
  query.action = path_here(visit, sign_in_path);
  for (const std::string_view name : {"ReturnUrl", "returnVerified", "organizationCode"})
    if (const auto& value = field_of(fields, name); !value.empty())
      query.action += cat({query.action.find('?') == std::string::npos ? "?" : "&", name, "=", percent_encode(value)});
  return query;
}

SignInView view_of(const front::Visit& visit, const Query& query) {
  SignInView view;
  view.action = query.action;
  view.organization = query.organization.empty() ? organization_of_host(visit).value_or("") : query.organization;
  if (!view.organization.empty()) view.organization_is = SignInView::Organization::known;
  return view;
}

void show_step(const login::Turn& turn, SignInView& view) {
  if (const auto* locked = std::get_if<login::Locked>(&turn.step)) {
    view.problem = SignInProblem::locked;
    view.locked_until = locked->until;
  } else if (turn.verdict != login::Verdict::accepted && turn.verdict != login::Verdict::no_attempt) {
    view.problem = SignInProblem::wrong;
  }
}

void drop_attempt(const front::Visit& visit, http::Reply& reply) {
  auto cookie = cookie_as_configured(visit, std::string(attempt_cookie), "");
  cookie.expires = Instant{};  // past for every client, whatever year it is in this world
  reply.headers.add("Set-Cookie", http::to_text(cookie));
}

/// "Verified return": the address learns who signed in, if that person may have tokens.
std::string proven(front::Visit& visit, const Goal& goal, const access::ShiftPerson& person) {
  return with_token(goal.address, make_own_token(visit, person, {}).value_or("INVALID-TOKEN"));
}

http::Reply let_in(front::Visit& visit, const Goal& goal, const std::string& user_row) {
  const auto person = visit.world.step(
      [&](WorldState& state) { return access::find_shift_person(state, visit.world.seed(), user_row); });
  if (!person) throw Refusal{Reason::unknown_user, "User not found", "an active user", user_row};
  visit.journal.caller = cat({"shift:", person->person_id});
  visit.journal.tenant = person->tenant_id;
  const auto session = access::begin_shift_session(visit.world, {.user_row = user_row});
  auto reply = pages::redirect(goal.proof == Goal::Proof::token ? proven(visit, goal, *person) : goal.address);
  set_session_cookies(visit, session, reply);
  if (!attempt_of(visit).empty()) drop_attempt(visit, reply);
  return reply;
}

/// Brings a filled-in form to the engine.
http::Reply attempt_sign_in(front::Visit& visit, const Query& query, SignInView view, const std::string& password) {
  const std::string presented = attempt_of(visit);
  login::Door door(visit.world, rules);
  auto turn = door.identify(presented, {view.email, view.organization}, visit.request.peer);
  if (std::holds_alternative<login::Asking>(turn.step)) turn = door.answer(turn.attempt, "password", password);
  if (const auto* done = std::get_if<login::SignedIn>(&turn.step)) return let_in(visit, query.goal, done->user_id);
  visit.journal.reason = cat({"sign-in refused: ", login::to_text(turn.verdict)});
  show_step(turn, view);
  auto reply = sign_in_page(view);
  if (turn.attempt != presented)
    reply.headers.add("Set-Cookie",
                      http::to_text(cookie_as_configured(visit, std::string(attempt_cookie), turn.attempt)));
  return reply;
}

}  // namespace

http::Reply show_sign_in(front::Visit& visit) {
  const Query query = read_query(visit);
  auto view = view_of(visit, query);
  show_step(login::Door(visit.world, rules).look(attempt_of(visit)), view);
  return sign_in_page(view);
}

http::Reply sign_in(front::Visit& visit) {
  const Query query = read_query(visit);
  auto view = view_of(visit, query);
  const auto form = read_form_body(visit.request);
  if (!form) {
    view.problem = SignInProblem::unreadable;
    return sign_in_page(view);
  }
  view.email = trim(field_of(*form, "Email"));
  if (view.organization_is == SignInView::Organization::asked)
    view.organization = trim(field_of(*form, "Organization"));
  const auto& password = field_of(*form, "Password");
  if (view.email.empty() || password.empty()) {
    view.problem = SignInProblem::incomplete;
    return sign_in_page(view);
  }
  return attempt_sign_in(visit, query, std::move(view), password);
}

http::Reply sign_out(front::Visit& visit) {
  if (visit.world.seed().shift.sign_out == ShiftSettings::SignOut::session)
    if (const auto cookie = presented_cookie(visit))
      if (const auto session = access::find_shift_session(visit.world, *cookie))
        access::end_shift_session(visit.world, *session);
  auto reply = pages::redirect(path_here(visit, sign_in_path));
  expire_session_cookies(visit, reply);
  drop_attempt(visit, reply);
  return reply;
}

}  // namespace understudy::shiftiq
