// What is wrong with triggers that read well key by key: those that contradict each other, or say what never happens.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "config/complaints.h"
#include "providers/cognito/drafts.h"

namespace understudy::cognito {

/// What triggers are held against.
struct TriggerSurroundings {
  const Pool& pool;                       ///< with its settings
  const std::vector<std::string>& hosts;  ///< whose hooks may be asked, beside this machine's loopbacks
  std::set<std::string> users;            ///< what the pool's own users sign in by, in lower case
};

/// Complains at the places of the draft's keys.
void check_triggers(const PoolDraft& draft, const TriggerSurroundings& around, config::ComplaintBook& book);

/// Whether anything is told or asked at all.
bool is_empty(const Triggers& triggers);

}  // namespace understudy::cognito
