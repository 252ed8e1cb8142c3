// What is wrong with an account that reads well key by key: what its pool has not, or its user.
#pragma once

#include <string>
#include <vector>

#include "config/complaints.h"
#include "providers/cognito/account_drafts.h"

namespace understudy::cognito {

/// Complains at the places of the draft's keys. `pool` has its settings, and those `groups`.
void check_account(const AccountDraft& draft, const User& user, const Pool& pool,
                   const std::vector<std::string>& groups, config::ComplaintBook& book);

}  // namespace understudy::cognito
