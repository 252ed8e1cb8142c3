// What CreateUserPool and UpdateUserPool make of what they are given: the settings of a pool, in the order in which
// DescribeUserPool tells them.
#pragma once

#include "base/json.h"

namespace understudy::cognito {

/// Of a new pool: what the request says, over what the original takes where it says nothing. All but what describing
/// adds: id, name, dates, ARN, domains and how many users there are. Throws Refusal for what the original refuses.
Json new_pool_settings(const Json& given);

/// Of a pool that has `settings`. What the request leaves out stays, or returns to what is usual: which of the two, was
/// measured for some settings, and is documented for the others. Throws Refusal.
Json changed_pool_settings(const Json& settings, const Json& given);

/// Throws Refusal where there are more than a pool may have.
void require_few_tags(const Json& tags);

}  // namespace understudy::cognito
