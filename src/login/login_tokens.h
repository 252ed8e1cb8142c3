// Login tokens: what one system gives a user who is known to it already, and the door of another one takes as an answer
// in place of a password. Each is for one user, good once and for a while, and known to one world alone.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "world/world.h"

namespace understudy::login {

inline constexpr size_t most_login_tokens = 10'000;  ///< of a world; the oldest goes. Stated in docs/limits.md

// Each within a step.

/// Makes one for that user, which nobody can guess.
std::string issue_login_token(WorldState& state, const std::string& user_id, Milliseconds lifetime);

/// Whether one was made for the user, good still or not.
bool has_login_token(WorldState& state, std::string_view user_id);

/// Whether the token is that user's and still good; it is used up then.
bool take_login_token(WorldState& state, std::string_view token, std::string_view user_id);

}  // namespace understudy::login
