// What epilot keeps beside the directory: in a seed and in each world.
#pragma once

#include "providers/epilot/access_token.h"
#include "providers/epilot/choices.h"
#include "world/part.h"
#include "world/table.h"
#include "world/world.h"

namespace understudy::epilot {

struct EpilotSeed : PartOf<EpilotSeed> {
  Choices choices;
  TableBase<AccessToken> access_tokens;
};

struct State : PartOf<State> {
  explicit State(const EpilotSeed& seed) : access_tokens(seed.access_tokens) {}

  Table<AccessToken> access_tokens;
};

/// What the fixture says of epilot; where it says nothing, the defaults.
inline const EpilotSeed& epilot_of(const Seed& seed) { return seed.parts.of_or_usual<EpilotSeed>(); }
inline EpilotSeed& epilot_of(Seed& seed) { return seed.parts.of_or_new<EpilotSeed>(); }

inline State& epilot_of(WorldState& state) { return state.parts.of<State>(); }
inline const State& epilot_of(const WorldState& state) { return state.parts.of<State>(); }

/// What a world begins with.
inline std::unique_ptr<Part> begin(const Seed& seed) { return std::make_unique<State>(epilot_of(seed)); }

}  // namespace understudy::epilot
