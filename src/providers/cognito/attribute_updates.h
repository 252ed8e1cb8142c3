// Attributes of a user as they change: what is verified anew, and what is told about it.
#pragma once

#include <string>
#include <vector>

#include "providers/cognito/accounts.h"
#include "providers/cognito/post.h"

namespace understudy::cognito {

/// Puts in what was checked before (user_attributes.h), and sends a code for what the pool verifies: an address that is
/// new is not verified, or, where the pool says so, not yet the user's. {"CodeDeliveryDetailsList":[…]}. Within a step.
Json update_attributes(Post& post, WorldState& state, const Pool& pool, PoolUser member,
                       const std::vector<Attribute>& given);

/// Throws AliasExistsException where that value of the attribute names somebody else of the pool.
void require_untaken(const WorldState& state, const Pool& pool, const PoolUser& member, std::string_view attribute,
                     std::string_view value);
/// Whether somebody is named by that attribute as soon as it is there; by addresses mostly once they are verified.
bool names_at_once(const Pool& pool, std::string_view attribute);

/// Within a step. `client` is null for administrators.
void delete_attributes(WorldState& state, const Pool& pool, const Client* client, PoolUser member,
                       const std::vector<std::string>& names);

/// {"Username":…,"PreferredMfaSetting":…,"UserMFASettingList":[…],"ConfiguredUserAuthFactors":["PASSWORD"]}
Json auth_factors_of(const Pool& pool, const PoolUser& member);

}  // namespace understudy::cognito
