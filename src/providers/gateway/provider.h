// The API gateway, as the house knows it.
#pragma once

#include "providers/provider.h"

namespace understudy::gateway {

extern const Provider provider;

}  // namespace understudy::gateway
