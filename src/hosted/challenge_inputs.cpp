#include "hosted/challenge_inputs.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "pages/parts.h"

namespace understudy::hosted {

namespace {

using pages::Input;
using pages::Markup;

struct Row {
  std::string_view challenge;
  std::string_view field;
  std::string_view label;
  std::string_view test_id;
  Input::Kind kind;
  std::string_view autocomplete;
};

constexpr std::array rows{
    Row{"password", "Password", "Password", "password", Input::Kind::password, "current-password"},
};

}  // namespace

ChallengeInput challenge_input(std::string_view challenge) {
  for (const auto& row : rows)
    if (row.challenge == challenge)
      return {std::string(row.field), std::string(row.label), std::string(row.test_id), row.kind,
              std::string(row.autocomplete)};
  ChallengeInput plain;
  plain.field = cat({"Answer-", challenge});
  plain.label = cat({"Answer (", challenge, ")"});
  plain.test_id = cat({"answer-", challenge});
  return plain;
}

Input::State state_of(const SignInView& view) {
  const bool is_wrong = view.problem == SignInProblem::wrong || view.problem == SignInProblem::incomplete;
  return is_wrong ? Input::State::wrong : Input::State::untouched;
}

Markup challenge_inputs(const SignInView& view) {
  const bool is_required = view.answer_is == SignInView::Answer::required;
  const bool asks_email = view.form == SignInView::Form::first && view.who.name.empty();
  auto focus = asks_email ? Input::Focus::none : Input::Focus::first;
  Markup html;
  for (const auto challenge : view.challenges) {
    const auto row = challenge_input(challenge);
    html.add(pages::input({.name = row.field,
                           .label = row.label,
                           .test_id = row.test_id,
                           .kind = row.kind,
                           .autocomplete = row.autocomplete,
                           .need = is_required ? Input::Need::required : Input::Need::optional,
                           .focus = std::exchange(focus, Input::Focus::none),
                           .state = state_of(view)}));
  }
  return html;
}

Markup asked_details(const SignInView& view) {
  Markup html;
  for (const auto& [name, value] : view.shown.members())
    html.add(
        pages::code_detail(name, cat({"question-", name}), value.text() == nullptr ? value.dump() : *value.text()));
  return html.empty() ? html : pages::details(html);
}

}  // namespace understudy::hosted
