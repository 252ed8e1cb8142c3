// The emulated systems that there are. The binary, the tests and the fuzzers all go by this list.
#pragma once

#include "providers/provider.h"

namespace understudy {

const Providers& providers();

/// What a fixture may hold: the directory, and what each emulated system reads.
const fixture::Format& fixture_format();

}  // namespace understudy
