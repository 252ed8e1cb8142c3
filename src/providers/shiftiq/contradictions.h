// What a fixture that reads well gets wrong of Shift iQ.
#pragma once

#include <string>
#include <vector>

#include "world/seed.h"

namespace understudy::shiftiq {

/// Whether the fixture says something of Shift iQ, or has a route that takes its credentials.
bool is_named(const Seed& seed);

/// One line each: a cost of an operation that there is not, and, where the fixture names Shift iQ, a user with
/// more roles than a session cookie holds.
std::vector<std::string> contradictions(const Seed& seed);

}  // namespace understudy::shiftiq
