// What an environment has of an earlier run or env: its values lead to another server, and are nobody's choice.
#pragma once

#include <vector>

#include "commands/reach_variables.h"

namespace understudy {

/// The environment without values that Understudy itself has set, by UNDERSTUDY_BASE_URL, which goes with them; all of
/// it where there is none. The variables that tell where a server is stay.
Environment without_earlier_reach(Environment environment, const std::vector<ClientVariable>& client_variables);

}  // namespace understudy
