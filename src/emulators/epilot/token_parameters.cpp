#include "emulators/epilot/token_parameters.h"

#include <algorithm>
#include <array>

#include "base/refusal.h"
#include "base/text.h"

namespace understudy::epilot {

namespace {

// Not epilot's: a bound on what one request can make a world keep.
constexpr size_t longest_name = 256;
constexpr size_t most_assignments = 100;

constexpr std::array<std::string_view, 7> token_types{
    "api", "journey", "portal", "assume", "app", "portal_preview", "contact_identification"};

// Both spellings of the role list: the specification says assignments, the documentation assume_roles.
constexpr std::array<std::string_view, 7> api_members{"name",       "token_type", "assignments", "assume_roles",
                                                      "expires_in", "read_only",  "anonymize"};

[[noreturn]] void refuse(std::string rule, std::string expected = "", std::string got = "") {
  throw Refusal{Reason::invalid_request, std::move(rule), std::move(expected), std::move(got)};
}

Json parse_body(std::string_view body) {
  JsonError error;
  auto json = parse_json(body, &error);
  if (!json)
    refuse("the request body is JSON: " + error.message, "a JSON object", "offset " + std::to_string(error.offset));
  if (!json->is_object()) refuse("the request body is a JSON object", "object", std::string(json->type_name()));
  return *json;
}

void check_token_type(const Json& body) {
  const Json* type = body.find("token_type");
  if (type == nullptr) return;
  if (type->text() == nullptr) refuse("token_type is a text", "string", std::string(type->type_name()));
  if (std::find(token_types.begin(), token_types.end(), *type->text()) == token_types.end())
    refuse("token_type is one of api, journey, portal, assume, app, portal_preview, contact_identification", "api",
           std::string(shorten(*type->text(), 40)));
  if (*type->text() != "api")
    throw Refusal{Reason::not_emulated, cat({"Understudy does not emulate tokens of type ", *type->text(), " yet"}),
                  "api", *type->text()};
}

void check_members(const Json& body) {
  for (const auto& member : body.members())
    if (std::find(api_members.begin(), api_members.end(), member.name) == api_members.end())
      refuse("the body has no members but those of an api token", join({api_members.begin(), api_members.end()}, ", "),
             std::string(shorten(member.name, 40)));
}

std::string parse_name(const Json& body) {
  const Json* name = body.find("name");
  if (name == nullptr) refuse("name is required");
  if (name->text() == nullptr) refuse("name is a text", "string", std::string(name->type_name()));
  if (name->text()->size() > longest_name)
    refuse("name has at most " + std::to_string(longest_name) + " bytes", "", std::to_string(name->text()->size()));
  return *name->text();
}

std::optional<std::vector<std::string>> parse_assignments(const Json& body) {
  const Json* list = body.find("assignments");
  if (list == nullptr) list = body.find("assume_roles");
  if (list == nullptr) return std::nullopt;
  if (!list->is_array()) refuse("assignments is a list of role ids", "array", std::string(list->type_name()));
  if (list->items().size() > most_assignments)
    refuse("assignments has at most " + std::to_string(most_assignments) + " role ids");
  std::vector<std::string> roles;
  for (const auto& item : list->items()) {
    if (item.text() == nullptr) refuse("assignments is a list of role ids", "strings", std::string(item.type_name()));
    if (std::find(roles.begin(), roles.end(), *item.text()) == roles.end()) roles.push_back(*item.text());
  }
  return roles;
}

std::optional<bool> parse_flag(const Json& body, std::string_view name) {
  const Json* flag = body.find(name);
  if (flag == nullptr) return std::nullopt;
  if (flag->boolean() == nullptr) refuse(cat({name, " is true or false"}), "boolean", std::string(flag->type_name()));
  return *flag->boolean();
}

}  // namespace

Milliseconds parse_expires_in(const Json& value) {
  constexpr Milliseconds shortest = std::chrono::seconds(30);
  constexpr Milliseconds longest = std::chrono::days(365);
  std::optional<Milliseconds> duration;
  if (const auto* seconds = value.integer(); seconds != nullptr && *seconds >= 0)
    duration = parse_duration(std::to_string(*seconds));
  else if (value.text() != nullptr)
    duration = parse_duration(*value.text());
  if (!duration || *duration < shortest || *duration > longest)
    refuse("expires_in is 30 seconds to 365 days, in whole seconds or as a text with a unit", "3600, \"10h\" or \"7d\"",
           std::string(shorten(value.dump(), 60)));
  return *duration;
}

TokenParameters parse_token_parameters(std::string_view text) {
  const Json body = parse_body(text);
  check_token_type(body);
  check_members(body);
  TokenParameters parameters;
  parameters.name = parse_name(body);
  parameters.assignments = parse_assignments(body);
  if (const Json* lifetime = body.find("expires_in")) parameters.expires_in = parse_expires_in(*lifetime);
  parameters.read_only = parse_flag(body, "read_only").value_or(false);
  parameters.anonymize = parse_flag(body, "anonymize");
  return parameters;
}

}  // namespace understudy::epilot
