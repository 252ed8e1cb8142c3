// A small but whole provider, as CONTRIBUTING.md walks through it: a club house whose rooms are opened by passes.
#pragma once

#include "providers/provider.h"

namespace understudy::sample {

extern const Provider provider;

}  // namespace understudy::sample
