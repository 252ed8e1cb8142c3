// Users whom a pool gets from elsewhere, when they first show themselves: by the trigger that knows them.
#pragma once

#include <string>

#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

/// Makes the account of the call's USERNAME, where the pool has none and the trigger takes the password for right.
void migrate_unknown(Call& call, Side side, const std::string& password);

/// The same of the call's Username, who forgot the password.
void migrate_forgetful(Call& call);

}  // namespace understudy::cognito
