#include "front/world_choice.h"

#include <algorithm>

#include "base/text.h"
#include "http/url.h"
#include "world/worlds.h"

namespace understudy::front {

namespace {

constexpr std::string_view world_path = "/w/";
constexpr std::string_view world_host = ".localhost";
constexpr std::string_view own_path = "/_understudy/v1/";

/// "t1" of "t1.localhost:9119" and of the same with the root's final dot; empty for every other host.
std::string_view world_of_host(std::string_view host) {
  auto name = host.substr(0, host.find(':'));
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.size() <= world_host.size() ||
      !equal_ignoring_case(name.substr(name.size() - world_host.size()), world_host))
    return {};
  return name.substr(0, name.size() - world_host.size());
}

/// What stands behind own_path up to the next slash; empty for every other path.
std::string_view own_call(std::string_view path) {
  if (!path.starts_with(own_path)) return {};
  return path.substr(own_path.size(), path.find('/', own_path.size()) - own_path.size());
}

/// A client that names no host still names it to TLS, or to the proxy.
std::string_view asked_host(const http::Request& request, std::string_view host) {
  if (!host.empty()) return host;
  return request.arrival.server_name.empty() ? request.arrival.proxied_to : request.arrival.server_name;
}

}  // namespace

bool is_gateway_call(std::string_view path) {
  const auto call = own_call(path);
  return call == "authorize" || call == "echo";
}

bool is_decided_by_head(std::string_view path) {
  const auto plainer = http::plainer_path(path);
  if (plainer) path = *plainer;
  if (path.starts_with(world_path)) path.remove_prefix(std::min(path.find('/', world_path.size()), path.size()));
  return own_call(path) == "authorize";
}

WorldChoice choose_world(const http::Request& request, std::string_view path, Proxies proxies,
                         const VendorHosts& hosts) {
  const Forwarded arrived = forwarded(request, proxies);
  WorldChoice choice{.name = std::string(default_world),
                     .by = NamedBy::nothing,
                     .path = path,
                     .scheme = arrived.scheme,
                     .host = arrived.host,
                     .host_names_world = false,
                     .prefix = arrived.prefix,
                     .asked_method = arrived.method};
  const auto host_world = world_of_host(choice.host);
  // A header of another kind, which stands there as it is, names nobody: the proxy asks for the user.
  const auto& user = request.arrival.proxy_user;
  if (!user.empty() && user.find(' ') == std::string::npos) {
    choice.name = user;
    choice.by = NamedBy::proxy;
  } else if (path.starts_with(world_path)) {
    const size_t end = path.find('/', world_path.size());
    choice.name = path.substr(world_path.size(), end == std::string_view::npos ? end : end - world_path.size());
    choice.path = end == std::string_view::npos ? "/" : path.substr(end);
    choice.by = NamedBy::path;
  } else if (const auto named = request.headers.find_all("X-Understudy-World"); !named.empty()) {
    // RFC 9110 §5.3: several lines are one list, and a list is no name.
    choice.name = join({named.begin(), named.end()}, ", ");
    choice.by = NamedBy::header;
  } else if (!host_world.empty() && !is_gateway_call(path)) {
    choice.name = to_lower(host_world);
    choice.by = NamedBy::host;
  }
  choice.host_names_world =
      !host_world.empty() && !is_gateway_call(choice.path) && equal_ignoring_case(host_world, choice.name);
  if (!is_gateway_call(choice.path)) choice.vendor = hosts.find(asked_host(request, arrived.host));
  if (choice.vendor != nullptr && choice.host.empty()) choice.host = asked_host(request, {});
  // The originals are https alone, however a request for one got here.
  if (request.arrival.is_secure || choice.vendor != nullptr) choice.scheme = "https";
  return choice;
}

std::string address_of_arrival(const WorldChoice& choice, std::string_view public_url, std::string_view world) {
  const std::string came_by = cat({choice.scheme, "://", choice.host});
  if (choice.host_names_world || choice.by == NamedBy::proxy) return cat({came_by, choice.prefix});
  const size_t public_host = public_url.find("://") + 3;
  const size_t public_path = std::min(public_url.find('/', public_host), public_url.size());
  const bool is_public = choice.host.empty() ||
                         equal_ignoring_case(choice.host, public_url.substr(public_host, public_path - public_host));
  if (!is_public) return world_address(cat({came_by, choice.prefix}), world);
  const auto scheme = choice.scheme == "https" ? choice.scheme : public_url.substr(0, public_url.find(':'));
  const auto host = public_url.substr(public_host, public_path - public_host);
  // A proxy that tells which path it took off knows better than the public URL.
  const auto path = choice.prefix.empty() ? public_url.substr(public_path) : choice.prefix;
  return world_address(cat({scheme, "://", host, path}), world);
}

std::string path_of_arrival(const WorldChoice& choice, std::string_view public_url, std::string_view world) {
  const auto public_rest = public_url.substr(public_url.find("://") + 3);
  std::string_view before = choice.prefix;
  const bool is_public_path = choice.by != NamedBy::host && choice.by != NamedBy::proxy && choice.vendor == nullptr;
  if (before.empty() && is_public_path)
    before = public_rest.substr(std::min(public_rest.find('/'), public_rest.size()));
  const bool is_in_path = choice.by == NamedBy::path || choice.by == NamedBy::nothing;
  return is_in_path ? world_address(before, world) : std::string(before);
}

std::string world_address(std::string_view base, std::string_view world) {
  return world == default_world ? std::string(base) : cat({base, world_path, world});
}

}  // namespace understudy::front
