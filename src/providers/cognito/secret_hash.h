// SECRET_HASH: how an app client with a secret proves that it has it, in calls that name a user.
#pragma once

#include <string_view>
#include <vector>

#include "providers/cognito/part.h"

namespace understudy::cognito {

/// base64(HMAC-SHA256(secret, user name and client id)). It may be over any of the names by which the user can be
/// meant, and with any of the client's secrets. Throws NotAuthorizedException.
void check_secret_hash(const Client& client, std::string_view hash, const std::vector<std::string>& names);

/// The secret itself, as calls about refresh tokens send it; without effect where the client has none. `type` is the
/// exception's.
void check_secret(const Client& client, std::string_view secret, std::string_view type);

}  // namespace understudy::cognito
