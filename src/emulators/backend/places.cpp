#include "emulators/backend/places.h"

#include <string>

#include "base/text.h"

namespace understudy::backend {

namespace {

const Json* child(const Json& parent, std::string_view name) {
  if (!parent.is_array()) return parent.find(name);
  const auto position = parse_number(name);
  return position && *position < parent.items().size() ? &parent.items()[*position] : nullptr;
}

/// RFC 6901 §4, in one pass from left to right: "~01" is "~1", not a slash.
std::string unescape(std::string_view token) {
  std::string name;
  for (size_t i = 0; i < token.size(); ++i) {
    const bool is_escape = token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1');
    if (is_escape)
      name += token[++i] == '1' ? '/' : '~';
    else
      name += token[i];
  }
  return name;
}

}  // namespace

const Json* at_path(const Json& whole, std::string_view path) {
  const Json* place = &whole;
  while (place != nullptr && !path.empty()) {
    if (const Json* named = child(*place, path)) return named;
    const size_t dot = path.find('.');
    place = dot == std::string_view::npos ? nullptr : child(*place, path.substr(0, dot));
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
  }
  return place;
}

const Json* at_pointer(const Json& whole, std::string_view pointer) {
  if (pointer.empty()) return &whole;
  if (pointer.front() != '/') return nullptr;
  const Json* place = &whole;
  for (const auto token : split(pointer.substr(1), '/'))
    if (place != nullptr) place = child(*place, unescape(token));
  return place;
}

}  // namespace understudy::backend
