// The sample's API: two groups of routes. Anybody signs in, in two steps; the bearer of a pass opens rooms.
#pragma once

#include <vector>

#include "front/api.h"

namespace understudy::sample {

std::vector<front::Api> apis();

}  // namespace understudy::sample
