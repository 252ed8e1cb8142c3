#include "providers/epilot/token_parameters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "base/text.h"
#include "front/members.h"
#include "providers/epilot/issue_token.h"
#include "providers/epilot/request_body.h"
#include "providers/epilot/token_types.h"

namespace understudy::epilot {

namespace {

using Type = AccessToken::Type;

void check_surface(const std::string& surface_id) {
  if (surface_id.size() > 64)
    front::refuse_member("surface_id has 1 to 64 characters", "", std::to_string(surface_id.size()));
}

/// A whole number of seconds: for JSON Schema and JavaScript 3e2 and 300.0 are the whole number 300, too.
std::optional<long long> whole_seconds(const Json& value) {
  if (const auto* seconds = value.integer()) return *seconds;
  const double* real = value.real();
  const bool is_whole = real != nullptr && *real >= 0 && *real <= 1e9 && *real == std::floor(*real);
  return is_whole ? std::optional(static_cast<long long>(*real)) : std::nullopt;
}

Milliseconds parse_contact_lifetime(const Json& value) {
  const auto seconds = whole_seconds(value);
  if (!seconds || *seconds < 60 || *seconds > 900)
    front::refuse_member("expires_in of a contact_identification token is a whole number of seconds from 60 to 900",
                         "300", std::string(shorten(value.dump(), 60)));
  return std::chrono::seconds(*seconds);
}

/// One number with its unit: the original's pattern has no more.
std::optional<Milliseconds> parse_simple_duration(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  const size_t unit = std::min(text.find_first_not_of(digits), text.size());
  const bool is_simple = text.find_first_of(digits, unit) == std::string_view::npos;
  return is_simple ? parse_duration(text) : std::nullopt;
}

Milliseconds parse_expires_in(const Json& value) {
  constexpr Milliseconds shortest = std::chrono::seconds(30);
  constexpr Milliseconds longest = std::chrono::days(365);
  std::optional<Milliseconds> duration;
  if (const auto seconds = whole_seconds(value); seconds && *seconds >= 0)
    duration = parse_duration(std::to_string(*seconds));
  else if (value.text() != nullptr)
    duration = parse_simple_duration(*value.text());
  if (!duration || *duration < shortest || *duration > longest)
    front::refuse_member("expires_in is 30 seconds to 365 days, in whole seconds or as a text with a unit",
                         "3600, \"10h\" or \"7d\"", std::string(shorten(value.dump(), 60)));
  return *duration;
}

/// Both spellings of the role list: the specification says assignments, the documentation assume_roles.
std::optional<std::vector<std::string>> parse_assignments(const Json& body) {
  for (const std::string_view name : {"assignments", "assume_roles"})
    if (const Json* list = body.find(name)) return front::read_texts(name, *list);
  return std::nullopt;
}

std::optional<Milliseconds> parse_lifetime(const Json& body, Type type) {
  const Json* value = body.find("expires_in");
  if (value == nullptr) return std::nullopt;
  if (row_of(type).lasts_some_minutes) return parse_contact_lifetime(*value);
  // The service says of longer ones that they are capped, not refused.
  return std::min(parse_expires_in(*value), row_of(type).longest_lifetime);
}

std::string list_of_types() {
  std::vector<std::string> names;
  names.reserve(token_types.size());
  for (const auto& type : token_types) names.emplace_back(type.name);
  return join(names, ", ");
}

const TokenType& type_of(const Json& body) {
  const Json* given = body.find("token_type");
  if (given == nullptr) return token_types.front();
  const auto* type = find_token_type(front::read_text("token_type", *given));
  if (type == nullptr)
    front::refuse_member("token_type is one of " + list_of_types(), "api", std::string(shorten(*given->text(), 40)));
  return *type;
}

bool holds(Names names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

void check_members(const Json& body, const TokenType& type) {
  for (const auto name : type.required)
    if (body.find(name) == nullptr)
      front::refuse_member(name == "name" ? "name is required"
                                          : cat({name, " is required for a token of type ", type.name}));
  for (const auto& member : body.members()) {
    if (member.name == "token_type" || holds(type.required, member.name) || holds(type.optional, member.name)) continue;
    std::vector<std::string> known(type.required.begin(), type.required.end());
    known.insert(known.end(), type.optional.begin(), type.optional.end());
    front::refuse_member(cat({"the body has no members but those of a token of type ", type.name}), join(known, ", "),
                         std::string(shorten(member.name, 40)));
  }
}

}  // namespace

TokenParameters parse_token_parameters(std::string_view text) {
  const Json body = parse_object(text);
  const TokenType& type = type_of(body);
  check_members(body, type);
  TokenParameters parameters;
  parameters.token.type = type.type;
  for (const auto& [name, field] : token_texts)
    if (const Json* value = body.find(name))
      parameters.token.*field =
          holds(type.required, name) ? front::read_filled_text(name, *value) : front::read_text(name, *value);
  if (!parameters.token.surface_id.empty()) check_surface(parameters.token.surface_id);
  parameters.assignments = parse_assignments(body);
  parameters.lifetime = parse_lifetime(body, type.type);
  if (const Json* value = body.find("read_only")) parameters.token.read_only = front::read_flag("read_only", *value);
  if (const Json* value = body.find("anonymize")) parameters.anonymize = front::read_flag("anonymize", *value);
  if (const Json* value = body.find("allowed_operations"))
    parameters.token.allowed_operations = front::read_filled_texts("allowed_operations", *value);
  return parameters;
}

}  // namespace understudy::epilot
