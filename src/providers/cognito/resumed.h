// A sign-in that is taken up again, by whoever says to be its user: what RespondToAuthChallenge begins with.
#pragma once

#include <string_view>

#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

struct Resumed {
  SignInAttempt attempt;
  Entrance entrance;
};

/// The call's Session. Throws InvalidParameterException where it has none.
std::string_view required_session(const Call& call);

/// The attempt of that session, where it waits for what is answered. Throws NotAuthorizedException.
Resumed resume(Call& call, Side side, std::string_view session, bool (*waits)(const SignInAttempt& attempt));

}  // namespace understudy::cognito
