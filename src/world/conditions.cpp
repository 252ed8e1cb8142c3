#include "world/conditions.h"

#include <algorithm>

#include "base/text.h"

namespace understudy {

namespace {

using Operation = Condition::Operation;

/// Where entities keep the users that they belong to; the sources name no default.
constexpr std::string_view owner_path = "_owners.*.user_id";

void collect(const Json& at, std::string_view path, std::vector<const Json*>& found) {
  if (at.is_array() && !path.starts_with("*")) {
    for (const auto& item : at.items()) collect(item, path, found);
    return;
  }
  if (path.empty()) {
    found.push_back(&at);
    return;
  }
  const size_t dot = path.find('.');
  const auto step = path.substr(0, dot);
  const auto rest = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  if (step != "*") {
    if (const Json* next = at.find(step)) collect(*next, rest, found);
    return;
  }
  for (const auto& item : at.items()) collect(item, rest, found);
  for (const auto& member : at.members()) collect(member.value, rest, found);
}

bool is_any_value(const Condition& condition, const Json& attributes, std::string_view path, const Json& user) {
  std::vector<const Json*> found;
  collect(attributes, path, found);
  const bool compares_user = condition.operation == Operation::equals_current_user ||
                             condition.operation == Operation::not_equals_current_user;
  return std::any_of(found.begin(), found.end(), [&](const Json* value) {
    if (compares_user) return *value == user;
    return std::find(condition.values.begin(), condition.values.end(), *value) != condition.values.end();
  });
}

}  // namespace

bool holds(const Condition& condition, const Json& attributes, std::string_view user_id) {
  const Json user(user_id);
  const bool any =
      condition.attributes.empty()
          ? is_any_value(condition, attributes, owner_path, user)
          : std::any_of(condition.attributes.begin(), condition.attributes.end(),
                        [&](const std::string& path) { return is_any_value(condition, attributes, path, user); });
  const bool wants_match =
      condition.operation == Operation::equals || condition.operation == Operation::equals_current_user;
  return any == wants_match;
}

}  // namespace understudy
