#include "providers/cognito/model_constraints.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "base/text.h"

namespace understudy::cognito {

namespace {

/// As Java counts them: in UTF-16 units.
int64_t length_of(std::string_view text) {
  int64_t length = 0;
  for (const char byte : text) {
    const auto bits = static_cast<unsigned char>(byte);
    if ((bits & 0xC0) != 0x80) length += bits >= 0xF0 ? 2 : 1;
  }
  return length;
}

int64_t measure_of(const Json& value) {
  if (const auto* text = value.text()) return length_of(*text);
  return value.is_array() ? static_cast<int64_t>(value.items().size()) : whole_number_of(value);
}

std::string limit_text(const MemberType& type, std::string_view relation, int32_t limit) {
  const std::string_view measure = type.kind == MemberKind::whole_number ? "value" : "length";
  return cat({"Member must have ", measure, " ", relation, " than or equal to ", std::to_string(limit)});
}

struct Constraint {
  bool (*is_set)(const MemberType& type);
  bool (*is_kept)(const MemberType& type, const Json& value);
  std::string (*text)(const MemberType& type);
};

constexpr std::array constraints{
    Constraint{[](const MemberType& type) { return type.most != unlimited; },
               [](const MemberType& type, const Json& value) { return measure_of(value) <= type.most; },
               [](const MemberType& type) { return limit_text(type, "less", type.most); }},
    Constraint{[](const MemberType& type) { return type.least != unlimited; },
               [](const MemberType& type, const Json& value) { return measure_of(value) >= type.least; },
               [](const MemberType& type) { return limit_text(type, "greater", type.least); }},
    Constraint{[](const MemberType& type) { return type.pattern != Pattern::any; },
               [](const MemberType& type, const Json& value) { return matches(type.pattern, *value.text()); },
               [](const MemberType& type) {
                 return cat({"Member must satisfy regular expression pattern: ", expression_of(type.pattern)});
               }},
    Constraint{[](const MemberType& type) { return !type.words.empty(); },
               [](const MemberType& type, const Json& value) {
                 return std::find(type.words.begin(), type.words.end(), *value.text()) != type.words.end();
               },
               [](const MemberType& type) {
                 return cat({"Member must satisfy enum value set: [",
                             join(std::vector<std::string>(type.words.begin(), type.words.end()), ", "), "]"});
               }},
};

}  // namespace

std::vector<std::string> broken_constraints(const MemberType& type, const Json& value) {
  std::vector<std::string> texts;
  for (const auto& constraint : constraints)
    if (constraint.is_set(type) && !constraint.is_kept(type, value)) texts.push_back(constraint.text(type));
  return texts;
}

bool keeps_constraints(const MemberType& type, const Json& value) {
  return std::all_of(constraints.begin(), constraints.end(), [&](const Constraint& constraint) {
    return !constraint.is_set(type) || constraint.is_kept(type, value);
  });
}

std::string all_constraints(const MemberType& type) {
  std::vector<std::string> texts;
  for (const auto& constraint : constraints)
    if (constraint.is_set(type)) texts.push_back(constraint.text(type));
  return cat({"[", join(texts, ", "), "]"});
}

int64_t whole_number_of(const Json& value) {
  if (const auto* integer = value.integer()) return *integer;
  const auto* real = value.real();
  if (real == nullptr) return 0;
  constexpr double limit = 9223372036854775808.0;  // 2^63, the first that is too much
  if (*real >= limit) return std::numeric_limits<int64_t>::max();
  return *real <= -limit ? std::numeric_limits<int64_t>::min() : static_cast<int64_t>(*real);
}

}  // namespace understudy::cognito
