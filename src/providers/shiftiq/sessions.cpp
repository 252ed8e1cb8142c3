// Session cookies of API v2: without a password for tests, looked into, renewed, changed and ended.
#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "http/url.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/debugging.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/session_cookie.h"
#include "providers/shiftiq/wrapping.h"

namespace understudy::shiftiq {

namespace {

constexpr std::string_view failed = "Failed to create the token";

http::Reply empty_200() { return {}; }

std::string parameter(const http::Fields& query, std::string_view name) {
  const auto* value = query.find(name);
  return value == nullptr ? std::string() : *value;
}

Refusal no_such_person(std::string_view organization, std::string_view email) {
  return {Reason::invalid_request, std::string(failed), "an active person of the organization",
          cat({shorten(email, 60), " in ", shorten(organization, 60)})};
}

/// The directory's id of the person. Throws Refusal where the partition of the path has none.
std::string find_user_row(const front::Visit& visit, const WorldState& state, std::string_view organization,
                          std::string_view email) {
  const auto tenants = state.tenants.find_all(Tenant::by_slug, to_lower(organization));
  for (const User* user : state.users.find_all(User::by_email, to_lower(email))) {
    if (tenants.empty() || user->tenant_id != tenants.front()->id) continue;
    const auto person = find_shift_person(state, visit.world.seed(), user->id);
    if (!person) continue;
    if (is_at_home(visit, *person)) return user->id;
    throw Refusal{Reason::invalid_request, std::string(failed), "a person of this partition", person->partition_slug};
  }
  throw no_such_person(organization, email);
}

/// Every cookie of the request, as the original's debugging report shows them.
Json cookies_json(const http::Request& request) {
  Json list = Json::array();
  for (const auto& cookie : http::cookies_of(request))
    list.push(Json::object({{"Key", cookie.name}, {"Value", percent_decode(cookie.value).value_or(cookie.value)}}));
  return list;
}

/// The caller's session, or that of a good cookie which came beside a bearer token.
std::optional<ShiftSessionCaller> session_beside(const front::Visit& visit, const Caller& caller) {
  if (caller.session) return caller.session;
  const auto cookie = presented_cookie(visit);
  if (!cookie) return std::nullopt;
  return find_shift_caller(visit.world, *cookie);
}

}  // namespace

http::Reply login_cookie(front::Visit& visit) {
  check_debugging(visit.world.seed());
  const auto query = http::parse_form(visit.request.query);
  const auto impersonator = parameter(query, "impersonatorUserEmail");
  ShiftSessionOrder order;
  order.source = "Test Login";
  visit.world.step([&](WorldState& state) {
    order.user_row = find_user_row(visit, state, parameter(query, "organizationCode"), parameter(query, "email"));
    if (!impersonator.empty())
      order.impersonator = find_user_row(visit, state, parameter(query, "impersonatorOrganizationCode"), impersonator);
  });
  const auto cookie = begin_shift_session(visit.world, visit.signer, order);
  auto reply = wrapped(visit, "token", cookie.token);
  set_session_cookies(visit, cookie, reply);
  return reply;
}

http::Reply logout_cookie(front::Visit& visit) {
  // Whoever signs out twice, or long after the session ended, is signed out as well.
  end_presented_session(visit);
  auto reply = empty_200();
  expire_session_cookies(visit, reply);
  return reply;
}

http::Reply introspect_cookie(front::Visit& visit) {
  const auto& caller = visit.caller.as<ShiftSessionCaller>();
  return pascal_json(
      200,
      Json::object(
          {{"Authentication",
            Json::object({{"Scheme", "CookieAuth"},
                          {"Status", "Cookie authentication succeeded"},
                          {"Cookie", Json::object({{"Decoded", caller.decoded}, {"Deserialized", caller.token}})}})},
           {"Authorization", Json::object({{"Policy", "Security.Cookies.Introspect"},
                                           {"Status", "Security claims principal authorization succeeded"}})},
           {"Cookies", cookies_json(visit.request)}}));
}

http::Reply validate_cookie(front::Visit& visit) {
  return wrapped(visit, "cookie", verify_shift_cookie(visit.world, raw_body(visit.request)).token);
}

http::Reply decode_cookie(front::Visit& visit) {
  return wrapped(visit, "cookie", open_shift_cookie(visit.world, raw_body(visit.request)));
}

http::Reply refresh_session(front::Visit& visit) {
  const auto session = session_beside(visit, visit.caller.as<Caller>());
  auto reply = empty_200();
  if (session) set_session_cookies(visit, renew_shift_session(visit.world, visit.signer, *session), reply);
  return reply;
}

http::Reply change_language(front::Visit& visit) {
  const auto& caller = visit.caller.as<Caller>();
  const auto session = session_beside(visit, caller);
  if (!session) throw Refusal{Reason::invalid_request, "Cookie is missing or broken", "a good session cookie", "none"};
  const std::string language = to_lower(visit.params["language"]);
  const auto languages = visit.world.step([&](WorldState& state) {
    const Tenant* tenant = state.tenants.find(caller.person.tenant_id);
    return tenant == nullptr ? std::vector<std::string>() : organization_of(state, tenant->id).languages;
  });
  if (std::find(languages.begin(), languages.end(), language) == languages.end())
    throw Refusal{Reason::invalid_request, cat({"Unsupported language: ", shorten(language, 20)}),
                  join(languages, ", "), ""};
  auto reply = empty_200();
  set_session_cookies(visit, renew_shift_session(visit.world, visit.signer, *session, language), reply);
  return reply;
}

}  // namespace understudy::shiftiq
