// The sample's keys in a fixture: at the root, in a tenant, a role and a user.
#pragma once

#include "fixture/chapter.h"

namespace understudy::sample {

extern const fixture::Chapter chapter;

}  // namespace understudy::sample
