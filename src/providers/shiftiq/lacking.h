// Routes of Shift iQ that Understudy does not emulate: their addresses and the names of their operations, which are
// those of the published source where it gives them one.
#pragma once

#include <vector>

#include "front/api.h"

namespace understudy::shiftiq {

/// Of version 2: who and what there is, and what may be done with it. Paths with alternatives, as shiftiq.cpp has them.
std::vector<front::Route> lacking_rows();

/// Pages: further ways to sign in, and impersonation.
std::vector<front::Route> lacking_pages();

}  // namespace understudy::shiftiq
