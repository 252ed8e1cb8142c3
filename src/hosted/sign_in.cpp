#include "hosted/sign_in.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "hosted/challenge_inputs.h"

namespace understudy::hosted {

namespace {

using Form = SignInView::Form;

struct Answer {
  std::string_view challenge;
  std::string text;
};

/// The first of those challenges that the form answers.
std::optional<Answer> find_answer(const FieldReader& form, const std::vector<std::string_view>& challenges) {
  for (const auto name : challenges)
    if (auto text = form(challenge_input(name).field); !text.empty()) return Answer{name, std::move(text)};
  return std::nullopt;
}

/// Those of the names, in the policy's order.
std::vector<const login::Challenge*> challenges_named(const login::Policy& policy,
                                                      const std::vector<std::string_view>& names) {
  std::vector<const login::Challenge*> found;
  for (const auto& stage : policy.stages)
    for (const auto& challenge : stage)
      if (std::find(names.begin(), names.end(), challenge.name) != names.end()) found.push_back(&challenge);
  return found;
}

/// The first that asks: an attempt waits for the answer to one question at a time. Null where none does.
const login::Challenge* find_asker(const std::vector<const login::Challenge*>& challenges) {
  const auto found =
      std::find_if(challenges.begin(), challenges.end(), [](const auto* one) { return one->ask != nullptr; });
  return found == challenges.end() ? nullptr : *found;
}

}  // namespace

SignInPage::SignInPage(const login::Door& door, SignInArrival arrival) : door_(door), arrival_(std::move(arrival)) {}

SignInOutcome SignInPage::show(std::string email) const {
  return page(view_of(door_.look(arrival_.attempt), Form::first, {std::move(email), {}}));
}

SignInOutcome SignInPage::show_unreadable() const {
  SignInView view = view_of(door_.look(arrival_.attempt), Form::first, {});
  view.problem = SignInProblem::unreadable;
  return page(std::move(view));
}

SignInOutcome SignInPage::begin(const login::Claim& who, const FieldReader& form) {
  SignInView view = first_view(who);
  const auto answer = find_answer(form, view.challenges);
  if (who.name.empty() || (!answer && view.answer_is == SignInView::Answer::required)) {
    view.problem = SignInProblem::incomplete;
    return page(std::move(view));
  }
  auto turn = door_.identify(arrival_.attempt, view.who, arrival_.peer);
  if (answer && std::holds_alternative<login::Asking>(turn.step))
    turn = door_.answer(turn.attempt, answer->challenge, answer->text);
  return proceed(std::move(turn), Form::first, who);
}

SignInOutcome SignInPage::go_on(const FieldReader& form) {
  const auto turn = door_.look(arrival_.attempt);
  // Nothing is asked any more: whatever the form says, the door lets in who waits before it.
  if (std::holds_alternative<login::SignedIn>(turn.step))
    return proceed(door_.answer(turn.attempt, {}, {}), Form::next, {});
  SignInView view = view_of(turn, Form::next, {});
  const auto answer = view.form == Form::next ? find_answer(form, view.challenges) : std::optional<Answer>();
  if (answer) return proceed(door_.answer(turn.attempt, answer->challenge, answer->text), Form::next, {});
  if (view.problem == SignInProblem::none) view.problem = SignInProblem::incomplete;
  SignInOutcome outcome = page(std::move(view));
  if (turn.verdict != login::Verdict::accepted) outcome.declined = login::to_text(turn.verdict);
  return outcome;
}

/// Shows what comes next, and has it ask where it begins.
SignInOutcome SignInPage::proceed(login::Turn turn, Form from, const login::Claim& who) {
  const auto verdict = turn.verdict;
  const bool begins = verdict == login::Verdict::accepted || verdict == login::Verdict::not_asked;
  if (const auto* asking = std::get_if<login::Asking>(&turn.step); asking != nullptr && begins) {
    if (const auto* asker = find_asker(challenges_named(door_.policy(), asking->challenges))) {
      turn = door_.ask(turn.attempt, asker->name);
      if (turn.verdict == login::Verdict::accepted) turn.verdict = verdict;
      from = Form::next;
    }
  }
  SignInOutcome outcome;
  if (const auto* done = std::get_if<login::SignedIn>(&turn.step)) {
    outcome.user_id = done->user_id;
    return outcome;
  }
  if (turn.verdict != login::Verdict::accepted) outcome.declined = login::to_text(turn.verdict);
  outcome.attempt = turn.attempt;
  outcome.view = view_of(turn, from, who);
  return outcome;
}

/// Leaves the attempt that the browser carries as it is.
SignInOutcome SignInPage::page(SignInView view) const {
  SignInOutcome outcome;
  outcome.attempt = arrival_.attempt;
  if (view.problem == SignInProblem::incomplete) outcome.declined = "incomplete_form";
  if (view.problem == SignInProblem::unreadable) outcome.declined = "unreadable_form";
  outcome.view = std::move(view);
  return outcome;
}

/// `from` is the form that a browser is at while the first stage is due.
SignInView SignInPage::view_of(const login::Turn& turn, Form from, const login::Claim& who) const {
  if (const auto* locked = std::get_if<login::Locked>(&turn.step)) {
    SignInView view = first_view(who);
    view.problem = SignInProblem::locked;
    view.locked_until = locked->until;
    return view;
  }
  const auto* asking = std::get_if<login::Asking>(&turn.step);
  if (asking == nullptr || turn.verdict == login::Verdict::no_attempt) return first_view(who);
  const bool is_first = from == Form::first && asking->challenges == login::names_of(door_.policy().stages.front());
  SignInView view = is_first ? first_view(who) : next_view(asking->challenges, who);
  view.shown = turn.shown;
  if (turn.verdict != login::Verdict::accepted) view.problem = SignInProblem::wrong;
  return view;
}

// Whoever is asked must have been named, so only what asks nothing can be answered here.
SignInView SignInPage::first_view(const login::Claim& who) const {
  SignInView view = bare_view(Form::first, who);
  const auto& stage = door_.policy().stages.front();
  for (const auto& challenge : stage)
    if (challenge.ask == nullptr) view.challenges.push_back(challenge.name);
  const bool may_stay_empty = stage.size() != 1 || view.challenges.empty();
  view.answer_is = may_stay_empty ? SignInView::Answer::optional : SignInView::Answer::required;
  return view;
}

SignInView SignInPage::next_view(const std::vector<std::string_view>& due, const login::Claim& who) const {
  SignInView view = bare_view(Form::next, who);
  const auto challenges = challenges_named(door_.policy(), due);
  const auto* asker = find_asker(challenges);
  for (const auto* challenge : challenges)
    if (challenge->ask == nullptr || challenge == asker) view.challenges.push_back(challenge->name);
  view.answer_is = view.challenges.size() == 1 ? SignInView::Answer::required : SignInView::Answer::optional;
  return view;
}

SignInView SignInPage::bare_view(Form form, const login::Claim& who) const {
  SignInView view;
  view.form = form;
  view.who = who;
  if (!arrival_.organization.empty()) {
    view.who.organization = arrival_.organization;
    view.organization_is = SignInView::Organization::known;
  }
  return view;
}

}  // namespace understudy::hosted
