#include "access/ready_tokens.h"

#include "access/epilot_token.h"
#include "access/issue_token.h"
#include "world/epilot_parts.h"

namespace understudy::access {

namespace {

std::string_view state_of(const AccessToken& row, Instant now, Instant world_started) {
  if (row.revoked_at) return "revoked";
  const auto expiry = expiry_of(row, world_started);
  return expiry && now >= *expiry ? "expired" : "valid";
}

}  // namespace

std::vector<ReadyToken> ready_tokens(World& world, std::string_view base, size_t offset, size_t most) {
  Instant started;
  std::vector<ReadyToken> tokens = world.step([&](WorldState& state) {
    started = state.started;
    std::vector<ReadyToken> found;
    const auto& rows = epilot_of(world.seed()).access_tokens.rows();
    for (size_t i = offset; i < rows.size() && i - offset < most; ++i)
      if (const AccessToken* row = epilot_of(state).access_tokens.find(rows[i].id))
        found.push_back({*row, "", state_of(*row, state.clock.now(), state.started)});
    return found;
  });
  for (auto& ready : tokens) ready.token = crypto::sign(mint_epilot_token(world, base, ready.row, started));
  return tokens;
}

}  // namespace understudy::access
