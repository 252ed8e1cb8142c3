// The shapes of the keys that tell a pool's triggers in a fixture.
#pragma once

#include "config/section.h"
#include "config/shape.h"
#include "providers/cognito/triggers.h"

namespace understudy::cognito {

extern const config::ObjectShape triggers_shape;

void read_triggers(const config::Section& section, Triggers& triggers);

}  // namespace understudy::cognito
