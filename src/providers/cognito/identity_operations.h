// The operations of Cognito's other API, that of identity pools, by the names that requests give in X-Amz-Target.
// Understudy emulates none of them.
#pragma once

#include <string_view>

namespace understudy::cognito {

/// The same name, as one that outlives everything; empty where the API has none of that name.
std::string_view find_identity_operation(std::string_view name);

}  // namespace understudy::cognito
