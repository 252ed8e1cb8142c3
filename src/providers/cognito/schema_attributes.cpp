#include "providers/cognito/schema_attributes.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

constexpr size_t most_custom_attributes = 50;

struct StandardAttribute {
  std::string_view name;
  std::string_view type;
  std::string_view constraints;  ///< JSON; empty: its type has none
};

constexpr std::string_view any_text = R"({"MinLength":"0","MaxLength":"2048"})";
constexpr std::array standard_attributes{
    StandardAttribute{"sub", "String", R"({"MinLength":"1","MaxLength":"2048"})"},
    StandardAttribute{"name", "String", any_text},
    StandardAttribute{"given_name", "String", any_text},
    StandardAttribute{"family_name", "String", any_text},
    StandardAttribute{"middle_name", "String", any_text},
    StandardAttribute{"nickname", "String", any_text},
    StandardAttribute{"preferred_username", "String", any_text},
    StandardAttribute{"profile", "String", any_text},
    StandardAttribute{"picture", "String", any_text},
    StandardAttribute{"website", "String", any_text},
    StandardAttribute{"email", "String", any_text},
    StandardAttribute{"email_verified", "Boolean", ""},
    StandardAttribute{"gender", "String", any_text},
    StandardAttribute{"birthdate", "String", R"({"MinLength":"10","MaxLength":"10"})"},
    StandardAttribute{"zoneinfo", "String", any_text},
    StandardAttribute{"locale", "String", any_text},
    StandardAttribute{"phone_number", "String", any_text},
    StandardAttribute{"phone_number_verified", "Boolean", ""},
    StandardAttribute{"address", "String", any_text},
    StandardAttribute{"updated_at", "Number", R"({"MinValue":"0"})"},
};

/// The member that holds the constraints of that type; empty where it has none.
std::string_view constraints_member(std::string_view type) {
  if (type == "String") return "StringAttributeConstraints";
  return type == "Number" ? "NumberAttributeConstraints" : "";
}

const StandardAttribute* find_standard(std::string_view name) {
  const auto* const found = std::find_if(standard_attributes.begin(), standard_attributes.end(),
                                         [&](const StandardAttribute& one) { return one.name == name; });
  return found == standard_attributes.end() ? nullptr : found;
}

const Json* find_named(const Json& attributes, std::string_view name) {
  const auto& items = attributes.items();
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Json& one) { return one.text_at("Name") == name; });
  return found == items.end() ? nullptr : &*found;
}

/// As the original tells one; `given` may say more of it than its name.
Json attribute(std::string_view name, std::string_view type, const Json& given, std::string_view usual_constraints) {
  const bool is_sub = name == "sub";
  Json json = Json::object({{"Name", name},
                            {"AttributeDataType", type},
                            {"DeveloperOnlyAttribute", is_flag(given, "DeveloperOnlyAttribute")},
                            {"Mutable", !is_sub && is_flag(given, "Mutable", true)},
                            {"Required", is_sub || is_flag(given, "Required")}});
  const auto member = constraints_member(type);
  if (member.empty()) return json;
  const Json* constraints = is_sub ? nullptr : find_set(given, member);
  json.set(member, constraints == nullptr ? literal(usual_constraints) : *constraints);
  return json;
}

Json standard_attribute(const StandardAttribute& standard, const Json& given) {
  const auto type = given.text_at("AttributeDataType");
  if ((!type.empty() && type != standard.type) || is_flag(given, "DeveloperOnlyAttribute"))
    refuse_parameter(
        cat({"You can not change AttributeDataType or set developerOnlyAttribute for standard "
             "schema attribute ",
             standard.name}));
  return attribute(standard.name, standard.type, given, standard.constraints);
}

Json custom_attribute(const Json& given) {
  if (is_flag(given, "Required"))
    refuse_parameter("Required custom attributes are not supported currently.", "", std::string(given.text_at("Name")));
  const auto type = given.text_at("AttributeDataType");
  const auto beginning = is_flag(given, "DeveloperOnlyAttribute") ? "dev:custom:" : "custom:";
  return attribute(cat({beginning, given.text_at("Name")}), type.empty() ? "String" : type, given, "{}");
}

void require_few(const Json& attributes) {
  const size_t count = attributes.items().size() - standard_attributes.size();
  if (count > most_custom_attributes)
    refuse_parameter("A user pool has at most 50 custom attributes.", "50", std::to_string(count));
}

}  // namespace

Json new_schema(const Json* schema) {
  const Json given = schema == nullptr ? Json::array() : *schema;
  Json attributes = Json::array();
  for (const auto& standard : standard_attributes) {
    const Json* changes = find_named(given, standard.name);
    attributes.push(standard_attribute(standard, changes == nullptr ? Json::object() : *changes));
  }
  for (const auto& item : given.items()) {
    if (find_standard(item.text_at("Name")) != nullptr) continue;
    Json custom = custom_attribute(item);
    const auto name = custom.text_at("Name");
    if (find_named(attributes, name) != nullptr)
      refuse_parameter(cat({"Duplicate custom attribute names ", name, " are not allowed in a user pool schema."}));
    attributes.push(std::move(custom));
  }
  require_few(attributes);
  return attributes;
}

Json extended_schema(const Json& schema_attributes, const Json& custom) {
  Json attributes = schema_attributes;
  for (const auto& item : custom.items()) {
    Json added = custom_attribute(item);
    const auto name = added.text_at("Name");
    if (find_named(attributes, name) != nullptr)
      refuse_parameter(cat({name, ": Existing attribute already has name ", name, "."}));
    attributes.push(std::move(added));
  }
  require_few(attributes);
  return attributes;
}

}  // namespace understudy::cognito
