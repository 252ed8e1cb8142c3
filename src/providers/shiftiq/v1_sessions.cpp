// Version 1's view of a session: how long it lasts, and its cookie for a client.
#include "base/text.h"
#include "http/url.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/v1_caller.h"
#include "providers/shiftiq/v1_problem.h"

namespace understudy::shiftiq {

namespace {

/// When the person's session ends unless it is renewed; nothing where it is over or somebody else's. `id` is the
/// session's, or that of a cookie among the last that it made or renewed.
std::optional<Instant> find_end(const WorldState& state, const ShiftPerson& person, std::string_view id,
                                Milliseconds lifetime) {
  const ShiftSession* session = shift_of(state).sessions.find(id);
  if (session == nullptr) {
    const auto named = shift_of(state).sessions.find_all(ShiftSession::by_cookie, id);
    if (named.empty()) return std::nullopt;
    session = named.front();
  }
  const Instant end = session->modified + lifetime;
  if (session->user_id != person.user_row || session->ended_at || state.clock.now() >= end) return std::nullopt;
  return end;
}

}  // namespace

http::Reply get_session_timeout_v1(front::Visit& visit) {
  const auto& person = visit.caller.as<ShiftPerson>();
  const auto query = http::parse_form(visit.request.query);
  const auto* session = query.find("session");
  const auto end = session == nullptr ? std::nullopt : visit.world.step([&](WorldState& state) {
    return find_end(state, person, to_lower(*session), shift_of(visit.world.seed()).settings.cookie.lifetime);
  });
  if (!end) return v1_json(200, "Not Found");
  // The original numbers an end by its distance from the day it was written.
  constexpr Instant first_day = std::chrono::sys_days(std::chrono::year(2021) / 12 / 12);
  const auto seconds = [](Milliseconds time) {
    return static_cast<long long>(std::chrono::duration_cast<std::chrono::seconds>(time).count());
  };
  return v1_json(200, Json::object({{"id", seconds(*end - first_day)}, {"t", seconds(*end - visit.now)}}));
}

http::Reply get_client_cookie_v1(front::Visit& visit) {
  const auto& caller = visit.caller.as<ShiftSessionCaller>();
  if (shift_of(visit.world.seed()).settings.debug_endpoints == ShiftSettings::DebugEndpoints::refuse)
    throw Refusal{Reason::invalid_request,
                  "An authentication cookie can be generated only in the Local "
                  "environment for use on the localhost domain.",
                  "shiftiq.debug_endpoints: allow", ""};
  return v1_json(200, caller.token);
}

}  // namespace understudy::shiftiq
