// Amazon Cognito, as far as its addresses go: none of its operations is emulated yet, and each says so in the words of
// its own API.
#pragma once

#include <vector>

#include "front/api.h"

namespace understudy::cognito {

std::vector<front::Api> apis();

}  // namespace understudy::cognito
