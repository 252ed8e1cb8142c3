// Changes that one system makes to a user of the directory, which the system that signs the user in must hear of: it
// may keep more of the user than the directory does.
#pragma once

#include "world/part.h"
#include "world/world.h"

namespace understudy::login {

/// Of a seed, where a system in it keeps accounts of its own.
struct AccountChanges : PartOf<AccountChanges> {
  /// The directory has the user as it is now. A password that differs was chosen by the user, and an address that
  /// differs was proved to be the user's. Within a step.
  void (*heard)(WorldState& state, const User& before, const User& now) = nullptr;
};

/// Puts the user, who is in the directory, in the place of what was there. Within a step.
void change_user(WorldState& state, const Seed& seed, const User& user);

}  // namespace understudy::login
