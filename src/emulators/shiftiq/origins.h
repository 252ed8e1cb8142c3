// Which pages of other origins may read Shift iQ's replies (CORS). An origin counts whole: its scheme, its host by
// whole labels, and its port.
#pragma once

#include <string_view>

#include "front/emulator.h"

namespace understudy::shiftiq {

/// Version 2: with credentials for the origins that the fixture names, and for no others. Where it names
/// none, for localhost and the partitions' domains with all that is below them, on any port.
front::OriginRule judge_origin(const Seed& seed, std::string_view origin);

/// The pages: none. They show secrets, and nothing but a browser that is there needs to read them.
front::OriginRule judge_page_origin(const Seed& seed, std::string_view origin);

/// Version 1: the same origins with credentials, every other one without.
front::OriginRule judge_origin_v1(const Seed& seed, std::string_view origin);

}  // namespace understudy::shiftiq
