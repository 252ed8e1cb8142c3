// A URL that Understudy is told to ask, taken apart strictly: every spelling that one reader takes for this host and
// another for that one is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace understudy::http {

struct WebUrl {
  bool is_secure = false;  ///< https
  std::string host;        ///< in lower case; an IPv6 address without brackets, in its shortest spelling
  int port = 80;
  std::string target;  ///< path and query: "/hook?a=1", at least "/"

  /// As a Host header says it: "[::1]:8080", without the scheme's usual port.
  std::string authority() const;
  /// True for 127.0.0.0/8, ::1, localhost and *.localhost. Those names mean the loopbacks whatever a name server says.
  bool is_loopback() const;
  /// True for localhost and *.localhost.
  bool is_localhost() const;
};

/// "[::1]:8080", "a.test:443": with the port always.
std::string host_and_port(std::string_view host, int port);

/// "http://host[:port][/path][?query]", or the same with https, of at most 2,048 bytes. A host is a name of letters,
/// digits, hyphens and underscores, without a final dot; an IPv4 address of four plain numbers (no 0x7f.1, no
/// 2130706433, no 127.1); or an IPv6 address in brackets. Nothing where there is a user, a fragment, a blank or a
/// control character, or a port other than 1 to 65535 in plain digits.
std::optional<WebUrl> parse_web_url(std::string_view url);

}  // namespace understudy::http
