// How wrong passwords in a row lock an account, as the original counts them: the fifth locks it for a second, and each
// further one for twice as long, up to about a quarter of an hour. A success, or a quarter of an hour without any try,
// begins the count again. Tries during a lock count for nothing.
#pragma once

#include "providers/cognito/accounts.h"

namespace understudy::cognito {

bool is_locked(const Account& account, Instant now);

// Each within a step.
/// Counts a wrong password, or a wrong code of a second factor, where the account is not locked by then.
void count_wrong_password(WorldState& state, const PoolUser& member);
/// Of somebody who is in.
void forget_wrong_passwords(WorldState& state, const PoolUser& member);

}  // namespace understudy::cognito
