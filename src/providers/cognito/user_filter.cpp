#include "providers/cognito/user_filter.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/cognito/exceptions.h"

namespace understudy::cognito {

namespace {

struct Searchable {
  std::string_view name;
  bool is_case_sensitive;
};
constexpr std::array searchable{
    Searchable{"username", true},
    Searchable{"email", false},
    Searchable{"phone_number", false},
    Searchable{"name", false},
    Searchable{"given_name", false},
    Searchable{"family_name", false},
    Searchable{"preferred_username", false},
    Searchable{"cognito:user_status", false},
    Searchable{"status", true},
    Searchable{"sub", false},
};

const Searchable* find_searchable(std::string_view name) {
  for (const auto& row : searchable)
    if (row.name == name) return &row;
  return nullptr;
}

[[noreturn]] void refuse_filter() {
  refuse_parameter("Error while parsing filter.", "attribute = \"value\" or attribute ^= \"value\"");
}

/// A text in quotes of either kind, in which a backslash takes the next character as it is; moves on behind it.
std::string quoted(std::string_view& rest) {
  const char quote = rest.empty() ? '\0' : rest.front();
  if (quote != '"' && quote != '\'') refuse_filter();
  std::string text;
  for (size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == quote) {
      rest.remove_prefix(i + 1);
      return text;
    }
    if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
    text += rest[i];
  }
  refuse_filter();
}

bool is_of_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'; }

/// With or without quotes.
std::string name(std::string_view& rest) {
  if (rest.starts_with('"') || rest.starts_with('\'')) return quoted(rest);
  const auto* const end = std::find_if_not(rest.begin(), rest.end(), is_of_name);
  std::string text(rest.begin(), end);
  rest.remove_prefix(text.size());
  return text;
}

}  // namespace

std::string searchable_value(const WorldState& state, const Pool& pool, const User& user, std::string_view attribute) {
  if (attribute == "email") return user.email;
  if (attribute == "phone_number") return user.phone;
  if (attribute == "status") return user.status == User::Status::deactivated ? "Disabled" : "Enabled";
  const PoolUser member = pool_user_of(state, pool, user);
  if (attribute == "username") return member.account.username;
  if (attribute == "cognito:user_status") return std::string(to_text(member.account.state));
  return attribute_of(member, attribute).value_or("");
}

UserFilter UserFilter::parse(std::string_view text) {
  UserFilter filter;
  std::string_view rest = trim(text);
  if (rest.empty()) return filter;
  filter.attribute_ = name(rest);
  rest = trim(rest);
  if (rest.starts_with("^=")) {
    filter.comparison_ = Comparison::begins_with;
    rest.remove_prefix(2);
  } else if (rest.starts_with('=')) {
    rest.remove_prefix(1);
  } else {
    refuse_filter();
  }
  rest = trim(rest);
  filter.value_ = quoted(rest);
  if (filter.attribute_.empty() || !trim(rest).empty()) refuse_filter();
  const Searchable* row = find_searchable(filter.attribute_);
  if (row == nullptr) refuse_parameter("Invalid search attribute: " + std::string(shorten(filter.attribute_, 60)));
  filter.is_case_sensitive_ = row->is_case_sensitive;
  if (!filter.is_case_sensitive_) filter.value_ = to_lower(filter.value_);
  return filter;
}

bool UserFilter::fits(std::string_view value) const {
  if (attribute_.empty()) return true;
  // Whoever lacks the attribute fits nothing, not even the empty text.
  if (value.empty()) return false;
  const std::string has = is_case_sensitive_ ? std::string(value) : to_lower(value);
  return comparison_ == Comparison::begins_with ? has.starts_with(value_) : has == value_;
}

}  // namespace understudy::cognito
