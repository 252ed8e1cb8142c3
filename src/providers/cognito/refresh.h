// Refresh tokens: new ID and access tokens for them, with or without rotation.
#pragma once

#include <string_view>

#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

/// The flow REFRESH_TOKEN_AUTH, which clients with rotation must not use.
Json refresh_in_flow(Call& call, Side side, std::string_view token);

}  // namespace understudy::cognito
