// Cognito's keys in a fixture: choices at the root, a pool with its clients and groups in a tenant, an account in a
// user. A tenant without a word about it has a pool and a client that work.
#pragma once

#include "fixture/chapter.h"

namespace understudy::cognito {

extern const fixture::Chapter chapter;

}  // namespace understudy::cognito
