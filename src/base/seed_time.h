// A time as a fixture gives it.
#pragma once

#include "base/time.h"

namespace understudy {

/// A time that a fixture may fix or leave relative to the start of the world that will see it: the seed is shared by
/// worlds that begin at different times.
struct SeedTime {
  enum class Kind { absolute, after_start };
  Kind kind = Kind::absolute;
  Instant instant{};        ///< where absolute
  Milliseconds distance{};  ///< where after_start; negative lies before it

  Instant at(Instant world_start) const { return kind == Kind::absolute ? instant : world_start + distance; }
};

}  // namespace understudy
