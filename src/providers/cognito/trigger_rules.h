// Triggers that a fixture tells: the answer that a function of the same mind would give to the event.
#pragma once

#include "providers/cognito/triggers.h"

namespace understudy::cognito {

/// What is told of that trigger. It looks at the whole event, and gives the members of `response` that it sets, or
/// {"errorMessage":"…"} where it refuses. Null where the fixture tells nothing of it.
Json answer_by_rule(const Triggers& triggers, Trigger trigger, const Json& event);

}  // namespace understudy::cognito
