// USER_AUTH: sign-ins whose users choose their first factor, or have the client prefer one.
#pragma once

#include "providers/cognito/resumed.h"
#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

/// The flow of InitiateAuth.
Json begin_with_choice(Call& call, Side side);

/// The session's answer to SELECT_CHALLENGE, and those that a client may give in its place: PASSWORD, PASSWORD_SRP.
Json answer_choice(Call& call, Side side);
Json answer_with_password(Call& call, Side side);
Json answer_with_srp(Call& call, Side side);

}  // namespace understudy::cognito
