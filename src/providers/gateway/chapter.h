// What a fixture says of the API gateway: how it turns callers down.
#pragma once

#include "fixture/chapter.h"

namespace understudy::gateway {

extern const fixture::Chapter chapter;

}  // namespace understudy::gateway
