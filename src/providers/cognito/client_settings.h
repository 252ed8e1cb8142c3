// What CreateUserPoolClient and UpdateUserPoolClient make of what they are given: the settings of an app client, in the
// order in which DescribeUserPoolClient tells them.
#pragma once

#include "providers/cognito/part.h"

namespace understudy::cognito {

/// Of a new client of that pool: what the request says, over what is usual. All but ids, name, secret and dates. To be
/// used within a step. Throws Refusal for what the original refuses.
Json new_client_settings(const Json& given, const Pool& pool, const CognitoState& cognito, bool has_secret);

/// Of a client that has `settings`: whatever the request leaves out returns to what is usual. Rotation of refresh
/// tokens that was set before is told as switched off.
Json changed_client_settings(const Json& settings, const Json& given, const Pool& pool, const CognitoState& cognito,
                             bool has_secret);

}  // namespace understudy::cognito
