#include "providers/shiftiq/debugging.h"

#include "base/encoding.h"
#include "base/text.h"
#include "http/url.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/problem.h"
#include "providers/shiftiq/session_cookie.h"
#include "providers/shiftiq/wrapping.h"

namespace understudy::shiftiq {

namespace {

constexpr size_t longest_value = 8 * 1024;

std::string_view type_of(const http::Request& request) {
  const auto* type = request.headers.find("Content-Type");
  return type == nullptr ? std::string_view() : trim(std::string_view(*type).substr(0, type->find(';')));
}

/// A value that was copied out of a Set-Cookie header is percent-encoded already.
std::string encoded_once(const std::string& value) {
  const auto plain = percent_decode(value);
  return plain && percent_encode(*plain) == value ? value : percent_encode(value);
}

/// RFC 6265 §4.1.1
bool is_cookie_name(std::string_view name) {
  constexpr std::string_view separators = "()<>@,;:\\\"/[]?={}";
  if (name.empty() || name.size() > 100) return false;
  for (const char c : name)
    if (c <= ' ' || c >= 0x7F || separators.find(c) != std::string_view::npos) return false;
  return true;
}

std::chrono::seconds read_lifetime(const http::Fields& query) {
  constexpr long long usual = 3600;
  constexpr unsigned long long most = 31'536'000;  // a year
  const auto* given = query.find("lifetime");
  if (given == nullptr || given->empty()) return std::chrono::seconds(usual);
  const auto number = parse_number(*given);
  if (!number || *number > most) throw not_bound("lifetime", "The value is not valid for lifetime.");
  return std::chrono::seconds(*number);
}

}  // namespace

void check_debugging(const Seed& seed) {
  if (shift_of(seed).settings.debug_endpoints == ShiftSettings::DebugEndpoints::refuse)
    throw Refusal{Reason::invalid_request,
                  "An untrusted cookie can be injected by the client only for debugging purposes.",
                  "shiftiq.debug_endpoints: allow", "refuse"};
}

std::string raw_body(const http::Request& request) {
  const auto type = type_of(request);
  const bool is_json = equal_ignoring_case(type, "application/json");
  if (!is_json && !type.empty() && !equal_ignoring_case(type, "text/plain")) throw unsupported_media_type(type);
  std::string value(trim(request.body));
  if (value.starts_with('"')) {
    const auto json = parse_json(value);
    if (!json || json->text() == nullptr) throw not_bound("", "The body is no JSON text.");
    value = *json->text();
  }
  if (value.empty()) throw not_bound("", "A non-empty request body is required.");
  if (value.size() > longest_value) throw not_bound("", "The body is longer than a cookie may be.");
  return value;
}

http::Reply generate_cookie(front::Visit& visit) {
  const Seed& seed = visit.world.seed();
  check_debugging(seed);
  const auto value = raw_body(visit.request);
  auto cookie = cookie_as_configured(visit, shift_of(seed).settings.cookie.name, encoded_once(value));
  // The original counts as many hours here as a session has minutes.
  cookie.expires = visit.now + shift_of(seed).settings.cookie.lifetime * 60;
  auto reply = is_wrapped(visit) ? pascal_json(200, Json::object({{"token", value}}))
                                 : pascal_json(200, Json::object({{"Token", value}}));
  reply.headers.add("Set-Cookie", http::to_text(cookie));
  return reply;
}

http::Reply create_cookie(front::Visit& visit) {
  check_debugging(visit.world.seed());
  const auto query = http::parse_form(visit.request.query);
  const auto* name = query.find("name");
  if (name == nullptr || !is_cookie_name(*name)) throw not_bound("name", "The value is not valid for name.");
  auto cookie = cookie_as_configured(visit, *name, encoded_once(raw_body(visit.request)));
  cookie.expires = visit.now + read_lifetime(query);
  http::Reply reply;
  reply.headers.add("Set-Cookie", http::to_text(cookie));
  return reply;
}

http::Reply change_theme(front::Visit& visit) {
  check_debugging(visit.world.seed());
  const auto& theme = visit.params["theme"];
  const bool is_dark = equal_ignoring_case(theme, "dark");
  if (!is_dark && !equal_ignoring_case(theme, "light"))
    throw Refusal{Reason::invalid_request, cat({"Unsupported theme: ", shorten(theme, 20)}), "light, dark", ""};
  auto cookie = cookie_as_configured(visit, "Shift.UI.ThemeMode", is_dark ? "Dark" : "Light");
  cookie.expires = visit.now + std::chrono::days(90);
  cookie.http_only = false;
  http::Reply reply;
  reply.headers.add("Set-Cookie", http::to_text(cookie));
  return reply;
}

}  // namespace understudy::shiftiq
