// The fixture's own access tokens as JWTs, ready to be sent: what a test copies instead of signing in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "world/world.h"

namespace understudy::access {

struct ReadyToken {
  AccessToken row;
  std::string token;       ///< the JWT
  std::string_view state;  ///< "valid", "expired" or "revoked", by the world's clock now
};

/// In fixture order, at most `most` from `offset` on. Signs each one, so it takes a third of a millisecond a token;
/// must not run inside a step.
std::vector<ReadyToken> ready_tokens(World& world, std::string_view base, size_t offset = 0, size_t most = SIZE_MAX);

}  // namespace understudy::access
