#include "command_line/help.h"

#include <algorithm>

#include "base/text.h"

namespace understudy {

namespace {

constexpr size_t first_column = 30;
constexpr size_t width = 100;

/// Many alternatives, in lines that each end behind one.
std::string in_lines(std::string line) {
  std::string out;
  while (line.size() > width) {
    const size_t bar = line.rfind('|', width - 1);
    if (bar == std::string::npos) break;
    out += line.substr(0, bar + 1) + "\n";
    line = "      " + line.substr(bar + 1);
  }
  return out + line + "\n";
}

/// Two columns: what it is called, and what it means, broken into lines at blanks.
std::string row(const std::string& called, const std::string& meaning) {
  std::string line = "  " + called;
  std::string out;
  if (line.size() + 2 > first_column) {
    out = in_lines(line);
    line.clear();
  }
  line.resize(first_column, ' ');
  for (const auto word : split(meaning, ' ')) {
    if (line.size() + 1 + word.size() > width) {
      out += line + "\n";
      line.assign(first_column, ' ');
    }
    if (line.size() > first_column) line += ' ';
    line += word;
  }
  return out + line + "\n";
}

std::string meaning_of(const OptionOutline& option) {
  std::vector<std::string> remarks;
  if (option.is_repeatable() && option.name.starts_with('-')) remarks.emplace_back("may be given several times");
  if (!option.preset.empty()) remarks.push_back("default: " + option.preset);
  if (!option.variable.empty()) remarks.push_back(option.variable);
  return remarks.empty() ? option.meaning : option.meaning + " [" + join(remarks, "; ") + "]";
}

std::string argument_rows(const Outline& outline) {
  if (outline.arguments.empty()) return "";
  std::string out = "\nArguments:\n";
  for (const auto& argument : outline.arguments) {
    const std::string words = join(argument.words, ", ");
    out += row(argument.name, meaning_of(argument) + (words.empty() ? "" : ": " + words));
  }
  return out;
}

/// Groups stand in the order in which they were first named; help comes last.
std::string option_rows(const Outline& outline) {
  std::vector<std::string> groups;
  for (const auto& option : outline.options)
    if (option.name != "--help" && std::find(groups.begin(), groups.end(), option.group) == groups.end())
      groups.push_back(option.group);
  std::string out;
  for (const auto& group : groups) {
    out += "\n" + group + ":\n";
    for (const auto& option : outline.options)
      if (option.group == group && option.name != "--help") out += row(signature(option), meaning_of(option));
  }
  return out;
}

std::string indented(const std::string& text) {
  std::string out;
  for (const auto line : split(trim(text), '\n')) out += line.empty() ? "\n" : cat({"  ", line, "\n"});
  return out;
}

}  // namespace

std::string help_text(const Outline& outline, const std::string& name) {
  std::string out = name + ": " + outline.meaning + "\n";
  if (!outline.about.empty()) out += "\n" + outline.about + "\n";
  out += "\nUsage: " + name + " " + usage(outline) + "\n";
  out += argument_rows(outline);
  if (!outline.commands.empty()) out += "\nCommands:\n";
  for (const auto& command : outline.commands) out += row(command.name, command.meaning);
  out += option_rows(outline);
  for (const auto& section : outline.sections) out += "\n" + section.title + ":\n" + indented(section.text);
  return out;
}

}  // namespace understudy
