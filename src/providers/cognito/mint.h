// ID and access tokens to order, for tests of whoever takes them.
#pragma once

#include "providers/provider.h"

namespace understudy::cognito {

extern const Mintable mintable_tokens;

}  // namespace understudy::cognito
