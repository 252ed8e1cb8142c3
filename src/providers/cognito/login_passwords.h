// Passwords that users choose elsewhere: what their pool asks of them, and what follows for their accounts.
#pragma once

#include "world/seed.h"

namespace understudy::cognito {

/// Lets the other systems of the seed hold passwords against the policy of the tenant's pool, and the pool hear of
/// those that are chosen there. Whoever chose one, or accepted an invitation, did so by a link that was mailed: the
/// account is confirmed, as is its address, nothing waits for another password, and wrong ones are forgotten.
void share_passwords(Seed& seed);

}  // namespace understudy::cognito
