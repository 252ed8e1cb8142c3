// What Shift iQ keeps beside the directory: in a seed and in each world.
#pragma once

#include "providers/shiftiq/records.h"
#include "world/part.h"
#include "world/table.h"
#include "world/world.h"

namespace understudy {

extern template class Table<shiftiq::ShiftOrganization>;
extern template class Table<shiftiq::ShiftRole>;
extern template class Table<shiftiq::ShiftStanding>;
extern template class Table<shiftiq::ClientSecret>;
extern template class Table<shiftiq::ShiftToken>;
extern template class Table<shiftiq::ShiftSession>;
extern template class Table<shiftiq::ShiftAllowance>;
extern template class Table<shiftiq::ShiftGradebook>;

}  // namespace understudy

namespace understudy::shiftiq {

struct ShiftSeed final : Part {
  std::unique_ptr<Part> copy() const override;

  ShiftSettings settings;
  TableBase<ShiftOrganization> organizations;
  TableBase<ShiftRole> roles;
  TableBase<ShiftStanding> standings;
  TableBase<ClientSecret> secrets;
  TableBase<ShiftGradebook> gradebooks;
};

struct ShiftState final : Part {
  explicit ShiftState(const ShiftSeed& seed);
  std::unique_ptr<Part> copy() const override;

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
const ShiftSeed& shift_of(const Seed& seed);
ShiftSeed& shift_of(Seed& seed);

ShiftState& shift_of(WorldState& state);
const ShiftState& shift_of(const WorldState& state);

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
std::unique_ptr<Part> begin_shift(const Seed& seed);

}  // namespace understudy::shiftiq
