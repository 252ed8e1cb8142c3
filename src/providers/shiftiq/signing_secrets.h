// The secrets that sign Shift iQ's bearer tokens and seal its session cookies: one for each partition and generation,
// the same in all worlds until one rotates.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "world/world.h"

namespace understudy::shiftiq {

/// As the control API names them.
inline constexpr std::string_view shift_bearer_secrets = "shiftiq.bearer";
inline constexpr std::string_view shift_cookie_secrets = "shiftiq.cookie";
inline constexpr std::array shift_secret_labels{shift_bearer_secrets, shift_cookie_secrets};

/// The secrets that are good now, the newest last: that one signs and seals. Where the fixture gives a signing secret,
/// it is the first generation of the bearers' in every partition.
std::vector<std::string> shift_secrets(World& world, std::string_view label, std::string_view partition);

}  // namespace understudy::shiftiq
