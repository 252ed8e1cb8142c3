// Which pages of other origins may use Shift iQ's credentials. An origin counts whole: its scheme, its host by whole
// labels, and its port.
#pragma once

#include <string_view>

#include "world/seed.h"

namespace understudy::shiftiq {

/// Those of the origins that the fixture names, and no others. Where it names none, those of localhost and of the
/// partitions' domains with all that is below them, on any port.
bool shift_admits_page(const Seed& seed, std::string_view origin);

}  // namespace understudy::shiftiq
