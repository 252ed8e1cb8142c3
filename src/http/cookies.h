// Cookies as they stand on the wire (RFC 6265): what a request brings, and what a reply sets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace understudy::http {

/// The cookies of all Cookie headers, in order; names may repeat. Values as sent, outer quotes removed. What has no `=`
/// is left out.
Fields cookies_of(const Request& request);

/// The value of the last cookie of that name (case counts), as ASP.NET takes it; null where there is none.
const std::string* last_cookie(const Fields& cookies, std::string_view name);

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
