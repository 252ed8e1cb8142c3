// Amazon Cognito, as the house knows it.
#pragma once

#include "providers/provider.h"

namespace understudy::cognito {

extern const Provider provider;

}  // namespace understudy::cognito
