// The completion script for fish.
#include "base/text.h"
#include "command_line/completion.h"

namespace understudy {

namespace {

constexpr std::string_view head =
    "# Completes understudy in fish: understudy completion fish | source\n"
    "# or write it to ~/.config/fish/completions/understudy.fish\n"
    "complete -c understudy -f\n";

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  return out + "'";
}

/// The flags that say how a value is completed.
std::string value_of(const OptionOutline& option) {
  if (!option.words.empty()) return " -x -a " + quoted(join(option.words, " "));
  if (option.is_flag()) return "";
  return option.takes_file() ? " -r -F" : " -x";
}

std::string line(const std::string& condition, const std::string& rest) {
  return "complete -c understudy" + (condition.empty() ? "" : " -n " + quoted(condition)) + rest + "\n";
}

std::string option_line(const OptionOutline& option, const std::string& condition) {
  const std::string short_name = option.short_name.empty() ? "" : " -s " + option.short_name.substr(1);
  return line(condition,
              " -l " + option.name.substr(2) + short_name + value_of(option) + " -d " + quoted(option.meaning));
}

std::string argument_line(const OptionOutline& argument, const std::string& condition) {
  const bool is_file = argument.takes_file();
  return line(condition,
              is_file ? " -F" : " -a " + quoted(join(argument.words, " ")) + " -d " + quoted(argument.meaning));
}

}  // namespace

std::string fish_completion(const Outline& program) {
  std::vector<std::string> others;
  for (const auto& command : program.commands)
    if (&command != &program.commands.front()) others.push_back(command.name);
  std::string script(head);
  const std::string first = "__fish_use_subcommand";
  for (const auto& command : program.commands)
    script += line(first, " -a " + command.name + " -d " + quoted(command.meaning));
  for (const auto& option : program.options)
    if (option.name != "--help") script += option_line(option, first);
  for (const auto& command : program.commands) {
    const bool is_preset = &command == &program.commands.front();
    const std::string condition = is_preset ? "not __fish_seen_subcommand_from " + join(others, " ")
                                            : "__fish_seen_subcommand_from " + command.name;
    for (const auto& option : command.options) script += option_line(option, condition);
    for (const auto& argument : command.arguments) script += argument_line(argument, condition);
  }
  return script;
}

}  // namespace understudy
