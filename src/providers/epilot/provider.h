// epilot, as the house knows it: the Access Token API with its tokens, and the User, Organization and Permissions APIs.
#pragma once

#include "providers/provider.h"

namespace understudy::epilot {

extern const Provider provider;

}  // namespace understudy::epilot
