// Users that a world gains through a pool: of the directory, and of the pool.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/cognito/accounts.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"

namespace understudy::cognito {

/// Whoever is to be made, as the pool will have them: by which user name, and with which attributes.
struct Newcomer {
  std::string sub;
  std::string username;
  std::vector<Attribute> attributes;
};
/// Throws where the name is none for this pool. Within a step.
Newcomer newcomer(WorldState& state, const Pool& pool, std::string_view name, std::vector<Attribute> attributes);

/// A user who is not yet in the world. Throws where the name that they gave is taken (`taken` is what is said then), or
/// the world has too many users. Within a step.
PoolUser new_pool_user(WorldState& state, const Pool& pool, std::string_view name, const Newcomer& newcomer,
                       const Exception& taken);
/// Of somebody whom no trigger was asked about.
PoolUser new_pool_user(WorldState& state, const Pool& pool, std::string_view name, std::vector<Attribute> attributes,
                       const Exception& taken);

/// Where a code goes that confirms them: an address or number that the pool verifies; nothing where there is none.
std::optional<Delivery> delivery_to(const Pool& pool, const PoolUser& member);

}  // namespace understudy::cognito
