// What a fixture says of epilot: its choices, its access tokens, and private keys for its key sets.
#pragma once

#include "fixture/chapter.h"

namespace understudy::epilot {

extern const fixture::Chapter chapter;

}  // namespace understudy::epilot
