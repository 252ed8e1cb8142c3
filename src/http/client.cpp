#include "http/client.h"

#include <httplib.h>

#include "base/text.h"

namespace understudy::http {

namespace {

std::optional<int> get_from(const std::string& host, int port, const std::string& path, Milliseconds timeout) {
  httplib::Client client(host, port);
  client.set_connection_timeout(timeout);
  client.set_read_timeout(timeout);
  const auto result = client.Get(path);
  if (!result) return std::nullopt;
  return result->status;
}

}  // namespace

std::optional<int> get_status(std::string_view url, Milliseconds timeout) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) return std::nullopt;
  url.remove_prefix(scheme.size());
  const size_t slash = std::min(url.find('/'), url.size());
  const auto authority = url.substr(0, slash);
  const std::string path = slash == url.size() ? "/" : std::string(url.substr(slash));

  // The colon of a port is the one behind an IPv6 address's brackets.
  const size_t bracket = authority.rfind(']');
  const size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  std::string host(authority.substr(0, colon));
  if (bracket != std::string_view::npos) host = host.substr(1, bracket - 1);
  const auto port = colon == std::string_view::npos ? 80 : parse_number(authority.substr(colon + 1)).value_or(0);
  if (port == 0 || port > 65535) return std::nullopt;

  if (host != "localhost") return get_from(host, static_cast<int>(port), path, timeout);
  // A static binary without a hosts file would ask the name server.
  for (const char* loopback : {"127.0.0.1", "::1"})
    if (const auto status = get_from(loopback, static_cast<int>(port), path, timeout)) return status;
  return std::nullopt;
}

}  // namespace understudy::http
