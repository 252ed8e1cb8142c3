// Triggers in the making, as a fixture writes them, and the shapes of their keys.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "config/section.h"
#include "config/shape.h"
#include "providers/cognito/triggers.h"

namespace understudy::cognito {

struct TriggersDraft {
  Triggers triggers;
  config::Spot place;
};

extern const config::ObjectShape triggers_shape;

void read_triggers(const config::Section& section, TriggersDraft& triggers);

/// What the draft comes to; null where it says nothing. Complains of a trigger that is told and asked of a hook, of
/// hooks that no server may be asked by (`hosts` are those beside this machine's loopbacks), and of what is not whole.
std::shared_ptr<const Triggers> settled(const TriggersDraft& draft, const std::vector<std::string>& hosts,
                                        config::ComplaintBook& book);

}  // namespace understudy::cognito
