// The client secrets of a fixture's developers as a world has them at the moment: renewed ones in the place of old
// ones.
#pragma once

#include "access/ready.h"

namespace understudy::shiftiq {

extern const access::ReadyList ready_secrets;

}  // namespace understudy::shiftiq
