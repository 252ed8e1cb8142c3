#include "providers/shiftiq/json_format.h"

#include "base/text.h"
#include "providers/shiftiq/problem.h"

namespace understudy::shiftiq {

namespace {

Json without_nulls(const Json& value) {
  if (value.is_array()) {
    Json items = Json::array();
    for (const auto& item : value.items()) items.push(without_nulls(item));
    return items;
  }
  if (!value.is_object()) return value;
  Json object = Json::object();
  for (const auto& member : value.members())
    if (!member.value.is_null()) object.set(member.name, without_nulls(member.value));
  return object;
}

bool is_json_type(std::string_view content_type) {
  const auto type = to_lower(trim(content_type.substr(0, content_type.find(';'))));
  return type == "application/json" || type == "text/json" ||
         (type.starts_with("application/") && type.ends_with("+json"));
}

}  // namespace

http::Reply pascal_json(int status, const Json& body) {
  return http::text(status, "application/json; charset=utf-8", without_nulls(body).dump_pretty());
}

Json read_json_object(const http::Request& request) {
  const auto* type = request.headers.find("Content-Type");
  if (type == nullptr || !is_json_type(*type)) throw unsupported_media_type(type == nullptr ? "" : *type);
  JsonError error;
  auto body = parse_json(request.body, &error);
  if (!body) throw not_bound("", cat({"The body cannot be read: ", error.message, "."}));
  if (body->is_null()) throw not_bound("", "A non-empty request body is required.");
  if (!body->is_object()) throw not_bound("", cat({"The body is no JSON object but of type ", body->type_name(), "."}));
  return std::move(*body);
}

const Json* find_ignoring_case(const Json& object, std::string_view name) {
  const Json* found = nullptr;
  for (const auto& member : object.members())
    if (equal_ignoring_case(member.name, name)) found = &member.value;
  return found;
}

}  // namespace understudy::shiftiq
