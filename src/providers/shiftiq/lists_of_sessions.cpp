// The sessions of an organization's users, listed and counted.
#include "base/text.h"
#include "providers/shiftiq/lists.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {

namespace {

/// A session that goes on.
struct OpenSession {
  const User* user;
  const ShiftSession* session;
};

/// Of each user, the one renewed last comes last.
std::vector<OpenSession> sessions_of(const World& world, const WorldState& state, const std::string& tenant_id) {
  const Instant now = state.clock.now();
  const Milliseconds lifetime = shift_of(world.seed()).settings.cookie.lifetime;
  std::vector<OpenSession> open;
  for (const User* user : state.users.find_all(User::by_tenant, tenant_id))
    for (const ShiftSession* session : shift_of(state).sessions.find_all(ShiftSession::by_user, user->id))
      if (!session->ended_at && now < session->modified + lifetime) open.push_back({user, session});
  return open;
}

Json session_json(const Seed& seed, const OpenSession& open) {
  const auto& [user, session] = open;
  return Json::object({{"SessionId", session->id},
                       {"UserId", shift_guid(seed.seed, "user", to_lower(user->email))},
                       {"Email", user->email},
                       {"OrganizationId", shift_guid(seed.seed, "organization", user->tenant_id)},
                       {"AuthenticationSource", session->source},
                       {"Language", session->language},
                       {"Created", to_iso8601(session->created)},
                       {"Modified", to_iso8601(session->modified)}});
}

constexpr Collection<OpenSession> sessions{"security/users-sessions", sessions_of, session_json};

}  // namespace

http::Reply list_sessions(front::Visit& visit) { return list(visit, sessions); }
http::Reply count_sessions(front::Visit& visit) { return count(visit, sessions); }

}  // namespace understudy::shiftiq
