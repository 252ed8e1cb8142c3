// Who calls an epilot API, and what that caller may do.
#pragma once

#include "access/credentials.h"
#include "front/emulator.h"
#include "gate/authorizer.h"
#include "world/permissions.h"

namespace understudy::epilot {

using gate::OrgHeader;

/// The caller as the gateway's authorizer verified it: the bearer of an EpilotAuth token. Noted in the journal. Throws
/// Refusal.
access::Identity require_caller(front::Visit& visit, OrgHeader org_header);

/// Roles as they stand in this world now.
RoleBook role_book(const WorldState& state);

/// Throws Refusal{permission_denied} unless the caller may do `action`.
void require_permission(const WorldState& state, const access::Identity& caller, std::string_view action);

}  // namespace understudy::epilot
