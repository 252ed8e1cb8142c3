// The ca command: the certificate authorities of this machine, and the files by which others trust them.
#pragma once

#include "command_line/options.h"
#include "providers/provider.h"

namespace understudy {

/// Gives the exit status.
int make_authorities(const CaOptions& options, const Providers& providers);

}  // namespace understudy
