// What a fixture that reads well may still get wrong, as only the program as a whole can tell.
#pragma once

#include <string>
#include <vector>

#include "front/emulator.h"
#include "world/seed.h"

namespace understudy {

/// One line each: a trusted issuer that is Understudy's own, a cost of an operation that there is not, and, where the
/// fixture says something of Shift iQ, a user with more roles than a session cookie holds. `public_url` is empty where
/// it is not known yet.
std::vector<std::string> contradictions(const Seed& seed, const std::vector<front::Emulator>& emulators,
                                        const std::string& public_url);

}  // namespace understudy
