// A user as administrators' operations show it.
#pragma once

#include <string>
#include <vector>

#include "providers/cognito/accounts.h"

namespace understudy::cognito {

/// UserType: its attributes are `Attributes`. Of `wanted` attributes only those; empty: all.
Json user_type(const WorldState& state, const PoolUser& member, const std::vector<std::string>& wanted = {});

/// The members that AdminGetUser and UserType share behind the attributes: dates, Enabled, UserStatus.
void add_standing(Json& json, const WorldState& state, const PoolUser& member);

}  // namespace understudy::cognito
