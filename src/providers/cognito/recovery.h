// Where the code of a forgotten password goes.
#pragma once

#include <optional>

#include "providers/cognito/codes.h"

namespace understudy::cognito {

/// The first of the pool's ways of recovery that the user has, and has verified; nothing where there is none.
std::optional<Delivery> recovery_of(const Pool& pool, const PoolUser& member);

}  // namespace understudy::cognito
