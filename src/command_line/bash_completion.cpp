// The completion script for bash.
#include "base/text.h"
#include "command_line/completion.h"

namespace understudy {

namespace {

// Bash takes "--log=json" for three words.
constexpr std::string_view head = R"(# Completes understudy in bash: source <(understudy completion bash)
_understudy() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
)";

constexpr std::string_view tail = R"(}
_understudy_words() { COMPREPLY+=($(compgen -W "$1" -- "$word")); }
_understudy_files() {
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen -f -- "$word"))
}
complete -F _understudy understudy
)";

std::string names_of(const std::vector<Outline>& commands, std::string_view separator) {
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const auto& command : commands) names.push_back(command.name);
  return join(names, separator);
}

std::string names_of(const std::vector<OptionOutline>& options) {
  std::vector<std::string> names;
  for (const auto& option : options) {
    names.push_back(option.name);
    if (!option.short_name.empty()) names.push_back(option.short_name);
  }
  return join(names, " ");
}

/// The call that completes a value of this option; ":" where any text may stand.
std::string call_for(const OptionOutline& option) {
  if (!option.words.empty()) return "_understudy_words '" + join(option.words, " ") + "'";
  return option.takes_file() ? "_understudy_files" : ":";
}

std::string value_rows(const Outline& command) {
  std::string rows;
  for (const auto& option : command.options) {
    if (option.is_flag()) continue;
    rows += "    " + command.name + ":" + option.name;
    if (!option.short_name.empty()) rows += " | " + command.name + ":" + option.short_name;
    rows += ") " + call_for(option) + "; return ;;\n";
  }
  return rows;
}

std::string argument_row(const Outline& command) {
  std::string row = "    " + command.name + ") ";
  for (const auto& argument : command.arguments) row += call_for(argument) + "; ";
  if (command.arguments.empty()) row += ": ";
  return row + ";;\n";
}

}  // namespace

std::string bash_completion(const Outline& program) {
  const Outline& preset = program.commands.front();
  std::string script(head);
  script += "  case $command in\n    " + names_of(program.commands, " | ") + ") ;;\n    *) command=" + preset.name +
            " ;;\n  esac\n";
  script += "  case $command:$before in\n";
  for (const auto& command : program.commands) script += value_rows(command);
  script += "  esac\n  case $word in\n    -*)\n      case $command in\n";
  for (const auto& command : program.commands)
    script += "        " + command.name + ") _understudy_words '" + names_of(command.options) + "' ;;\n";
  script += "      esac\n      if ((COMP_CWORD == 1)); then _understudy_words '" + names_of(program.options) +
            "'; fi\n      return\n      ;;\n  esac\n";
  script += "  if ((COMP_CWORD == 1)); then _understudy_words '" + names_of(program.commands, " ") + "'; fi\n";
  script += "  case $command in\n";
  for (const auto& command : program.commands) script += argument_row(command);
  return script + "  esac\n" + std::string(tail);
}

}  // namespace understudy
