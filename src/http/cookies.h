// Cookies as they stand on the wire (RFC 6265): what a request brings, and what a reply sets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace understudy::http {

/// The cookies of all Cookie headers, in order; names may repeat. Values as sent, outer quotes removed. What has no `=`
/// is left out.
Fields cookies_of(const Request& request);

/// The values of the cookies of that name (case counts), the last first, as ASP.NET takes them. A browser that knows
/// several worlds sends several; whoever sends more than eight means no good.
std::vector<std::string> cookies_named(const Request& request, std::string_view name);

struct SetCookie {
  enum class SameSite { lax, strict, none };

  std::string name;
  std::string value;     ///< fit for a header: encoded by who sets it
  std::string domain{};  ///< empty: the host alone
  std::string path = "/";
  std::optional<Instant> expires{};
  SameSite same_site = SameSite::lax;
  bool secure = true;
  bool http_only = true;
};

/// "name=value; expires=Thu, 01 Jan 2026 01:00:00 GMT; domain=…; path=/; secure; samesite=lax; httponly": order and
/// spelling of the attributes are ASP.NET Core's.
std::string to_text(const SetCookie& cookie);

}  // namespace understudy::http
