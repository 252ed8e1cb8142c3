#include "command_line/outline.h"

#include <algorithm>

#include "base/text.h"

namespace understudy {

namespace {

std::string argument_usage(const OptionOutline& argument) {
  const std::string name = to_upper(argument.name) + (argument.is_repeatable() ? "..." : "");
  return argument.is_required ? name : "[" + name + "]";
}

}  // namespace

void Outline::add(const std::string& group, const std::vector<OptionOutline>& rows) {
  for (const auto& row : rows) options.emplace_back(row).group = group;
}

std::string signature(const OptionOutline& option) {
  std::string text = option.short_name.empty() ? option.name : option.short_name + ", " + option.name;
  if (!option.is_flag()) text += " " + (option.words.empty() ? option.value : join(option.words, "|"));
  return text;
}

std::string usage(const Outline& outline) {
  std::vector<std::string> parts;
  if (!outline.commands.empty()) parts.emplace_back("[COMMAND]");
  for (const auto& argument : outline.arguments) parts.push_back(argument_usage(argument));
  parts.emplace_back("[options]");
  if (outline.foreign_words != nullptr) parts.emplace_back("-- COMMAND [ARG...]");
  return join(parts, " ");
}

}  // namespace understudy
