#include "base/json_pointer.h"

#include "base/text.h"

namespace understudy {

namespace {

/// §4, in one pass from left to right: "~01" is "~1", not a slash.
std::string unescape(std::string_view token) {
  std::string name;
  for (size_t i = 0; i < token.size(); ++i) {
    const bool is_escape = token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1');
    if (is_escape)
      name += token[++i] == '1' ? '/' : '~';
    else
      name += token[i];
  }
  return name;
}

}  // namespace

std::vector<std::string> pointer_steps(std::string_view pointer) {
  std::vector<std::string> steps;
  if (pointer.empty()) return steps;
  for (const auto token : split(pointer.substr(1), '/')) steps.push_back(unescape(token));
  return steps;
}

const Json* step_into(const Json& parent, std::string_view step) {
  if (!parent.is_array()) return parent.find(step);
  const auto position = parse_number(step);
  return position && *position < parent.items().size() ? &parent.items()[*position] : nullptr;
}

const Json* at_pointer(const Json& whole, std::string_view pointer) {
  if (!pointer.empty() && pointer.front() != '/') return nullptr;
  const Json* place = &whole;
  for (const auto& step : pointer_steps(pointer))
    if (place != nullptr) place = step_into(*place, step);
  return place;
}

}  // namespace understudy
