// What a fixture says of the product's own backend: whose tokens it trusts beside Understudy's own, and the routes of
// it that Understudy plays.
#pragma once

#include "fixture/chapter.h"

namespace understudy::backend {

extern const fixture::Chapter chapter;

}  // namespace understudy::backend
