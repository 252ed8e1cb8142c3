#include "front/path_below.h"

#include "base/text.h"

namespace understudy::front {

std::string path_below(std::string_view address, std::string_view path) {
  constexpr std::string_view scheme_end = "://";
  const size_t slash = address.find('/', address.find(scheme_end) + scheme_end.size());
  return cat({slash == std::string_view::npos ? std::string_view() : address.substr(slash), path});
}

}  // namespace understudy::front
