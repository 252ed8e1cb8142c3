// An organization in the words of the Organization and User APIs.
#pragma once

#include "base/json.h"
#include "world/world.h"

namespace understudy::epilot {

/// An Organization, as the Organization API tells it. Within a step.
Json organization_json(const WorldState& state, const Tenant& tenant);

}  // namespace understudy::epilot
