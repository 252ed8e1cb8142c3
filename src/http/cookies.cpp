#include "http/cookies.h"

#include <algorithm>

#include "base/text.h"

namespace understudy::http {

namespace {

std::string_view to_word(SetCookie::SameSite same_site) {
  switch (same_site) {
    case SetCookie::SameSite::strict: return "strict";
    case SetCookie::SameSite::none: return "none";
    case SetCookie::SameSite::lax: break;
  }
  return "lax";
}

std::string_view unquoted(std::string_view value) {
  const bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

}  // namespace

Fields cookies_of(const Request& request) {
  Fields cookies;
  // RFC 9113 §8.2.3 lets a client split the header, and proxies hand the parts on.
  for (const auto header : request.headers.find_all("Cookie"))
    for (const auto pair : split(header, ';')) {
      const size_t equals = pair.find('=');
      if (equals == std::string_view::npos) continue;
      cookies.add(std::string(trim(pair.substr(0, equals))), std::string(unquoted(trim(pair.substr(equals + 1)))));
    }
  return cookies;
}

std::vector<std::string> cookies_named(const Request& request, std::string_view name) {
  constexpr size_t most = 8;
  std::vector<std::string> values;
  for (const auto& cookie : cookies_of(request))
    if (cookie.name == name) values.push_back(cookie.value);
  std::reverse(values.begin(), values.end());
  values.resize(std::min(values.size(), most));
  return values;
}

std::string to_text(const SetCookie& cookie) {
  std::string text = cat({cookie.name, "=", cookie.value});
  if (cookie.expires) text.append("; expires=").append(to_http_date(*cookie.expires));
  if (!cookie.domain.empty()) text.append("; domain=").append(cookie.domain);
  text.append("; path=").append(cookie.path);
  if (cookie.secure) text.append("; secure");
  text.append("; samesite=").append(to_word(cookie.same_site));
  if (cookie.http_only) text.append("; httponly");
  return text;
}

}  // namespace understudy::http
