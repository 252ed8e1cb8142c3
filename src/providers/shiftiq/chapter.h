// What a fixture says of Shift iQ: its partitions and choices, and what tenants, roles and users are there.
#pragma once

#include "fixture/chapter.h"

namespace understudy::shiftiq {

extern const fixture::Chapter chapter;

}  // namespace understudy::shiftiq
