#include "providers/shiftiq/sign_in.h"

#include <algorithm>

#include "base/text.h"
#include "pages/factor_input.h"
#include "pages/page.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/developer.h"
#include "providers/shiftiq/form_body.h"
#include "providers/shiftiq/host.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/return_url.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/session_cookie.h"

namespace understudy::shiftiq {

namespace {

/// The browser's session, which outlives no sign-in here: it carries the attempt.
constexpr std::string_view attempt_cookie = "Shift.SessionState.Local";

/// Five failures for each session of a browser, which lasts an hour.
constexpr login::Rules rules{.most_wrong_answers = 5, .lasts = std::chrono::minutes(60)};

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

struct Answer {
  std::string_view factor;
  std::string_view text;
};

/// The first of those factors that the form answers.
std::optional<Answer> find_answer(const http::Fields& form, const std::vector<std::string_view>& factors) {
  for (const auto factor : factors)
    if (const auto& text = field_of(form, pages::factor_input(factor).field); !text.empty())
      return Answer{factor, text};
  return std::nullopt;
}

}  // namespace

SignInPage::SignInPage(front::Visit& visit, const login::Factors& known)
    : visit_(visit),
      known_(known),
      door_(visit.world, rules, known),
      query_(read_sign_in_query(visit)),
      presented_(attempt_of(visit)) {
  view_.action = query_.action;
  view_.begin_again = visit.path_here("/ui/lobby/signout");
  view_.organization = query_.organization.empty() ? organization_of_host(visit).value_or("") : query_.organization;
  if (!view_.organization.empty()) view_.organization_is = SignInView::Organization::known;
  offer_first_step();
}

std::vector<std::string_view> SignInPage::first_factors() const {
  std::vector<std::string_view> names;
  for (const auto& factor : known_)
    if (factor.place == login::Factor::Place::first) names.push_back(factor.name);
  return names;
}

/// The first of them that asks a question: an attempt waits for the answer to one question at a time.
const login::Factor* SignInPage::find_asker(const std::vector<std::string_view>& names) const {
  const auto asks = [&](const login::Factor& factor) {
    return factor.ask != nullptr && std::find(names.begin(), names.end(), factor.name) != names.end();
  };
  const auto found = std::find_if(known_.begin(), known_.end(), asks);
  return found == known_.end() ? nullptr : &*found;
}

// Whoever is asked must have been named, so only what asks nothing can be answered there.
void SignInPage::offer_first_step() {
  const auto first = first_factors();
  view_.step = SignInView::Step::who;
  view_.factors.clear();
  for (const auto& factor : known_)
    if (factor.place == login::Factor::Place::first && factor.ask == nullptr) view_.factors.push_back(factor.name);
  const bool may_stay_empty = view_.factors.size() != 1 || find_asker(first) != nullptr;
  view_.answer_is = may_stay_empty ? SignInView::Answer::optional : SignInView::Answer::required;
}

void SignInPage::adopt(const login::Turn& turn, SignInView::Step step) {
  offer_first_step();
  if (const auto* locked = std::get_if<login::Locked>(&turn.step)) {
    view_.problem = SignInProblem::locked;
    view_.locked_until = locked->until;
  }
  const auto* asking = std::get_if<login::Asking>(&turn.step);
  if (asking == nullptr || turn.verdict == login::Verdict::no_attempt) return;
  if (turn.verdict != login::Verdict::accepted) view_.problem = SignInProblem::wrong;
  const bool is_first = asking->factors == first_factors();
  if (is_first && step == SignInView::Step::who) return;
  view_.step = SignInView::Step::proof;
  view_.factors = asking->factors;
  const auto* asker = find_asker(asking->factors);
  std::erase_if(view_.factors, [&](std::string_view name) {
    const auto factor = std::find_if(known_.begin(), known_.end(), [&](const auto& one) { return one.name == name; });
    return factor->ask != nullptr && &*factor != asker;
  });
  view_.answer_is = view_.factors.size() == 1 ? SignInView::Answer::required : SignInView::Answer::optional;
}

http::Reply SignInPage::let_in(const std::string& user_row) {
  const auto person =
      visit_.world.step([&](WorldState& state) { return find_shift_person(state, visit_.world.seed(), user_row); });
  if (!person) throw Refusal{Reason::unknown_user, "User not found", "an active user", user_row};
  note_caller(visit_, *person);
  const auto session = begin_shift_session(visit_.world, visit_.signer, {.user_row = user_row});
  const auto& goal = query_.goal;
  auto reply = pages::redirect(goal.proof == SignInGoal::Proof::token ? proven(visit_, goal, *person) : goal.address);
  set_session_cookies(visit_, session, reply);
  if (!presented_.empty()) drop_attempt(visit_, reply);
  return reply;
}

/// Answers with what comes next, and has it ask its question where it begins.
http::Reply SignInPage::settle(login::Turn turn, SignInView::Step step) {
  if (const auto* done = std::get_if<login::SignedIn>(&turn.step)) return let_in(done->user_id);
  const auto verdict = turn.verdict;
  if (verdict != login::Verdict::accepted) visit_.journal.reason = cat({"sign-in refused: ", login::to_text(verdict)});
  const auto* asking = std::get_if<login::Asking>(&turn.step);
  const bool begins = verdict == login::Verdict::accepted || verdict == login::Verdict::not_asked;
  const auto* asker = asking != nullptr && begins ? find_asker(asking->factors) : nullptr;
  if (asker != nullptr) {
    turn = door_.ask(turn.attempt, asker->name);
    if (turn.verdict == login::Verdict::accepted) turn.verdict = verdict;
    view_.shown = turn.shown;
    step = SignInView::Step::proof;
  }
  adopt(turn, step);
  auto reply = sign_in_page(view_);
  if (turn.attempt != presented_) keep_attempt(visit_, turn.attempt, reply);
  return reply;
}

/// The first form, which says who signs in.
http::Reply SignInPage::begin(const http::Fields& form) {
  view_.email = trim(field_of(form, "Email"));
  if (view_.organization_is == SignInView::Organization::asked)
    view_.organization = trim(field_of(form, "Organization"));
  const auto answer = find_answer(form, view_.factors);
  if (view_.email.empty() || (!answer && view_.answer_is == SignInView::Answer::required)) {
    view_.problem = SignInProblem::incomplete;
    return sign_in_page(view_);
  }
  auto turn = door_.identify(presented_, {view_.email, view_.organization}, visit_.request.peer);
  if (answer && std::holds_alternative<login::Asking>(turn.step))
    turn = door_.answer(turn.attempt, answer->factor, answer->text);
  return settle(std::move(turn), SignInView::Step::who);
}

/// A later form: the attempt knows who it is for.
http::Reply SignInPage::go_on(const http::Fields& form) {
  const auto turn = door_.look(presented_);
  adopt(turn, SignInView::Step::proof);
  const auto answer =
      view_.step == SignInView::Step::proof ? find_answer(form, view_.factors) : std::optional<Answer>();
  if (answer) return settle(door_.answer(turn.attempt, answer->factor, answer->text), SignInView::Step::proof);
  if (view_.problem == SignInProblem::none) view_.problem = SignInProblem::incomplete;
  return sign_in_page(view_);
}

http::Reply SignInPage::show() {
  view_.email = query_.email;
  adopt(door_.look(presented_), SignInView::Step::who);
  return sign_in_page(view_);
}

http::Reply SignInPage::take_form() {
  const auto form = read_form_body(visit_.request);
  if (form) return form->find("Email") != nullptr ? begin(*form) : go_on(*form);
  adopt(door_.look(presented_), SignInView::Step::who);
  view_.problem = SignInProblem::unreadable;
  return sign_in_page(view_);
}

http::Reply show_sign_in(front::Visit& visit) { return SignInPage(visit, login::factors()).show(); }

http::Reply sign_in(front::Visit& visit) { return SignInPage(visit, login::factors()).take_form(); }

http::Reply sign_out(front::Visit& visit) {
  end_presented_session(visit);
  auto reply = pages::redirect(visit.path_here(sign_in_path));
  expire_session_cookies(visit, reply);
  drop_attempt(visit, reply);
  return reply;
}

}  // namespace understudy::shiftiq
