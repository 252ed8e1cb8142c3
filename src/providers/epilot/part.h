// What epilot keeps beside the directory: in a seed and in each world.
#pragma once

#include <set>
#include <string>

#include "providers/epilot/access_token.h"
#include "providers/epilot/choices.h"
#include "providers/epilot/mailed_token.h"
#include "world/part.h"
#include "world/table.h"
#include "world/world.h"

namespace understudy {

extern template class Table<epilot::AccessToken>;
extern template class Table<epilot::MailedToken>;
extern template class Table<epilot::Activation>;

}  // namespace understudy

namespace understudy::epilot {

struct EpilotSeed final : Part {
  std::unique_ptr<Part> copy() const override;

  Choices choices;
  TableBase<AccessToken> access_tokens;
  TableBase<MailedToken> invitations;
  std::set<std::string, std::less<>> primary_users;  ///< by id: whose organization is the first of the person's
};

struct State final : Part {
  explicit State(const EpilotSeed& seed);
  std::unique_ptr<Part> copy() const override;

  Table<AccessToken> access_tokens;
  Table<MailedToken> mailed_tokens;
  Table<Activation> activations;
};

/// What the fixture says of epilot; where it says nothing, the defaults.
const EpilotSeed& epilot_of(const Seed& seed);
EpilotSeed& epilot_of(Seed& seed);

State& epilot_of(WorldState& state);
const State& epilot_of(const WorldState& state);

/// What a world begins with.
std::unique_ptr<Part> begin(const Seed& seed);

}  // namespace understudy::epilot
