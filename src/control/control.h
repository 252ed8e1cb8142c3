// Understudy's own API under /_understudy/v1/: makes, resets and drops worlds, moves their clocks, rotates their keys,
// and tells what a test needs to know. It speaks problem JSON and is not written into any journal.
#pragma once

#include <string>

#include "front/emulator.h"
#include "world/worlds.h"

namespace understudy::control {

struct ControlOptions {
  std::string public_url;  ///< without a final slash
  std::string version;
};

/// `worlds` outlives the emulator.
front::Emulator emulator(Worlds& worlds, ControlOptions options);

}  // namespace understudy::control
