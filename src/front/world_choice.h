// Which world a request is for. In this order: the path /w/<name>/…, the header X-Understudy-World, a host
// <name>.localhost, else the default world.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace understudy::front {

struct WorldChoice {
  std::string name;       ///< not checked yet
  std::string path;       ///< the path within the world; starts with '/'
  std::string host_base;  ///< the address under which the request came, without a world's path: "http://localhost:9119"
  bool host_names_world;  ///< host_base already selects the world
};

enum class Proxies {
  untrusted,
  trusted  ///< --trust-proxy: X-Forwarded-Proto and X-Forwarded-Host count
};

/// True for the control API: it works on all worlds and belongs to none, so its requests are in no world's journal, and
/// a world need not be there to be created.
bool is_control(std::string_view path);

/// `public_url` stands in for the host where the request names none that is fit to be handed out.
WorldChoice choose_world(const http::Request& request, std::string_view public_url, Proxies proxies);

/// `base` plus the world's path: nothing for the default world.
std::string world_address(std::string_view base, std::string_view world);

}  // namespace understudy::front
