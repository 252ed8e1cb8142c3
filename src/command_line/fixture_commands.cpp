// The commands that have to do with fixtures, and ask no server.
#include <memory>

#include "command_line/commands.h"

namespace understudy {

namespace {

constexpr const char* init_about =
    "Every case is a fixture that can be served as it is. Without a case it is the smallest one.";

constexpr const char* init_examples =
    "understudy init --list                     the cases\n"
    "understudy init                            print the smallest fixture\n"
    "understudy init roles --output roles.yaml  write a file, unless it is there already\n"
    "understudy roles.yaml                      and serve it";

constexpr const char* init_read_on = "docs/fixtures.md    every key of the format";

constexpr const char* check_about =
    "Reads them as serve would: together, in this order. Exit status 2 where one complains.";

constexpr const char* check_examples =
    "understudy check my.yaml\n"
    "understudy check base.yaml more.yaml\n"
    "./make-fixture | understudy check -";

constexpr const char* schema_about =
    "An editor with a YAML language server completes fixtures by it, once the schema lies beside them and\n"
    "their first line names it: # yaml-language-server: $schema=understudy.schema.json";

constexpr const char* schema_examples = "understudy schema > understudy.schema.json";

OptionOutline starter_argument(const std::vector<fixture::Starter>& starters, std::string& starter) {
  std::vector<std::string> names;
  names.reserve(starters.size());
  for (const auto& row : starters) names.emplace_back(row.name);
  const auto complain = [starters](const std::string& name) {
    return find_starter(starters, name) != nullptr ? std::string()
                                                   : "'" + name + "' is not known; there are:\n" + list_of(starters);
  };
  return {.name = "case",
          .words = std::move(names),
          .preset = starter,
          .meaning = "What the fixture is for",
          .fills = &starter,
          .complain = complain};
}

}  // namespace

Outline init_outline(const ProviderWords& words) {
  const auto options = std::make_shared<InitOptions>();
  return {
      .name = "init",
      .meaning = "Print a commented fixture to start from",
      .about = init_about,
      .arguments = {starter_argument(words.starters, options->starter)},
      .options = {{.name = "--output",
                   .short_name = "-o",
                   .value = "FILE",
                   .meaning = "Write to this file, which must not be there yet",
                   .fills = &options->output},
                  {.name = "--force", .meaning = "Write over a file that is there", .fills = &options->overwrites},
                  {.name = "--list",
                   .meaning = "Say what cases there are, with one line each",
                   .fills = &options->lists_starters}},
      .sections = {{"Examples", init_examples}, {"Read on", init_read_on}},
      .result = [options] { return *options; },
  };
}

Outline check_outline() {
  const auto options = std::make_shared<CheckOptions>();
  return {
      .name = "check",
      .meaning = "Say what is wrong with fixtures, with file, line and column",
      .about = check_about,
      .arguments = {{.name = "fixture",
                     .value = "FILE",
                     .meaning = "Fixture files; - is standard input",
                     .fills = &options->fixtures,
                     .is_required = true}},
      .sections = {{"Examples", check_examples}},
      .result = [options] { return *options; },
  };
}

Outline schema_outline() {
  return {
      .name = "schema",
      .meaning = "Print the JSON Schema of the fixture format",
      .about = schema_about,
      .sections = {{"Examples", schema_examples}},
      .result = [] { return SchemaOptions{}; },
  };
}

}  // namespace understudy
