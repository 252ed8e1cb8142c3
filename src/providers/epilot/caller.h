// Who calls an epilot API, and what that caller may do.
#pragma once

#include "access/credentials.h"
#include "front/api.h"
#include "gate/authorizer.h"
#include "world/permissions.h"

namespace understudy::epilot {

using gate::OrgHeader;

/// What groups require: that the gateway's authorizer lets the caller through as the bearer of an EpilotAuth
/// token, or of one that a user pool gave a user.
/// Noted in the journal. Throws Refusal.
template <OrgHeader org_header>
void require_caller(front::Visit& visit) {
  visit.caller.set(gate::admit(visit, {{"epilot_auth", "user_token"}, visit.journal.operation}, org_header));
}

/// Whom that let through.
inline const access::Identity& caller_of(const front::Visit& visit) { return visit.caller.as<access::Identity>(); }

/// Roles as they stand in this world now.
RoleBook role_book(const WorldState& state);

/// Throws Refusal{permission_denied} unless the caller may do `action`.
void require_permission(const WorldState& state, const access::Identity& caller, std::string_view action);

}  // namespace understudy::epilot
