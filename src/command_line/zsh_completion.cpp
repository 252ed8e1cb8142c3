// The completion script for zsh.
#include "base/text.h"
#include "command_line/completion.h"

namespace understudy {

namespace {

constexpr std::string_view head = R"(#compdef understudy
# Completes understudy in zsh: source <(understudy completion zsh)
# or write it to a file named _understudy in a folder of $fpath.
_understudy() {
  local command=$words[2]
  local -a commands
)";

// Read from a folder of $fpath, the whole file is the function; sourced, it has to be named to the shell.
constexpr std::string_view tail = R"(}
if [[ $funcstack[1] == _understudy ]]; then _understudy "$@"; else compdef _understudy understudy; fi
)";

std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// How _arguments is told of a value: ":what it is:how it is completed".
std::string value_of(const OptionOutline& option) {
  if (!option.words.empty()) return ":" + option.name + ":(" + join(option.words, " ") + ")";
  return ":" + escaped(option.value, ":") + ":" + (option.takes_file() ? "_files" : " ");
}

std::string option_spec(const OptionOutline& option, const std::string& name) {
  const std::string value = option.is_flag() ? "" : value_of(option);
  // Long names take their value as the next word or behind "=".
  const std::string joint = !value.empty() && name.starts_with("--") ? "=" : "";
  return quoted((option.is_repeatable() ? "*" : "") + name + joint + "[" + escaped(option.meaning, "[]:") + "]" +
                value);
}

std::string command_row(const Outline& command) {
  std::string row = "    " + command.name + ")\n      _arguments";
  for (const auto& option : command.options) {
    row += " \\\n        " + option_spec(option, option.name);
    if (!option.short_name.empty()) row += " \\\n        " + option_spec(option, option.short_name);
  }
  for (const auto& argument : command.arguments)
    row += " \\\n        " + quoted((argument.is_repeatable() ? "*" : "1") + value_of(argument));
  return row + "\n      ;;\n";
}

}  // namespace

std::string zsh_completion(const Outline& program) {
  const Outline& preset = program.commands.front();
  std::string script(head);
  script += "  commands=(\n";
  for (const auto& command : program.commands)
    script += "    " + quoted(command.name + ":" + escaped(command.meaning, ":")) + "\n";
  script +=
      "  )\n  if ((CURRENT == 2)) && [[ $command != -* ]]; then _describe command commands; fi\n  case $command in\n   "
      " ";
  std::vector<std::string> names;
  for (const auto& command : program.commands) names.push_back(command.name);
  script += join(names, " | ") +
            ")\n      if ((CURRENT == 2)); then return; fi\n      words[1]=()\n      ((CURRENT--))\n      ;;\n";
  script += "    *) command=" + preset.name + " ;;\n  esac\n  case $command in\n";
  for (const auto& command : program.commands) script += command_row(command);
  return script + "  esac\n" + std::string(tail);
}

}  // namespace understudy
