// Access tokens of every type, as a test orders them.
#pragma once

#include "providers/provider.h"

namespace understudy::epilot {

extern const Mintable mintable_tokens;

}  // namespace understudy::epilot
