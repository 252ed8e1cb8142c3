// Which world a request is for. In this order: the user that a proxy was given, the path /w/<name>/…, the header
// X-Understudy-World, a host <name>.localhost, else the default world. What a gateway asks about an application's
// request (`authorize`, `echo`) chooses no world by its host, which is the application's.
//
// What comes through a proxy that was told a world is in that one, whatever its path says: the path is the vendor's.
#pragma once

#include <string>
#include <string_view>

#include "front/forwarded.h"
#include "front/vendor_hosts.h"
#include "http/message.h"

namespace understudy::front {

/// What named it.
enum class NamedBy { nothing, path, header, host, proxy };

/// Holds no longer than the request that it was made from.
struct WorldChoice {
  std::string name;  ///< not checked yet
  NamedBy by;
  std::string_view path;      ///< the path within the world; starts with '/'
  std::string_view scheme;    ///< "http" or "https": how the request came
  std::string_view host;      ///< the host under which it came; empty where it names none that is fit to be handed out
  bool host_names_world;      ///< that host alone selects the world
  std::string_view prefix{};  ///< the path that a proxy took off, as Forwarded has it
  const VendorHost* vendor = nullptr;  ///< the row of the host, where it is a vendor's; a gateway's calls have none
  std::string_view asked_method{};     ///< the method that a proxy asks about, as Forwarded has it
};

/// True for forward-auth's calls, in any world. Proxies ask with the head of a request and may leave its body behind
/// without saying so; the path is the request's own, as Request has it.
bool is_decided_by_head(std::string_view path);

/// A gateway's request about a request of an application's, whose own the host is: `authorize` and `echo`, by a path
/// within a world.
bool is_gateway_call(std::string_view path);

/// `path` is the request's in its plainest spelling, and outlives the choice.
WorldChoice choose_world(const http::Request& request, std::string_view path, Proxies proxies,
                         const VendorHosts& hosts = {});

/// The world's address as the request came; `public_url` stands in for a host that is missing. Where the request came
/// by the public host, the public URL whole, but for https where the request came so: a proxy may have taken a scheme
/// or a path off. A prefix that a proxy tells of replaces the public URL's path.
std::string address_of_arrival(const WorldChoice& choice, std::string_view public_url, std::string_view world);

/// Where requests that name the world in the same way find its "/": "/w/t1" by path, nothing by host or header. A path
/// of the public URL's own stands before it, but for hosts that name worlds: they are not the public one; or the prefix
/// that a proxy tells of.
std::string path_of_arrival(const WorldChoice& choice, std::string_view public_url, std::string_view world);

/// `base` plus the world's path: nothing for the default world.
std::string world_address(std::string_view base, std::string_view world);

}  // namespace understudy::front
