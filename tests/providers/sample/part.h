// What the sample keeps: a club house whose rooms are opened by passes. In a seed what the fixture says of it, in a
// world the passes that were issued.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "world/part.h"
#include "world/table.h"
#include "world/world.h"

namespace understudy::sample {

/// What a tenant, a role or a user is to the club house: a row keyed by the record's id.
struct House {
  std::string id;
  std::vector<std::string> rooms;
};
struct Opener {
  std::string id;
  std::vector<std::string> opens;  ///< rooms
};
struct Member {
  std::string id;
  std::string badge;
};

struct Pass {
  static constexpr Lookup<Pass> by_user{"user"};
  std::string id;
  std::string tenant_id;
  std::string user_id;
  Instant expires_at{};
  std::optional<Instant> revoked_at{};
};

/// Who has agreed to the rules of the house, by the user's id.
struct Agreement {
  std::string id;
  Instant at{};
};

inline std::vector<std::string> lookups(const House& /*house*/) { return {}; }
inline std::vector<std::string> lookups(const Opener& /*opener*/) { return {}; }
inline std::vector<std::string> lookups(const Member& /*member*/) { return {}; }
inline std::vector<std::string> lookups(const Agreement& /*agreement*/) { return {}; }
inline std::vector<std::string> lookups(const Pass& pass) { return {Pass::by_user.of(pass.user_id)}; }

struct ClubSeed : PartOf<ClubSeed> {
  Milliseconds pass_lifetime = std::chrono::hours(8);
  std::string rules;  ///< of the house; empty: there are none
  TableBase<House> houses;
  TableBase<Opener> openers;
  TableBase<Member> members;
};

struct ClubState : PartOf<ClubState> {
  bool has_rules = false;
  Table<Pass> passes{TableBase<Pass>()};
  Table<Agreement> agreements{TableBase<Agreement>()};
};

inline const ClubSeed& club_of(const Seed& seed) { return seed.parts.of_or_usual<ClubSeed>(); }
inline const ClubState& club_of(const WorldState& state) { return state.parts.of<ClubState>(); }
inline ClubState& club_of(WorldState& state) { return state.parts.of<ClubState>(); }

}  // namespace understudy::sample
