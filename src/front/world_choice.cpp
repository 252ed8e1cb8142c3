#include "front/world_choice.h"

#include <algorithm>

#include "base/text.h"
#include "http/url.h"
#include "world/worlds.h"

namespace understudy::front {

namespace {

constexpr std::string_view world_path = "/w/";
constexpr std::string_view world_host = ".localhost";

/// "t1" of "t1.localhost:9119"; empty for every other host.
std::string_view world_of_host(std::string_view host) {
  const auto name = host.substr(0, host.find(':'));
  if (name.size() <= world_host.size() ||
      !equal_ignoring_case(name.substr(name.size() - world_host.size()), world_host))
    return {};
  return name.substr(0, name.size() - world_host.size());
}

struct Origin {
  std::string_view scheme;
  std::string_view host;  // empty where none is fit to be handed out
};

Origin origin_of(const http::Request& request, Proxies proxies) {
  Origin origin{"http", {}};
  if (const auto* host = request.headers.find("Host"); host != nullptr && http::is_host(*host)) origin.host = *host;
  if (proxies == Proxies::untrusted) return origin;
  if (const auto* scheme = request.headers.find("X-Forwarded-Proto");
      scheme != nullptr && equal_ignoring_case(*scheme, "https"))
    origin.scheme = "https";
  if (const auto* host = request.headers.find("X-Forwarded-Host"); host != nullptr && http::is_host(*host))
    origin.host = *host;
  return origin;
}

}  // namespace

WorldChoice choose_world(const http::Request& request, Proxies proxies) {
  const Origin origin = origin_of(request, proxies);
  const auto host_world = world_of_host(origin.host);
  WorldChoice choice{std::string(default_world), NamedBy::nothing, request.path, origin.scheme, origin.host, false};
  const std::string_view path = request.path;
  if (path.starts_with(world_path)) {
    const size_t end = path.find('/', world_path.size());
    choice.name = path.substr(world_path.size(), end == std::string_view::npos ? end : end - world_path.size());
    choice.path = end == std::string_view::npos ? "/" : path.substr(end);
    choice.by = NamedBy::path;
  } else if (const auto* header = request.headers.find("X-Understudy-World")) {
    choice.name = *header;
    choice.by = NamedBy::header;
  } else if (!host_world.empty()) {
    choice.name = to_lower(host_world);
    choice.by = NamedBy::host;
  }
  choice.host_names_world = !host_world.empty() && equal_ignoring_case(host_world, choice.name);
  return choice;
}

std::string address_of_arrival(const WorldChoice& choice, std::string_view public_url, std::string_view world) {
  std::string came_by = cat({choice.scheme, "://", choice.host});
  if (choice.host_names_world) return came_by;
  const auto public_rest = public_url.substr(public_url.find("://") + 3);
  const bool is_public = choice.host.empty() || choice.host == public_rest.substr(0, public_rest.find('/'));
  return world_address(is_public ? public_url : std::string_view(came_by), world);
}

std::string path_of_arrival(const WorldChoice& choice, std::string_view public_url, std::string_view world) {
  if (choice.by == NamedBy::host) return {};
  const auto public_rest = public_url.substr(public_url.find("://") + 3);
  const auto public_path = public_rest.substr(std::min(public_rest.find('/'), public_rest.size()));
  return choice.by == NamedBy::header ? std::string(public_path) : world_address(public_path, world);
}

std::string world_address(std::string_view base, std::string_view world) {
  return world == default_world ? std::string(base) : cat({base, world_path, world});
}

}  // namespace understudy::front
