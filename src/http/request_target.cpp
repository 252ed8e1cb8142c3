#include "http/request_target.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "http/grammar.h"
#include "http/web_url.h"

namespace understudy::http {

namespace {

Fault fault(int status, std::initializer_list<std::string_view> detail) { return {status, cat(detail)}; }

/// "a.example:443" of "a.example.:443".
std::string without_root(std::string_view authority) {
  const auto host = authority.substr(0, authority.find(':'));
  if (!host.ends_with('.')) return std::string(authority);
  return cat({host.substr(0, host.size() - 1), authority.substr(host.size())});
}

/// False where the authority names no host.
bool take_host(std::string_view scheme, RequestTarget& target) {
  if (target.authority->empty() || !is_authority(*target.authority)) return false;
  const auto url = parse_web_url(cat({scheme, "://", without_root(*target.authority)}));
  if (!url) return false;
  target.proxied_to = host_and_port(url->host, url->port);
  target.is_proxied_to_https = url->is_secure;
  return true;
}

/// RFC 9112 §3.2.3: where a tunnel is to lead is a host and a port, and nothing else.
std::optional<Fault> read_authority_form(std::string_view text, RequestTarget& target) {
  target.authority = text;
  const size_t colon = text.find_last_of(":]");
  if (colon == std::string_view::npos || text[colon] != ':' || !take_host("http", target))
    return fault(400, {"The target of CONNECT is not a host and a port."});
  return std::nullopt;
}

/// RFC 9112 §3.2.2: a target that names the host is taken as path and query, and its host beats the Host header. False
/// where it names none that is proper.
bool take_absolute_form(std::string_view& text, RequestTarget& target) {
  const std::string_view scheme = text.substr(0, text.find("://"));
  if (!equal_ignoring_case(scheme, "http") && !equal_ignoring_case(scheme, "https")) return true;
  if (scheme.size() == text.size()) return true;
  text.remove_prefix(scheme.size() + 3);
  target.authority = text.substr(0, text.find_first_of("/?"));
  text.remove_prefix(target.authority->size());
  return take_host(scheme, target);
}

}  // namespace

std::optional<Fault> read_target(std::string_view text, std::string_view method, size_t max_path,
                                 RequestTarget& target) {
  if (method == "CONNECT") return read_authority_form(text, target);
  if (text == "*") {
    if (method != "OPTIONS") return fault(400, {"The request target * goes with OPTIONS only."});
    target.path = text;
    return std::nullopt;
  }
  if (!take_absolute_form(text, target)) return fault(400, {"The request target names no proper host."});
  const std::string_view path = text.substr(0, text.find('?'));
  if (path.size() > max_path) return fault(414, {"The path is longer than ", std::to_string(max_path), " bytes."});
  if (!path.starts_with('/') && !(path.empty() && target.authority))
    return fault(400, {"The request target does not start with a slash."});
  if (!is_path(path)) return fault(400, {"The path holds a byte that must be percent-encoded."});
  const std::string_view query = text.substr(std::min(path.size() + 1, text.size()));
  if (!is_query(query)) return fault(400, {"The query holds a byte that must be percent-encoded."});
  target.query = query;
  target.path = path.empty() ? "/" : path;
  return std::nullopt;
}

}  // namespace understudy::http
