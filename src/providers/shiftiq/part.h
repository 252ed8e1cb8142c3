// What Shift iQ keeps beside the directory: in a seed and in each world.
#pragma once

#include "providers/shiftiq/records.h"
#include "world/part.h"
#include "world/table.h"
#include "world/world.h"

namespace understudy::shiftiq {

struct ShiftSeed : PartOf<ShiftSeed> {
  ShiftSettings settings;
  TableBase<ShiftOrganization> organizations;
  TableBase<ShiftRole> roles;
  TableBase<ShiftStanding> standings;
  TableBase<ClientSecret> secrets;
  TableBase<ShiftGradebook> gradebooks;
};

struct ShiftState : PartOf<ShiftState> {
  explicit ShiftState(const ShiftSeed& seed)
      : organizations(seed.organizations),
        roles(seed.roles),
        standings(seed.standings),
        secrets(seed.secrets),
        gradebooks(seed.gradebooks) {}

  Table<ShiftOrganization> organizations;
  Table<ShiftRole> roles;
  Table<ShiftStanding> standings;
  Table<ClientSecret> secrets;
  Table<ShiftToken> tokens{TableBase<ShiftToken>()};
  Table<ShiftSession> sessions{TableBase<ShiftSession>()};
  Table<ShiftAllowance> allowances{TableBase<ShiftAllowance>()};
  Table<ShiftGradebook> gradebooks;
};

/// What the fixture says of Shift iQ; where it says nothing, the defaults.
inline const ShiftSeed& shift_of(const Seed& seed) { return seed.parts.of_or_usual<ShiftSeed>(); }
inline ShiftSeed& shift_of(Seed& seed) { return seed.parts.of_or_new<ShiftSeed>(); }

inline ShiftState& shift_of(WorldState& state) { return state.parts.of<ShiftState>(); }
inline const ShiftState& shift_of(const WorldState& state) { return state.parts.of<ShiftState>(); }

/// Rows of the directory as Shift iQ sees them; of a seed or a world's state.
template <class From>
ShiftFlags flags_of(const From& from, std::string_view user_id) {
  const ShiftStanding* row = shift_of(from).standings.find(user_id);
  return row == nullptr ? ShiftFlags() : row->flags;
}
template <class From>
const std::vector<ShiftGrant>& grants_of(const From& from, std::string_view role_id) {
  static const std::vector<ShiftGrant> none;
  const ShiftRole* row = shift_of(from).roles.find(role_id);
  return row == nullptr ? none : row->grants;
}
template <class From>
const ShiftOrganization& organization_of(const From& from, std::string_view tenant_id) {
  static const ShiftOrganization usual;
  const ShiftOrganization* row = shift_of(from).organizations.find(tenant_id);
  return row == nullptr ? usual : *row;
}

/// What a world begins with.
inline std::unique_ptr<Part> begin_shift(const Seed& seed) { return std::make_unique<ShiftState>(shift_of(seed)); }

}  // namespace understudy::shiftiq
