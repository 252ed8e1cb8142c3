// What the keys of trusted issuers have about them that a person should know, although the fixture is good.
#pragma once

#include <string>
#include <vector>

#include "world/seed.h"

namespace understudy {

/// One line each: a key that is passed over and why, a key that was read but should be written otherwise. Of each
/// issuer a few.
std::vector<std::string> issuer_notes(const Seed& seed);

}  // namespace understudy
