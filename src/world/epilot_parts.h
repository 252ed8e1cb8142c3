// What epilot keeps beside the directory: in a seed and in each world.
#pragma once

#include "world/part.h"
#include "world/records.h"
#include "world/table.h"
#include "world/world.h"

namespace understudy {

/// Choices where epilot's public sources are silent and a client could depend on the answer.
struct EpilotChoices {
  enum class EmptyAssignments { inherit, none };
  enum class Me { owner, token };
  enum class Listing { user, organization };
  EmptyAssignments empty_assignments = EmptyAssignments::inherit;  ///< what `assignments: []` gives a new token
  Me me_for_api_token = Me::owner;                                 ///< who GET /v2/users/me is for an api token
  Listing list_access_tokens = Listing::user;                      ///< whose tokens an owner or administrator lists
  // How long tokens last whose maker does not say; those of the other types do not expire.
  Milliseconds assume_lifetime = std::chrono::hours(1);
  Milliseconds app_lifetime = std::chrono::minutes(10);
  Milliseconds portal_preview_lifetime = std::chrono::hours(1);
};

struct EpilotSeed : PartOf<EpilotSeed> {
  EpilotChoices choices;
  TableBase<AccessToken> access_tokens;
};

struct EpilotState : PartOf<EpilotState> {
  explicit EpilotState(const EpilotSeed& seed) : access_tokens(seed.access_tokens) {}

  Table<AccessToken> access_tokens;
};

/// What the fixture says of epilot; where it says nothing, the defaults.
inline const EpilotSeed& epilot_of(const Seed& seed) { return seed.parts.of_or_usual<EpilotSeed>(); }
inline EpilotSeed& epilot_of(Seed& seed) { return seed.parts.of_or_new<EpilotSeed>(); }

inline EpilotState& epilot_of(WorldState& state) { return state.parts.of<EpilotState>(); }
inline const EpilotState& epilot_of(const WorldState& state) { return state.parts.of<EpilotState>(); }

/// What a world begins with.
inline std::unique_ptr<Part> begin_epilot(const Seed& seed) { return std::make_unique<EpilotState>(epilot_of(seed)); }

}  // namespace understudy
