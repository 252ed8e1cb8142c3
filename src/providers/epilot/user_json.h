// A user of the directory in the words of the User API, in both of its versions.
#pragma once

#include "base/json.h"
#include "world/world.h"

namespace understudy::epilot {

/// Whether a user who is invited is told with the token of the invitation.
enum class InvitationToken { shown, hidden };

// Both within a step.

/// A UserV2.
Json user_v2(const WorldState& state, const Seed& seed, const User& user,
             InvitationToken invitation = InvitationToken::hidden);
/// A User of version 1.
Json user_v1(const WorldState& state, const User& user);

}  // namespace understudy::epilot
