#include "providers/backend/places.h"

#include "base/json_pointer.h"

namespace understudy::backend {

const Json* at_path(const Json& whole, std::string_view path) {
  const Json* place = &whole;
  while (place != nullptr && !path.empty()) {
    if (const Json* named = step_into(*place, path)) return named;
    const size_t dot = path.find('.');
    place = dot == std::string_view::npos ? nullptr : step_into(*place, path.substr(0, dot));
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
  }
  return place;
}

}  // namespace understudy::backend
