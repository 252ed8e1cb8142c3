#include <map>

#include "base/text.h"
#include "emulators/shiftiq/lists.h"
#include "emulators/shiftiq/operations.h"

namespace understudy::shiftiq {

namespace {

/// A session that goes on; each of its renewals is a row of the world's table.
struct OpenSession {
  const User* user;
  const ShiftSession* newest;
  Instant created;  ///< when the oldest renewal that is still known was made
};

/// Of one user, in the order in which they began.
std::vector<OpenSession> sessions_of_user(const WorldState& state, const User& user) {
  std::vector<OpenSession> sessions;
  std::map<std::string_view, size_t> places;
  for (const ShiftSession* row : state.shift_sessions.find_all(cat({"user:", user.id}))) {
    const auto [place, is_first] = places.try_emplace(row->session, sessions.size());
    if (is_first)
      sessions.push_back({&user, row, row->modified});
    else
      sessions[place->second].newest = row;
  }
  return sessions;
}

std::vector<OpenSession> sessions_of(const World& world, const WorldState& state, const std::string& tenant_id) {
  const Instant now = state.clock.now();
  const Milliseconds lifetime = world.seed().shift.cookie.lifetime;
  std::vector<OpenSession> open;
  for (const User* user : state.users.find_all(cat({"tenant:", tenant_id})))
    for (const auto& session : sessions_of_user(state, *user))
      if (!session.newest->ended_at && now < session.newest->modified + lifetime) open.push_back(session);
  return open;
}

Json session_json(const Seed& seed, const OpenSession& session) {
  return Json::object({{"SessionId", session.newest->session},
                       {"UserId", shift_guid(seed.seed, "user", to_lower(session.user->email))},
                       {"Email", session.user->email},
                       {"OrganizationId", shift_guid(seed.seed, "organization", session.user->tenant_id)},
                       {"AuthenticationSource", session.newest->source},
                       {"Language", session.newest->language},
                       {"Created", to_iso8601(session.created)},
                       {"Modified", to_iso8601(session.newest->modified)}});
}

constexpr Collection<OpenSession> sessions{"security/users-sessions", sessions_of, session_json};

}  // namespace

http::Reply list_sessions(front::Visit& visit) { return list(visit, sessions); }
http::Reply count_sessions(front::Visit& visit) { return count(visit, sessions); }

}  // namespace understudy::shiftiq
