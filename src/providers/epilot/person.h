// A person: the users of all organizations that have one e-mail address.
#pragma once

#include <string_view>
#include <vector>

#include "world/world.h"

namespace understudy::epilot {

/// Those that are not deleted: first the one that the fixture says is of the primary organization, then as the world
/// has them. Within a step.
std::vector<const User*> users_of_person(const WorldState& state, const Seed& seed, std::string_view email);

/// The first of them who is active, but for one by id; null where there is none.
const User* first_active(const std::vector<const User*>& users, std::string_view but = {});

}  // namespace understudy::epilot
