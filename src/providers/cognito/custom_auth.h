// CUSTOM_AUTH: sign-ins whose challenges the pool's triggers define, create and judge, round by round. Where the pool
// has none, a login token (login/login_tokens.h) is taken as the answer of whom it was made for.
#pragma once

#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

/// The flow of InitiateAuth.
Json begin_with_custom(Call& call, Side side);

/// The session's answer to CUSTOM_CHALLENGE.
Json answer_custom(Call& call, Side side);

/// What a sign-in is shown that waits for its custom challenge after a password.
Json show_custom(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn);

}  // namespace understudy::cognito
