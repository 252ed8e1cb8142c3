#include "providers/epilot/part.h"

namespace understudy {

template class Table<epilot::AccessToken>;
template class Table<epilot::MailedToken>;
template class Table<epilot::Activation>;

namespace epilot {

State::State(const EpilotSeed& seed)
    : access_tokens(seed.access_tokens), mailed_tokens(seed.invitations), activations(TableBase<Activation>()) {}

std::unique_ptr<Part> EpilotSeed::copy() const { return std::make_unique<EpilotSeed>(*this); }
std::unique_ptr<Part> State::copy() const { return std::make_unique<State>(*this); }

const EpilotSeed& epilot_of(const Seed& seed) { return seed.parts.of_or_usual<EpilotSeed>(); }
EpilotSeed& epilot_of(Seed& seed) { return seed.parts.of_or_new<EpilotSeed>(); }

State& epilot_of(WorldState& state) { return state.parts.of<State>(); }
const State& epilot_of(const WorldState& state) { return state.parts.of<State>(); }

std::unique_ptr<Part> begin(const Seed& seed) { return std::make_unique<State>(epilot_of(seed)); }

}  // namespace epilot

}  // namespace understudy
