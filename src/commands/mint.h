// The mint command: asks a running server for a token.
#pragma once

#include "command_line/options.h"

namespace understudy {

/// Prints the token alone, or says in one line why there is none; gives the exit status.
int mint(const MintOptions& options);

}  // namespace understudy
