// The serve command: from options and a seed to a listening server, until it is told to stop.
#pragma once

#include <functional>
#include <vector>

#include "command_line/options.h"
#include "front/emulator.h"
#include "start/overview.h"
#include "world/worlds.h"

namespace understudy {

/// What a server speaks, built once its address is known.
using Emulators =
    std::function<std::vector<front::Emulator>(Worlds& worlds, const start::Facts& facts, const ServeOptions& options)>;

/// Serves until SIGTERM or SIGINT; gives the exit status. Every complaint goes to the standard error stream. Each world
/// begins with `parts`.
int serve(const ServeOptions& options, Seed seed, std::vector<BeginPart> parts, const Emulators& emulators);

}  // namespace understudy
