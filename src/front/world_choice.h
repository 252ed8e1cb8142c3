// Which world a request is for. In this order: the path /w/<name>/…, the header X-Understudy-World, a host
// <name>.localhost, else the default world.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace understudy::front {

/// What named it.
enum class NamedBy { nothing, path, header, host };

/// Holds no longer than the request that it was made from.
struct WorldChoice {
  std::string name;  ///< not checked yet
  NamedBy by;
  std::string_view path;    ///< the path within the world; starts with '/'
  std::string_view scheme;  ///< "http" or "https": how the request came
  std::string_view host;    ///< the host under which it came; empty where it names none that is fit to be handed out
  bool host_names_world;    ///< that host alone selects the world
};

enum class Proxies {
  untrusted,
  trusted  ///< --trust-proxy: X-Forwarded-Proto and X-Forwarded-Host count
};

WorldChoice choose_world(const http::Request& request, Proxies proxies);

/// The world's address as the request came; `public_url` stands in for a host that is missing. Where the request came
/// by the public host, the public URL whole: a proxy may have taken a scheme or a path off.
std::string address_of_arrival(const WorldChoice& choice, std::string_view public_url, std::string_view world);

/// Where requests that name the world in the same way find its "/": "/w/t1" by path, nothing by host or header. A path
/// of the public URL's own stands before it, but for hosts that name worlds: they are not the public one.
std::string path_of_arrival(const WorldChoice& choice, std::string_view public_url, std::string_view world);

/// `base` plus the world's path: nothing for the default world.
std::string world_address(std::string_view base, std::string_view world);

}  // namespace understudy::front
