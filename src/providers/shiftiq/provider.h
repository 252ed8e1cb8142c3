// Shift iQ, as the house knows it: bearer tokens, client secrets and session cookies, and the API and pages that take
// them.
#pragma once

#include "providers/provider.h"

namespace understudy::shiftiq {

extern const Provider provider;

}  // namespace understudy::shiftiq
