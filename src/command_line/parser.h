// What the commands share of CLI11: forms of values, and the outline of what was told to it.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "command_line/options.h"
#include "command_line/outline.h"

namespace understudy {

/// A command that was told to CLI11, and what makes its options of the words once they are read.
struct ParsedCommand {
  CLI::App* app;
  std::function<Command()> options;
};

ParsedCommand add_serve(CLI::App& program);
ParsedCommand add_init(CLI::App& program, const ProviderWords& words);
ParsedCommand add_check(CLI::App& program);
ParsedCommand add_schema(CLI::App& program);
ParsedCommand add_mint(CLI::App& program, const ProviderWords& provider_words);
ParsedCommand add_healthcheck(CLI::App& program);
ParsedCommand add_completion(CLI::App& program);
ParsedCommand add_man(CLI::App& program);

/// A length of time as an option: "10s", "1h".
CLI::Validator duration_option(Milliseconds least);
CLI::Validator count_option(unsigned long long least, unsigned long long most);
/// One of these words. Completions offer them.
CLI::Validator word_option(std::vector<std::string> words);
/// For a flag that a variable may set.
CLI::Validator truth_option();
/// Lets one value hold several, with commas between and blanks around them, as a variable has to.
void take_list(CLI::Option& option);

/// The description that help, completions and the manual are written from.
Outline outline_of(const CLI::App& app);

}  // namespace understudy
