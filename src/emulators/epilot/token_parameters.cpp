#include "emulators/epilot/token_parameters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "access/issue_token.h"
#include "access/token_members.h"
#include "base/text.h"

namespace understudy::epilot {

namespace {

using Type = AccessToken::Type;

Json parse_body(std::string_view body) {
  JsonError error;
  auto json = parse_json(body, &error);
  if (!json)
    access::refuse_member("the request body is JSON: " + error.message, "a JSON object",
                          "offset " + std::to_string(error.offset));
  if (!json->is_object())
    access::refuse_member("the request body is a JSON object", "object", std::string(json->type_name()));
  return std::move(*json);
}

void check_surface(const std::string& surface_id) {
  if (surface_id.size() > 64)
    access::refuse_member("surface_id has 1 to 64 characters", "", std::to_string(surface_id.size()));
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
    access::refuse_member("expires_in of a contact_identification token is a whole number of seconds from 60 to 900",
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
    access::refuse_member("expires_in is 30 seconds to 365 days, in whole seconds or as a text with a unit",
                          "3600, \"10h\" or \"7d\"", std::string(shorten(value.dump(), 60)));
  return *duration;
}

/// Both spellings of the role list: the specification says assignments, the documentation assume_roles.
std::optional<std::vector<std::string>> parse_assignments(const Json& body) {
  for (const std::string_view name : {"assignments", "assume_roles"})
    if (const Json* list = body.find(name)) return access::read_texts(name, *list);
  return std::nullopt;
}

std::optional<Milliseconds> parse_lifetime(const Json& body, Type type) {
  const Json* value = body.find("expires_in");
  if (value == nullptr) return std::nullopt;
  if (type == Type::contact_identification) return parse_contact_lifetime(*value);
  // The service says of longer ones that they are capped, not refused.
  return std::min(parse_expires_in(*value), access::longest_lifetime(type));
}

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 1> name_alone{"name"};
constexpr std::array<std::string_view, 2> journey_required{"name", "journey_id"};
constexpr std::array<std::string_view, 2> portal_required{"name", "portal_id"};
constexpr std::array<std::string_view, 3> preview_required{"name", "portal_id", "portal_user_id"};
constexpr std::array<std::string_view, 6> contact_required{"name",       "portal_id",          "contact_id",
                                                           "surface_id", "allowed_operations", "expires_in"};

constexpr std::array<std::string_view, 5> role_members{"assignments", "assume_roles", "expires_in", "read_only",
                                                       "anonymize"};
constexpr std::array<std::string_view, 4> assume_members{"assignments", "assume_roles", "read_only", "anonymize"};
constexpr std::array<std::string_view, 1> lifetime_alone{"expires_in"};
constexpr std::array<std::string_view, 1> email_alone{"email"};

/// The members of each type's schema, which allows no others.
struct TypeSchema {
  Type type;
  Names required;
  Names optional;
};

constexpr std::array<TypeSchema, 7> type_schemas{{
    {Type::api, name_alone, role_members},
    {Type::journey, journey_required, lifetime_alone},
    {Type::portal, portal_required, lifetime_alone},
    {Type::assume, name_alone, assume_members},
    {Type::app, name_alone, role_members},
    {Type::portal_preview, preview_required, {}},
    {Type::contact_identification, contact_required, email_alone},
}};

std::string list_of_types() {
  std::vector<std::string> names;
  names.reserve(type_schemas.size());
  for (const auto& schema : type_schemas) names.emplace_back(to_text(schema.type));
  return join(names, ", ");
}

const TypeSchema& schema_of(const Json& body) {
  const Json* given = body.find("token_type");
  if (given == nullptr) return type_schemas.front();
  const auto type = parse_token_type(access::read_text("token_type", *given));
  const auto* found = std::find_if(type_schemas.begin(), type_schemas.end(),
                                   [&](const TypeSchema& schema) { return schema.type == type; });
  if (found == type_schemas.end())
    access::refuse_member("token_type is one of " + list_of_types(), "api", std::string(shorten(*given->text(), 40)));
  return *found;
}

bool holds(Names names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

void check_members(const Json& body, const TypeSchema& schema) {
  for (const auto name : schema.required)
    if (body.find(name) == nullptr)
      access::refuse_member(name == "name" ? "name is required"
                                           : cat({name, " is required for a token of type ", to_text(schema.type)}));
  for (const auto& member : body.members()) {
    if (member.name == "token_type" || holds(schema.required, member.name) || holds(schema.optional, member.name))
      continue;
    std::vector<std::string> known(schema.required.begin(), schema.required.end());
    known.insert(known.end(), schema.optional.begin(), schema.optional.end());
    access::refuse_member(cat({"the body has no members but those of a token of type ", to_text(schema.type)}),
                          join(known, ", "), std::string(shorten(member.name, 40)));
  }
}

}  // namespace

TokenParameters parse_token_parameters(std::string_view text) {
  const Json body = parse_body(text);
  const TypeSchema& schema = schema_of(body);
  check_members(body, schema);
  TokenParameters parameters;
  parameters.token.type = schema.type;
  for (const auto& [name, field] : access::token_texts)
    if (const Json* value = body.find(name))
      parameters.token.*field =
          holds(schema.required, name) ? access::read_filled_text(name, *value) : access::read_text(name, *value);
  if (schema.type == Type::contact_identification) check_surface(parameters.token.surface_id);
  parameters.assignments = parse_assignments(body);
  parameters.lifetime = parse_lifetime(body, schema.type);
  if (const Json* value = body.find("read_only")) parameters.token.read_only = access::read_flag("read_only", *value);
  if (const Json* value = body.find("anonymize")) parameters.anonymize = access::read_flag("anonymize", *value);
  if (const Json* value = body.find("allowed_operations"))
    parameters.token.allowed_operations = access::read_filled_texts("allowed_operations", *value);
  return parameters;
}

}  // namespace understudy::epilot
