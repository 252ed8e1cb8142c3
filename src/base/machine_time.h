// The clock of this machine, for what lives in real time; a world's time is its own.
#pragma once

#include <chrono>

#include "base/time.h"

namespace understudy {

inline Instant machine_time() { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

}  // namespace understudy
