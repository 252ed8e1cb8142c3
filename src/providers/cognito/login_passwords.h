// Passwords that users choose elsewhere: what their pool asks of them, and what follows for their accounts from them
// and from other changes of the user.
#pragma once

#include "world/seed.h"

namespace understudy::cognito {

/// Lets the other systems of the seed hold passwords against the policy of the tenant's pool, and the pool hear of what
/// they change. Who chose a password, or accepted an invitation, has a confirmed account that waits for nothing, and
/// wrong passwords are forgotten; a new address is verified and names the user; a new telephone number is not.
void share_passwords(Seed& seed);

}  // namespace understudy::cognito
