// Ids of what the API makes, as the original writes them, and how a pool is named in ARNs.
#pragma once

#include <string>
#include <string_view>

#include "providers/cognito/part.h"

namespace understudy::cognito {

// What the original's ids are made of.
inline constexpr std::string_view small_characters = "abcdefghijklmnopqrstuvwxyz0123456789";
inline constexpr std::string_view all_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// A character for each byte.
std::string spelled(std::string bytes, std::string_view characters);

/// "eu-central-1_Ab3dE9xYz"
std::string new_pool_id(WorldState& state, std::string_view pool_name);
/// 26 small letters and digits.
std::string new_client_id(WorldState& state, const Pool& pool, std::string_view client_name);
/// A further one of that client; without a value, of 51 small letters and digits.
Secret new_secret(WorldState& state, const Client& client, std::string_view value = {});
/// "d3oia8etllorh5.cloudfront.net": what stands before a hosted domain.
std::string new_distribution(WorldState& state, std::string_view domain);

/// "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Ab3dE9xYz"
std::string pool_arn(const Pool& pool, const CognitoChoices& choices);

}  // namespace understudy::cognito
