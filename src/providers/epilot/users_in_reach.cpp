#include "providers/epilot/users_in_reach.h"

#include "base/text.h"
#include "providers/epilot/user_json.h"

namespace understudy::epilot {

namespace {

/// A read-only credential changes nobody, its own user neither.
bool is_own(const access::Identity& caller, const User& user, const Reach& reach) {
  return reach.includes_self && user.id == caller.owner_user_id && (!caller.read_only || reach.action == "user:view");
}

}  // namespace

const User* user_of_email(const WorldState& state, const access::Identity& caller, std::string_view email) {
  for (const User* user : state.users.find_all(User::by_email, to_lower(email)))
    if (user->tenant_id == caller.tenant_id && user->status != User::Status::deleted) return user;
  return nullptr;
}

void require_may(const WorldState& state, const Seed& seed, const access::Identity& caller, const User& user,
                 Reach reach) {
  if (is_own(caller, user, reach)) return;
  const std::string resource = cat({"user:", user.id});
  const Json attributes = user_v2(state, seed, user);
  const Decision decision =
      decide(role_book(state), caller.subject(), {std::string(reach.action), resource, &attributes});
  if (!decision.is_allowed)
    throw Refusal{Reason::permission_denied, cat({"the caller is permitted ", reach.action, " on ", resource}), "",
                  decision.rule};
}

const User& user_in_reach(const WorldState& state, const Seed& seed, const access::Identity& caller,
                          std::string_view id, Reach reach) {
  const User* user = state.users.find(id);
  if (user == nullptr || user->tenant_id != caller.tenant_id) {
    require_permission(state, caller, reach.action);
    throw Refusal{Reason::unknown_record, "User not found", "", std::string(shorten(id, 40))};
  }
  require_may(state, seed, caller, *user, reach);
  return *user;
}

}  // namespace understudy::epilot
