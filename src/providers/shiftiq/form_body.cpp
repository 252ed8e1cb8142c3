#include "providers/shiftiq/form_body.h"

#include "base/text.h"
#include "http/url.h"

namespace understudy::shiftiq {

std::optional<http::Fields> read_form_body(const http::Request& request) {
  constexpr std::string_view form_type = "application/x-www-form-urlencoded";
  const auto* type = request.headers.find("Content-Type");
  if (type == nullptr) return std::nullopt;
  const auto media_type = trim(std::string_view(*type).substr(0, type->find(';')));
  if (!equal_ignoring_case(media_type, form_type)) return std::nullopt;
  return http::parse_form(request.body);
}

const std::string& field_of(const http::Fields& fields, std::string_view name) {
  static const std::string none;
  const auto* value = fields.find(name);
  return value == nullptr ? none : *value;
}

}  // namespace understudy::shiftiq
