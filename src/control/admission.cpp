#include "control/admission.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

#include "base/refusal.h"
#include "base/text.h"
#include "base/web_address.h"
#include "http/url.h"

namespace understudy::control {

namespace {

/// In small letters, without port and final dot; an IPv6 address keeps its brackets.
std::string host_name(std::string_view host) {
  const size_t end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
  std::string name = to_lower(host.substr(0, end));
  if (name.ends_with('.')) name.pop_back();
  return name;
}

bool is_ipv4(const std::string& name) {
  in_addr address{};
  return inet_pton(AF_INET, name.c_str(), &address) == 1;
}

bool is_ipv6(std::string_view name) {
  if (!name.starts_with('[') || !name.ends_with(']')) return false;
  in6_addr address{};
  return inet_pton(AF_INET6, std::string(name.substr(1, name.size() - 2)).c_str(), &address) == 1;
}

bool is_loopback(const std::string& name) {
  return name == "localhost" || is_subdomain(name, "localhost") || (is_ipv4(name) && name.starts_with("127.")) ||
         name == "[::1]";
}

/// Names that no public name server answers for, so that nobody can point them here.
constexpr std::array<std::string_view, 5> private_domains{"localhost", "test", "internal", "svc", "cluster.local"};

bool cannot_be_rebound(const std::string& name) {
  const bool is_single_label = !name.empty() && name.find_first_of(".:") == std::string::npos;
  return is_single_label || is_ipv4(name) || is_ipv6(name) ||
         std::any_of(private_domains.begin(), private_domains.end(),
                     [&](std::string_view domain) { return is_subdomain(name, domain); });
}

/// Nothing where `text` is no origin of http or https: "null", an extension's, a file's.
std::optional<std::string> web_origin(std::string_view text) {
  auto origin = http::origin_of(text);
  return origin && equal_ignoring_case(*origin, text) ? std::move(origin) : std::nullopt;
}

std::string host_of(std::string_view origin) { return host_name(origin.substr(origin.find("://") + 3)); }

class Admission {
 public:
  explicit Admission(AdmissionOptions options) : options_(std::move(options)) {
    options_.origins.push_back(options_.public_url);
    for (auto& origin : options_.origins) origin = http::origin_of(origin).value_or("");
    for (auto& host : options_.hosts) host = host_name(host);
    options_.hosts.push_back(host_of(options_.origins.back()));
  }

  void check(const http::Request& request) const {
    check_host(request);
    const auto origins = request.headers.find_all("Origin");
    for (const auto origin : origins) check_origin(origin);
    if (origins.empty()) check_site(request);
  }

 private:
  void check_host(const http::Request& request) const {
    const auto* host = request.headers.find("Host");
    if (host == nullptr || host->empty()) {
      const bool is_near = request.peer.starts_with("127.") || request.peer == "::1";
      if (is_near) return;
      throw Refusal{Reason::permission_denied, "a request from another machine names the host that it asks", "Host",
                    "no Host header"};
    }
    const std::string name = host_name(*host);
    if (http::is_host(*host) && (cannot_be_rebound(name) || lists(options_.hosts, name))) return;
    throw Refusal{Reason::permission_denied,
                  "the host is one that nobody else can point at this machine; more by --control-hosts",
                  "an IP address, localhost, a name without dots or below .localhost, "
                  ".test, .internal, .svc or .cluster.local",
                  std::string(shorten(name, 80))};
  }

  void check_origin(std::string_view text) const {
    const auto origin = web_origin(text);
    if (origin && (is_loopback(host_of(*origin)) || lists(options_.origins, *origin))) return;
    throw Refusal{Reason::permission_denied, "the page is one of this machine's; more by --control-origins",
                  "an origin on localhost, 127.0.0.1 or [::1]", std::string(shorten(text, 80))};
  }

  static void check_site(const http::Request& request) {
    if (!request.headers.has("Sec-Fetch-Site", "cross-site")) return;
    if (request.method == "GET" && request.headers.has("Sec-Fetch-Mode", "navigate")) return;
    throw Refusal{Reason::permission_denied, "a page of another site may only lead here", "a navigation by GET",
                  "Sec-Fetch-Site: cross-site"};
  }

  static bool lists(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  }

  AdmissionOptions options_;
};

}  // namespace

std::function<void(const http::Request&)> admission(AdmissionOptions options) {
  return [admission = Admission(std::move(options))](const http::Request& request) { admission.check(request); };
}

http::Fields protective_headers() {
  return {{"Cache-Control", "no-store"},
          {"X-Content-Type-Options", "nosniff"},
          {"Cross-Origin-Resource-Policy", "same-origin"}};
}

}  // namespace understudy::control
