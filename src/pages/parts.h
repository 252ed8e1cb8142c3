// What pages show beside forms: facts, values to copy, sections and links. Every one escapes what it is given, and what
// a test may look for has a data-testid.
#pragma once

#include <string_view>

#include "pages/markup.h"

namespace understudy::pages {

/// A name and its value, for use within a `details`.
Markup detail(std::string_view label, std::string_view test_id, std::string_view value);
/// The same for a value that is copied: one line, which scrolls.
Markup code_detail(std::string_view label, std::string_view test_id, std::string_view value);
Markup details(const Markup& content);

/// A name and what is known of it, for use within `facts`, which stand side by side where there is room.
Markup fact(std::string_view label, const Markup& value);
Markup facts(const Markup& content);

/// A short value that is selected whole.
Markup code(std::string_view value, std::string_view test_id = {});
/// A long value that is selected whole, by keyboard too, in one line under its label.
Markup copyable(std::string_view label, std::string_view test_id, std::string_view value);

Markup link(std::string_view address, std::string_view text, std::string_view test_id = {});
/// A word for the state that something is in.
Markup state(std::string_view text);

/// A card under a heading of its own; `id` is what links on the page name.
Markup section(std::string_view id, std::string_view heading, const Markup& content);

}  // namespace understudy::pages
