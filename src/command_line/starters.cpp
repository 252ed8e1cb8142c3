#include "command_line/starters.h"

#include "base/text.h"
#include "fixture/embedded.h"

namespace understudy {

namespace {

constexpr std::string_view about_the_schema =
    "# The line above lets an editor complete this file and mark mistakes, once the schema lies beside it:\n"
    "#   understudy schema > understudy.schema.json\n";

}  // namespace

const Starter* find_starter(std::string_view name) {
  for (const auto& starter : starters)
    if (starter.name == name) return &starter;
  return nullptr;
}

std::string list_of_starters() {
  std::string lines;
  for (const auto& starter : starters) {
    std::string name(starter.name);
    name.resize(12, ' ');
    lines += cat({"  ", name, starter.meaning, "\n"});
  }
  return lines;
}

std::string text_of(const Starter& starter) {
  const std::string_view text = fixture::embedded(starter.fixture);
  const size_t first_line = text.find('\n') + 1;
  return cat({text.substr(0, first_line), about_the_schema, text.substr(first_line)});
}

}  // namespace understudy
