#include "providers/shiftiq/session_cookie.h"

#include "base/encoding.h"
#include "base/text.h"
#include "http/cookies.h"
#include "providers/shiftiq/host.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

namespace {

/// "2026-01-01 00:00:00 UTC"
std::string refreshed_text(Instant time) {
  std::string text = to_iso8601(time);
  text[10] = ' ';
  return text.replace(text.size() - 1, 1, " UTC");
}

/// A browser takes a cookie for its own host and what is above it, so a domain that does not fit would lose it. Without
/// a domain it is the host's alone: Python's clients drop one for localhost.
std::string domain_of(const front::Visit& visit) {
  const ShiftSettings& shift = shift_of(visit.world.seed()).settings;
  if (shift.cookie.domain) return *shift.cookie.domain;
  return partition_domain_of_host(visit).value_or("");
}

http::SetCookie::SameSite same_site(ShiftCookie::SameSite choice) {
  switch (choice) {
    case ShiftCookie::SameSite::strict: return http::SetCookie::SameSite::strict;
    case ShiftCookie::SameSite::none: return http::SetCookie::SameSite::none;
    case ShiftCookie::SameSite::lax: break;
  }
  return http::SetCookie::SameSite::lax;
}

void set_both(const front::Visit& visit, const std::string& value, const std::string& id, Instant expires,
              Instant refreshed, http::Reply& reply) {
  const ShiftCookie& settings = shift_of(visit.world.seed()).settings.cookie;
  for (const auto& [name, text] : {std::pair(settings.name, value), std::pair(settings.id_name, id)}) {
    auto cookie = cookie_as_configured(visit, name, percent_encode(text));
    cookie.expires = expires;
    reply.headers.add("Set-Cookie", http::to_text(cookie));
  }
  reply.headers.add("X-Session-Refreshed", refreshed_text(refreshed));
}

}  // namespace

http::SetCookie cookie_as_configured(const front::Visit& visit, std::string name, std::string value) {
  const ShiftCookie& settings = shift_of(visit.world.seed()).settings.cookie;
  return {.name = std::move(name),
          .value = std::move(value),
          .domain = domain_of(visit),
          .path = visit.path_here(settings.path),
          .same_site = same_site(settings.same_site),
          .secure = settings.secure};
}

std::optional<std::string> presented_cookie(const front::Visit& visit) {
  return choose_shift_cookie(visit.world,
                             http::cookies_named(visit.request, shift_of(visit.world.seed()).settings.cookie.name));
}

void set_session_cookies(const front::Visit& visit, const ShiftCookieValue& cookie, http::Reply& reply) {
  set_both(visit, cookie.value, cookie.id, cookie.expires_at, cookie.modified, reply);
}

void end_presented_session(front::Visit& visit) {
  if (shift_of(visit.world.seed()).settings.sign_out == ShiftSettings::SignOut::cookie) return;
  const auto cookie = presented_cookie(visit);
  if (!cookie) return;
  if (const auto session = find_shift_session(visit.world, *cookie)) end_shift_session(visit.world, *session);
}

void expire_session_cookies(const front::Visit& visit, http::Reply& reply) {
  // A date that is past for every client, whatever year it is in this world.
  constexpr Instant epoch{};
  constexpr auto year = std::chrono::days(365);
  set_both(visit, "", "", epoch, visit.now - year, reply);
}

}  // namespace understudy::shiftiq
