// The client secrets of a fixture's developers as a world has them at the moment: renewed ones in the place of old
// ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "world/world.h"

namespace understudy::access {

struct ReadySecret {
  ClientSecret row;
  std::string email;
  Instant expires_at{};
  std::string_view state;  ///< "valid", "expired", or "inactive" where its person is not active
};

/// Of the developers who have one in the fixture, in its order: at most `limit` from the one numbered `offset`.
std::vector<ReadySecret> ready_secrets(World& world, size_t offset, size_t limit);

}  // namespace understudy::access
