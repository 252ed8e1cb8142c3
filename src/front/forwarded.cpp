#include "front/forwarded.h"

#include "base/text.h"
#include "http/grammar.h"
#include "http/url.h"

namespace understudy::front {

namespace {

std::string_view first_value(const http::Request& request, std::string_view name) {
  const auto* list = request.headers.find(name);
  return list == nullptr ? std::string_view() : trim(std::string_view(*list).substr(0, list->find(',')));
}

/// What may be put into an address. A port that is empty (RFC 9110 §7.2 with RFC 3986 §3.2.3) or none takes nothing
/// from the name before it: a vendor's would else be answered as nobody's.
std::string_view fit_host(std::string_view host) {
  if (http::is_host(host)) return host;
  host = host.substr(0, host.find(':'));
  return http::is_host(host) ? host : std::string_view();
}

}  // namespace

Forwarded forwarded(const http::Request& request, Proxies proxies) {
  Forwarded arrived;
  if (const auto* host = request.headers.find("Host"); host != nullptr) arrived.host = fit_host(*host);
  if (proxies == Proxies::untrusted) return arrived;
  if (equal_ignoring_case(first_value(request, "X-Forwarded-Proto"), "https")) arrived.scheme = "https";
  if (const auto host = fit_host(first_value(request, "X-Forwarded-Host")); !host.empty()) arrived.host = host;
  auto prefix = first_value(request, "X-Forwarded-Prefix");
  if (prefix.ends_with('/')) prefix.remove_suffix(1);
  if (http::is_clean_path(prefix)) arrived.prefix = prefix;
  const auto method = first_value(request, "X-Forwarded-Method");
  arrived.method = http::is_token(method) ? method : std::string_view(request.method);
  return arrived;
}

}  // namespace understudy::front
