// Which Shift iQ this is, as its answers tell it.
#pragma once

#include <string_view>

namespace understudy::shiftiq {

// The release whose published source most of this follows.
inline constexpr int release_major = 26;
inline constexpr int release_minor = 2;
inline constexpr std::string_view release_version = "26.2.0.0";
// A developer's own machine, which is where the original allows its debugging aids.
inline constexpr std::string_view environment = "Local";

}  // namespace understudy::shiftiq
