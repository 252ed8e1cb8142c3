// Users of the caller's organization, and what the caller may do with each. Somebody of another organization is as
// good as unknown.
#pragma once

#include <string>
#include <string_view>

#include "providers/epilot/caller.h"

namespace understudy::epilot {

/// What is asked for, and what is said where there is nobody.
struct Reach {
  std::string_view action;    ///< "user:edit"
  bool includes_self = true;  ///< whether nobody needs the permission for the own user
};

// All within a step.

/// Of the caller's organization, and not deleted; null where there is none.
const User* user_of_email(const WorldState& state, const access::Identity& caller, std::string_view email);

/// Throws Refusal{permission_denied} unless the caller may do that with the user. A grant may ask who it is, by
/// `user:<id>` and the members of a UserV2.
void require_may(const WorldState& state, const Seed& seed, const access::Identity& caller, const User& user,
                 Reach reach);

/// The user of that id, with whom the caller may do that. Throws Refusal{unknown_record} where the organization has
/// none, {permission_denied} where it may not: also of somebody unknown, so that who may see nobody learns nothing.
const User& user_in_reach(const WorldState& state, const Seed& seed, const access::Identity& caller,
                          std::string_view id, Reach reach);

}  // namespace understudy::epilot
