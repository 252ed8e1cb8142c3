// Users as app clients name them, who have nothing but a name and must not learn whether somebody has it where the
// client hides that.
#pragma once

#include <optional>
#include <string_view>

#include "providers/cognito/accounts.h"
#include "providers/cognito/call.h"

namespace understudy::cognito {

/// Whom the call's Username means, its SecretHash checked; nothing where nobody is meant and the client hides it.
/// Throws UserNotFoundException where it does not. Within a step.
std::optional<PoolUser> user_of_client(const Call& call, const WorldState& state, const Pool& pool,
                                       const Client& client);

/// {"CodeDeliveryDetails":…} as a user of that name could have it.
Json made_up_delivery(std::string_view username);

}  // namespace understudy::cognito
