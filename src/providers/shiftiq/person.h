// Who a person of Shift iQ is: everything its tokens, cookies and answers say of one, read in one step.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/shiftiq/records.h"
#include "world/world.h"

namespace understudy::shiftiq {

/// Names and GUIDs as Shift iQ's API writes them.
struct ShiftPerson {
  struct RoleName {
    std::string id;  ///< a GUID
    std::string name;
  };

  std::string user_row;  ///< the id in the directory's table of users

  std::string user_id;  ///< GUIDs from here on, where they are called id
  std::string person_id;
  std::string email;
  std::string name;
  std::string phone;
  std::string language;
  std::string time_zone;
  std::string organization_id;
  std::string organization_code;
  std::string organization_name;
  std::string tenant_id;  ///< the directory's
  std::string partition_id;
  std::string partition_slug;
  ShiftFlags flags;
  /// Roles of the organization, the user's own name, and "(System) …" for each flag; sorted by name.
  std::vector<RoleName> roles;
  /// The ids of the directory's roles, whose grants decide what the person may do.
  std::vector<std::string> role_rows;

  /// "Administrator, Developer": the flags in the order of their bits, Learner, Administrator, Developer, Operator.
  std::string authority() const;
};

/// Nothing where there is no such user, or it is not active.
std::optional<ShiftPerson> find_shift_person(const WorldState& state, const Seed& seed, std::string_view user_row);

/// Whether the person's roles grant all of `data` (bits of ShiftGrant::Data) on the resource. An operator may do
/// everything.
bool is_granted(const WorldState& state, const ShiftPerson& person, std::string_view resource, unsigned data);

}  // namespace understudy::shiftiq
