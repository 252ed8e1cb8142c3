// Who may answer which challenge: what follows from an attempt and the world's state alone. Within a step.
#pragma once

#include <string_view>
#include <vector>

#include "login/policy.h"

namespace understudy::login {

/// Null where there is no such user, or none who may sign in.
const User* find_admitted(const Policy& policy, const WorldState& state, std::string_view user_id);

/// Those whom the attempt may be for and to whom the challenge is open, in the fixture's order: one, as soon as a
/// challenge told who it is.
std::vector<User> candidates(const Policy& policy, const WorldState& state, const SignInAttempt& attempt,
                             const Challenge& challenge);

/// The challenges of a stage that wait for the user; none where one was passed, or none is for them.
std::vector<std::string_view> due_of(const Stage& stage, const WorldState& state, const SignInAttempt& attempt,
                                     const User& user);

}  // namespace understudy::login
