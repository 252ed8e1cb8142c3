// The sample's API: two groups of routes. Anybody signs in, in steps; the bearer of a pass opens rooms.
#pragma once

#include <vector>

#include "front/api.h"
#include "login/policy.h"

namespace understudy::sample {

/// Password, the digits of one's telephone, and the rules of the house.
const login::Policy& policy();

std::vector<front::Api> apis();

}  // namespace understudy::sample
