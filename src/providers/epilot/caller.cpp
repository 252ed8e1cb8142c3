#include "providers/epilot/caller.h"

#include "base/text.h"

namespace understudy::epilot {

RoleBook role_book(const WorldState& state) { return {state.roles, state.clock.now(), state.started}; }

void require_permission(const WorldState& state, const access::Identity& caller, std::string_view action) {
  const Decision decision = decide(role_book(state), caller.subject(), {std::string(action), "", nullptr});
  if (!decision.is_allowed)
    throw Refusal{Reason::permission_denied, cat({"the caller is permitted ", action}), "", decision.rule};
}

}  // namespace understudy::epilot
