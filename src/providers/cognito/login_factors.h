// What the other systems of a seed may know of the second factors that users have in their pool.
#pragma once

#include "world/seed.h"

namespace understudy::cognito {

void share_factors(Seed& seed);

}  // namespace understudy::cognito
