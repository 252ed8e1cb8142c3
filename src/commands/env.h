// The env command: the variables that lead a program to a running server, printed.
#pragma once

#include "command_line/options.h"
#include "providers/provider.h"

namespace understudy {

/// Gives the exit status.
int print_variables(const EnvOptions& options, const Providers& providers);

}  // namespace understudy
