#include "access/ready_secrets.h"

#include "base/text.h"
#include "world/shift_parts.h"

namespace understudy::access {

std::vector<ReadySecret> ready_secrets(World& world, size_t offset, size_t limit) {
  const auto& seeded = shift_of(world.seed()).secrets.rows();
  std::vector<ReadySecret> secrets;
  world.step([&](WorldState& state) {
    for (size_t i = offset; i < seeded.size() && i < offset + limit; ++i) {
      const User* user = state.users.find(seeded[i].user_id);
      const auto rows = shift_of(state).secrets.find_all(ClientSecret::by_user, seeded[i].user_id);
      if (user == nullptr || rows.empty()) continue;
      const Instant expiry = rows.front()->expires_at.at(state.started);
      const bool is_active = user->status == User::Status::active;
      const std::string_view state_of_time = state.clock.now() < expiry ? "valid" : "expired";
      secrets.push_back({*rows.front(), user->email, expiry, is_active ? state_of_time : "inactive"});
    }
  });
  return secrets;
}

}  // namespace understudy::access
