// Bearer tokens of Shift iQ, as a test orders them.
#pragma once

#include "providers/provider.h"

namespace understudy::shiftiq {

extern const Mintable mintable_bearers;

}  // namespace understudy::shiftiq
