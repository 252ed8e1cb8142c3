#include "http/cookies.h"

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

const std::string* last_cookie(const Fields& cookies, std::string_view name) {
  const std::string* last = nullptr;
  for (const auto& cookie : cookies)
    if (cookie.name == name) last = &cookie.value;
  return last;
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
