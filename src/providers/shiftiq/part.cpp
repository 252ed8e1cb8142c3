#include "providers/shiftiq/part.h"

namespace understudy {

template class Table<shiftiq::ShiftOrganization>;
template class Table<shiftiq::ShiftRole>;
template class Table<shiftiq::ShiftStanding>;
template class Table<shiftiq::ClientSecret>;
template class Table<shiftiq::ShiftToken>;
template class Table<shiftiq::ShiftSession>;
template class Table<shiftiq::ShiftAllowance>;
template class Table<shiftiq::ShiftGradebook>;

namespace shiftiq {

ShiftState::ShiftState(const ShiftSeed& seed)
    : organizations(seed.organizations),
      roles(seed.roles),
      standings(seed.standings),
      secrets(seed.secrets),
      gradebooks(seed.gradebooks) {}

std::unique_ptr<Part> ShiftSeed::copy() const { return std::make_unique<ShiftSeed>(*this); }
std::unique_ptr<Part> ShiftState::copy() const { return std::make_unique<ShiftState>(*this); }

const ShiftSeed& shift_of(const Seed& seed) { return seed.parts.of_or_usual<ShiftSeed>(); }
ShiftSeed& shift_of(Seed& seed) { return seed.parts.of_or_new<ShiftSeed>(); }

ShiftState& shift_of(WorldState& state) { return state.parts.of<ShiftState>(); }
const ShiftState& shift_of(const WorldState& state) { return state.parts.of<ShiftState>(); }

std::unique_ptr<Part> begin_shift(const Seed& seed) { return std::make_unique<ShiftState>(shift_of(seed)); }

}  // namespace shiftiq

}  // namespace understudy
