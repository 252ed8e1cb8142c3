// The commands that have to do with fixtures, and ask no server.
#include <memory>

#include "base/text.h"
#include "command_line/parser.h"

namespace understudy {

namespace {

constexpr const char* init_description =
    "Print a commented fixture to start from\n"
    "\n"
    "Every case is a fixture that can be served as it is. Without a case it is the smallest one.";

constexpr const char* init_footer =
    "Examples:\n"
    "  understudy init --list                     the cases\n"
    "  understudy init                            print the smallest fixture\n"
    "  understudy init roles --output roles.yaml  write a file, unless it is there already\n"
    "  understudy roles.yaml                      and serve it\n"
    "\n"
    "Read on:\n"
    "  docs/fixtures.md    every key of the format";

constexpr const char* check_description =
    "Say what is wrong with fixtures, with file, line and column\n"
    "\n"
    "Reads them as serve would: together, in this order. Exit status 2 where one complains.";

constexpr const char* check_footer =
    "Examples:\n"
    "  understudy check my.yaml\n"
    "  understudy check base.yaml more.yaml\n"
    "  ./make-fixture | understudy check -";

constexpr const char* schema_description =
    "Print the JSON Schema of the fixture format\n"
    "\n"
    "An editor with a YAML language server completes fixtures by it, once the schema lies beside them and\n"
    "their first line names it: # yaml-language-server: $schema=understudy.schema.json";

constexpr const char* schema_footer =
    "Examples:\n"
    "  understudy schema > understudy.schema.json";

CLI::Validator starter_option(const std::vector<fixture::Starter>& starters) {
  std::vector<std::string> names;
  names.reserve(starters.size());
  for (const auto& starter : starters) names.emplace_back(starter.name);
  const auto complain = [starters](const std::string& name) {
    return find_starter(starters, name) != nullptr ? std::string()
                                                   : "'" + name + "' is not known; there are:\n" + list_of(starters);
  };
  return CLI::Validator(complain, "{" + join(names, ",") + "}");
}

}  // namespace

ParsedCommand add_init(CLI::App& program, const ProviderWords& words) {
  const auto options = std::make_shared<InitOptions>();
  CLI::App* init = program.add_subcommand("init", init_description);
  init->footer(init_footer);
  init->add_option("case", options->starter, "What the fixture is for")
      ->check(starter_option(words.starters))
      ->capture_default_str();
  init->add_option("-o,--output", options->output, "Write to this file, which must not be there yet")
      ->type_name("FILE");
  init->add_flag("--force", options->overwrites, "Write over a file that is there");
  init->add_flag("--list", options->lists_starters, "Say what cases there are, with one line each");
  return {init, [options] { return *options; }};
}

ParsedCommand add_check(CLI::App& program) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* check = program.add_subcommand("check", check_description);
  check->footer(check_footer);
  check->add_option("fixture", options->fixtures, "Fixture files; - is standard input")->required()->type_name("FILE");
  return {check, [options] { return *options; }};
}

ParsedCommand add_schema(CLI::App& program) {
  CLI::App* schema = program.add_subcommand("schema", schema_description);
  schema->footer(schema_footer);
  return {schema, [] { return SchemaOptions{}; }};
}

}  // namespace understudy
