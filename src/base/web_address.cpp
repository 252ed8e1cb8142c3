#include "base/web_address.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace understudy {

std::string normal_web_address(std::string_view url) {
  constexpr std::string_view scheme_end = "://";
  while (url.ends_with('/')) url.remove_suffix(1);
  const size_t host = url.find(scheme_end);
  if (host == std::string_view::npos) return std::string(url);
  const size_t path = std::min(url.find('/', host + scheme_end.size()), url.size());
  std::string origin = to_lower(url.substr(0, path));
  for (const auto& [scheme, port] : {std::pair("http://", ":80"), std::pair("https://", ":443")})
    if (origin.starts_with(scheme) && origin.ends_with(port))
      origin.resize(origin.size() - std::string_view(port).size());
  return origin.append(url.substr(path));
}

bool is_subdomain(std::string_view host, std::string_view domain) {
  return host.size() > domain.size() + 1 && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.';
}

}  // namespace understudy
