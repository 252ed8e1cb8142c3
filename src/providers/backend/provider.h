// The product's own backend and whom it trusts, as the house knows them.
#pragma once

#include "providers/provider.h"

namespace understudy::backend {

extern const Provider provider;

}  // namespace understudy::backend
