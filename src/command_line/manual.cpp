#include "command_line/manual.h"

#include <algorithm>

#include "base/text.h"

namespace understudy {

namespace {

/// Text in which roff sees no commands. Hyphens stay what they are when the page is copied from.
std::string plain(std::string_view text) {
  std::string out;
  bool is_line_start = true;
  for (const char c : text) {
    if (is_line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    is_line_start = c == '\n';
  }
  return out;
}

std::string bold(const std::string& text) { return "\\fB" + plain(text) + "\\fR"; }

/// Lines that stay as they are.
std::string example(const std::string& text) { return ".EX\n" + plain(trim(text)) + "\n.EE\n"; }

std::string option_entry(const OptionOutline& option) {
  std::string entry = ".TP\n" + bold(signature(option)) + "\n" + plain(option.meaning) + ".\n";
  if (!option.preset.empty()) entry += "Default: " + plain(option.preset) + ".\n";
  if (!option.variable.empty()) entry += "Variable: " + bold(option.variable) + ".\n";
  if (option.is_repeatable() && option.name.starts_with('-')) entry += "May be given several times.\n";
  return entry;
}

std::string argument_entry(const OptionOutline& argument) {
  std::string entry = ".TP\n" + bold(to_upper(argument.name)) + "\n" + plain(argument.meaning) + ".\n";
  if (!argument.words.empty()) entry += "One of " + plain(join(argument.words, ", ")) + ".\n";
  if (!argument.variable.empty()) entry += "Variable: " + bold(argument.variable) + ".\n";
  return entry;
}

std::string command_entry(const Outline& program, const Outline& command) {
  std::string entry = ".SS " + command.name + "\n" + bold(program.name + " " + command.name) + " " +
                      plain(usage(command)) + "\n.PP\n" + plain(command.meaning) + ".\n";
  if (!command.about.empty()) entry += ".PP\n" + plain(command.about) + "\n";
  for (const auto& argument : command.arguments) entry += argument_entry(argument);
  for (const auto& option : command.options)
    if (option.name != "--help") entry += option_entry(option);
  for (const auto& section : command.sections) entry += ".PP\n" + plain(section.title) + ":\n" + example(section.text);
  return entry;
}

}  // namespace

std::string manual_page(const Outline& program, const std::string& version) {
  std::string page = ".TH " + to_upper(program.name) + " 1 \"\" \"" + program.name + " " + version + "\"\n";
  page += ".SH NAME\n" + program.name + " \\- " + plain(program.meaning) + "\n";
  page += ".SH SYNOPSIS\n" + bold(program.name) + " " + plain(usage(program)) + "\n";
  page += ".SH DESCRIPTION\n" + plain(program.about) + "\n";
  page += ".SH OPTIONS\n";
  for (const auto& option : program.options) page += option_entry(option);
  page += ".SH COMMANDS\n";
  for (const auto& command : program.commands) page += command_entry(program, command);
  for (const auto& section : program.sections) page += ".SH " + to_upper(section.title) + "\n" + example(section.text);
  return page;
}

}  // namespace understudy
