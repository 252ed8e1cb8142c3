#include "providers/cognito/user_attributes.h"

#include <algorithm>

#include "base/text.h"
#include "providers/cognito/exceptions.h"

namespace understudy::cognito {

namespace {

constexpr size_t most_attributes = 500;
constexpr size_t longest_value = 2048;

[[noreturn]] void refuse_schema(std::string_view name, std::string_view what) {
  refuse_parameter(cat({"Attributes did not conform to the schema: ", shorten(name, 60), ": ", what}));
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A bound of a schema's constraints, which are texts there.
std::optional<int64_t> bound(const Json& schema, std::string_view constraints, std::string_view name) {
  const Json* all = schema.find(constraints);
  const auto text = all == nullptr ? std::string_view() : all->text_at(name);
  const bool is_negative = text.starts_with('-');
  const auto number = parse_number(text.substr(is_negative ? 1 : 0));
  if (!number) return std::nullopt;
  return is_negative ? -static_cast<int64_t>(*number) : static_cast<int64_t>(*number);
}

void check_text(const Json& schema, const Attribute& attribute) {
  const auto length = static_cast<int64_t>(count_characters(attribute.value));
  const auto least = bound(schema, "StringAttributeConstraints", "MinLength");
  const auto most = bound(schema, "StringAttributeConstraints", "MaxLength");
  if (least && length < *least)
    refuse_schema(attribute.name, cat({"String must be at least ", std::to_string(*least), " characters"}));
  if (most && length > *most)
    refuse_schema(attribute.name, cat({"String must be no longer than ", std::to_string(*most), " characters"}));
}

void check_number(const Json& schema, const Attribute& attribute) {
  const bool is_negative = attribute.value.starts_with('-');
  const auto digits = std::string_view(attribute.value).substr(is_negative ? 1 : 0);
  if (!is_digits(digits) || digits.size() > 15) refuse_schema(attribute.name, "The attribute value is not a number");
  const auto number = static_cast<int64_t>(*parse_number(digits)) * (is_negative ? -1 : 1);
  const auto least = bound(schema, "NumberAttributeConstraints", "MinValue");
  const auto most = bound(schema, "NumberAttributeConstraints", "MaxValue");
  if (least && number < *least)
    refuse_schema(attribute.name, cat({"Number must be at least ", std::to_string(*least)}));
  if (most && number > *most)
    refuse_schema(attribute.name, cat({"Number must be no more than ", std::to_string(*most)}));
}

/// By the schema's type, and what the name asks for besides.
void check_value(const Json& schema, const Attribute& attribute) {
  const auto type = schema.text_at("AttributeDataType");
  if (attribute.name == "email" && !is_email_address(attribute.value))
    refuse_parameter("Invalid email address format.");
  if (attribute.name == "phone_number" && !is_phone_number(attribute.value))
    refuse_parameter("Invalid phone number format.");
  if (type == "Number") return check_number(schema, attribute);
  if (type == "Boolean" && attribute.value != "true" && attribute.value != "false")
    refuse_schema(attribute.name, "The attribute value is not a boolean");
  if (type == "String") check_text(schema, attribute);
}

bool is_only_for_administrators(std::string_view name) {
  return name == "email_verified" || name == "phone_number_verified" || name.starts_with("dev:");
}

void check_one(const Pool& pool, const Client* client, const Attribute& attribute, const PoolUser* member) {
  const Json* schema = find_attribute(pool, attribute.name);
  if (schema == nullptr)
    refuse_parameter(cat({"Attributes did not conform to the schema: Type for attribute {", shorten(attribute.name, 60),
                          "} could not be determined"}));
  const bool is_theirs =
      client == nullptr || (!is_only_for_administrators(attribute.name) && may_write(*client, attribute.name));
  if (!is_theirs) refuse("NotAuthorizedException", "A client attempted to write unauthorized attribute");
  const bool is_fixed = member != nullptr && !is_flag(*schema, "Mutable", true);
  if (attribute.name == "sub" || (is_fixed && attribute_of(*member, attribute.name) != attribute.value))
    refuse_parameter(cat({"user.", shorten(attribute.name, 60), ": Attribute cannot be updated."}));
  // An empty value takes the attribute away.
  if (attribute.value.empty()) {
    if (is_flag(*schema, "Required"))
      refuse_schema(attribute.name, cat({"The attribute ", attribute.name, " is required"}));
    return;
  }
  if (attribute.value.size() > longest_value)
    refuse_schema(attribute.name, "String must be no longer than 2048 characters");
  check_value(*schema, attribute);
}

}  // namespace

bool is_email_address(std::string_view text) {
  constexpr size_t longest = 320;
  const size_t at = text.find('@');
  if (text.size() > longest || at == 0 || at == std::string_view::npos) return false;
  const auto host = text.substr(at + 1);
  const auto is_odd = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '@' || c == ',' || c == ';' || c == '<' || c == '>' ||
           c == '\x7f';
  };
  const bool is_clean = std::none_of(text.begin(), text.begin() + static_cast<ptrdiff_t>(at), is_odd) &&
                        std::none_of(host.begin(), host.end(), is_odd);
  const bool has_dot = host.find('.') != std::string_view::npos && !host.starts_with('.') && !host.ends_with('.');
  return is_clean && has_dot && host.find("..") == std::string_view::npos;
}

bool is_phone_number(std::string_view text) {
  constexpr size_t most_digits = 15;
  return text.starts_with('+') && is_digits(text.substr(1)) && text.size() - 1 <= most_digits && text.size() > 2 &&
         text[1] != '0';
}

void check_written(const Pool& pool, const Client* client, const std::vector<Attribute>& attributes,
                   const PoolUser* member) {
  if (attributes.size() > most_attributes) refuse_parameter("Too many attributes.");
  for (const auto& attribute : attributes) check_one(pool, client, attribute, member);
}

void check_required(const Pool& pool, const PoolUser& member, const std::vector<Attribute>& given) {
  const Json* schema = pool.settings.find("SchemaAttributes");
  if (schema == nullptr) return;
  for (const auto& attribute : schema->items()) {
    const auto name = attribute.text_at("Name");
    if (!is_flag(attribute, "Required") || name == "sub") continue;
    const bool is_given =
        std::any_of(given.begin(), given.end(), [&](const Attribute& one) { return one.name == name; });
    if (!is_given && !attribute_of(member, name)) refuse_schema(name, cat({"The attribute ", name, " is required"}));
  }
}

}  // namespace understudy::cognito
