// The APIs of Amazon Cognito's user pools: the JSON 1.1 protocol of their operations, and the documents by which
// verifiers find a pool's keys. Of its hosted pages and of identity pools nothing is emulated, and each says so in its
// own words.
#pragma once

#include <vector>

#include "front/api.h"

namespace understudy::cognito {

std::vector<front::Api> apis();

}  // namespace understudy::cognito
