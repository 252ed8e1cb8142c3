// The parts of a form, and what it says. Every one has a label, and a data-testid that tests may rely on.
#pragma once

#include <string_view>

#include "pages/markup.h"

namespace understudy::pages {

struct Input {
  enum class Kind { text, email, password };

  std::string_view name;  ///< as the form sends it; also its id
  std::string_view label;
  std::string_view test_id;
  Kind kind = Kind::text;
  std::string_view value{};
  std::string_view autocomplete = "off";
  enum class Need { optional, required } need = Need::optional;
  enum class Focus { none, first } focus = Focus::none;
  enum class State { untouched, wrong } state = State::untouched;  ///< wrong: described by the alert
};

Markup input(const Input& input);
Markup hidden(std::string_view name, std::string_view test_id, std::string_view value);

/// A form that posts to `action`.
Markup form(std::string_view action, const Markup& content);
/// Submits its form; sends name and value where there is a name.
Markup button(std::string_view test_id, std::string_view label, std::string_view name = {},
              std::string_view value = {});

/// What went wrong; read out at once. A page has one at most.
Markup alert(std::string_view test_id, std::string_view text);
/// What went well.
Markup status(std::string_view test_id, std::string_view text);

}  // namespace understudy::pages
