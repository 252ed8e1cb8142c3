// What is wrong with a pool that reads well key by key: keys that contradict each other, or that change nothing.
#pragma once

#include "config/complaints.h"
#include "providers/cognito/drafts.h"

namespace understudy::cognito {

/// False, with complaints at the places of the draft's keys, where something is wrong.
bool check_pool(const PoolDraft& draft, config::ComplaintBook& book);

}  // namespace understudy::cognito
