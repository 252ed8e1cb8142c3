// The run command: a program as a child, led to a server of its own or to a running one.
#pragma once

#include "command_line/options.h"
#include "providers/provider.h"

namespace understudy {

/// Gives the program's exit status, as a shell would.
int run_program(const RunOptions& options, const Providers& providers);

}  // namespace understudy
