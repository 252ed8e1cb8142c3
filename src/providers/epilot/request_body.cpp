#include "providers/epilot/request_body.h"

#include "base/text.h"
#include "config/formats.h"
#include "front/members.h"

namespace understudy::epilot {

Json parse_object(std::string_view body) {
  JsonError error;
  auto json = parse_json(body, &error);
  if (!json)
    front::refuse_member("the request body is JSON: " + error.message, "a JSON object",
                         "offset " + std::to_string(error.offset));
  if (!json->is_object())
    front::refuse_member("the request body is a JSON object", "object", std::string(json->type_name()));
  return std::move(*json);
}

std::string required_text(const Json& body, std::string_view name) {
  const Json* value = body.find(name);
  if (value == nullptr) front::refuse_member(cat({name, " is required"}));
  return front::read_filled_text(name, *value);
}

std::optional<std::string> optional_text(const Json& body, std::string_view name) {
  const Json* value = body.find(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  return front::read_text(name, *value);
}

std::string required_email(const Json& body, std::string_view name) {
  auto email = required_text(body, name);
  if (!config::formats::email.matches(email))
    front::refuse_member(cat({name, " is an e-mail address"}), "", std::string(shorten(email, 60)));
  return email;
}

std::string mail_language(const Json& body) {
  auto language = optional_text(body, "language").value_or("en");
  if (language != "en" && language != "de")
    front::refuse_member("language is en or de", "en, de", std::string(shorten(language, 20)));
  return language;
}

}  // namespace understudy::epilot
