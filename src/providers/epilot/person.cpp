#include "providers/epilot/person.h"

#include <algorithm>

#include "base/text.h"
#include "providers/epilot/part.h"

namespace understudy::epilot {

std::vector<const User*> users_of_person(const WorldState& state, const Seed& seed, std::string_view email) {
  if (email.empty()) return {};  // who has no address is nobody else
  auto users = state.users.find_all(User::by_email, to_lower(email));
  std::erase_if(users, [](const User* user) { return user->status == User::Status::deleted; });
  const auto& primary = epilot_of(seed).primary_users;
  std::stable_sort(users.begin(), users.end(), [&](const User* one, const User* other) {
    return primary.contains(one->id) && !primary.contains(other->id);
  });
  return users;
}

const User* first_active(const std::vector<const User*>& users, std::string_view but) {
  const auto found = std::find_if(users.begin(), users.end(), [&](const User* user) {
    return user->status == User::Status::active && user->id != but;
  });
  return found == users.end() ? nullptr : *found;
}

}  // namespace understudy::epilot
