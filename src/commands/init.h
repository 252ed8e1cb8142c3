// The init command: a fixture to start from, on the standard output or in a file of its own.
#pragma once

#include <span>

#include "command_line/options.h"
#include "fixture/starters.h"

namespace understudy {

/// Gives the exit status. A file that is there already stays as it is, unless the options say otherwise.
int init(const InitOptions& options, std::span<const fixture::Starter> starters);

}  // namespace understudy
