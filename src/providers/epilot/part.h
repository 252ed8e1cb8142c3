// What epilot keeps beside the directory: in a seed and in each world.
#pragma once

#include "providers/epilot/access_token.h"
#include "providers/epilot/choices.h"
#include "world/part.h"
#include "world/table.h"
#include "world/world.h"

namespace understudy {

extern template class Table<epilot::AccessToken>;

}  // namespace understudy

namespace understudy::epilot {

struct EpilotSeed final : Part {
  std::unique_ptr<Part> copy() const override;

  Choices choices;
  TableBase<AccessToken> access_tokens;
};

struct State final : Part {
  explicit State(const EpilotSeed& seed);
  std::unique_ptr<Part> copy() const override;

  Table<AccessToken> access_tokens;
};

/// What the fixture says of epilot; where it says nothing, the defaults.
const EpilotSeed& epilot_of(const Seed& seed);
EpilotSeed& epilot_of(Seed& seed);

State& epilot_of(WorldState& state);
const State& epilot_of(const WorldState& state);

/// What a world begins with.
std::unique_ptr<Part> begin(const Seed& seed);

}  // namespace understudy::epilot
