// What a fixture that reads well may still get wrong, as only the program as a whole can tell.
#pragma once

#include <string>
#include <vector>

#include "providers/provider.h"
#include "world/seed.h"

namespace understudy {

/// One line each: a trusted issuer that is Understudy's own, hosts that can be no one's own, hosts to
/// which the proxy never leads, and what each emulated system finds. `public_url` is empty
/// where it is not known yet.
std::vector<std::string> contradictions(const Seed& seed, const Providers& providers, const std::string& public_url);

}  // namespace understudy
