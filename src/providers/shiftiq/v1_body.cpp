#include "providers/shiftiq/v1_body.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "http/url.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/v1_problem.h"

namespace understudy::shiftiq {

namespace {

Refusal unreadable(std::string_view what) {
  return {Reason::invalid_request, "The request is invalid.", "", std::string(what)};
}

/// In small letters and without its parameters. What has no type is bytes to the original (RFC 9110 §8.3).
std::string media_type(const http::Request& request) {
  const auto* type = request.headers.find("Content-Type");
  if (type == nullptr || type->empty()) return "application/octet-stream";
  return to_lower(trim(std::string_view(*type).substr(0, type->find(';'))));
}

Json read_json(const std::string& body) {
  JsonError error;
  auto json = parse_json(body, &error);
  if (!json) throw unreadable(error.message);
  if (json->is_null()) return Json::object();
  if (!json->is_object()) throw unreadable(cat({"a body of type ", json->type_name()}));
  return std::move(*json);
}

Json read_form(const std::string& body) {
  Json members = Json::object();
  for (const auto& [name, value] : http::parse_form(body)) members.set(name, value);
  return members;
}

/// Null where it is absent or null.
const Json* find_value(const Json& members, std::string_view name) {
  const Json* value = find_ignoring_case(members, name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

template <class Number>
int32_t clamped(Number number) {
  using Int32 = std::numeric_limits<int32_t>;
  return static_cast<int32_t>(std::clamp<Number>(number, Int32::min(), Int32::max()));
}

std::optional<int32_t> parse_whole(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  const auto digits = is_negative ? text.substr(1) : text;
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  constexpr unsigned long long most = std::numeric_limits<int32_t>::max();
  const auto number = static_cast<int64_t>(std::min(parse_number(digits).value_or(most), most));
  return clamped(is_negative ? -number : number);
}

}  // namespace

V1Body V1Body::read(const http::Request& request) {
  if (trim(request.body).empty()) return V1Body(Json::object());
  const auto type = media_type(request);
  if (type == "application/json" || type == "text/json") return V1Body(read_json(request.body));
  if (type == "application/x-www-form-urlencoded") return V1Body(read_form(request.body));
  throw v1_unsupported_media_type(type);
}

std::string V1Body::text(std::string_view name) const {
  const Json* value = find_value(members_, name);
  if (value == nullptr) return {};
  if (value->text() == nullptr) throw unreadable(cat({name, " of type ", value->type_name()}));
  return *value->text();
}

std::optional<int32_t> V1Body::whole(std::string_view name) const {
  const Json* value = find_value(members_, name);
  if (value == nullptr) return std::nullopt;
  if (value->integer() != nullptr) return clamped(*value->integer());
  // Whole numbers of more digits than 64 bits hold come as reals.
  if (value->real() != nullptr && std::trunc(*value->real()) == *value->real()) return clamped(*value->real());
  if (value->text() != nullptr) {
    const auto text = trim(*value->text());
    if (text.empty()) return std::nullopt;
    if (const auto number = parse_whole(text)) return number;
  }
  throw unreadable(cat({name, " of type ", value->type_name()}));
}

}  // namespace understudy::shiftiq
