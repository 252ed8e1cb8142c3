// The serve command: from options and a seed to a listening server, until it is told to stop.
#pragma once

#include "command_line/options.h"
#include "providers/provider.h"
#include "world/seed.h"

namespace understudy {

/// Serves until SIGTERM or SIGINT; gives the exit status. Every complaint goes to the standard error stream.
int serve(const ServeOptions& options, Seed seed, const Providers& providers);

}  // namespace understudy
