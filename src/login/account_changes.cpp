#include "login/account_changes.h"

namespace understudy::login {

void change_user(WorldState& state, const Seed& seed, const User& user) {
  const User* known = state.users.find(user.id);
  const User before = known == nullptr ? User() : *known;
  state.users.put(user);
  const auto& listener = seed.parts.of_or_usual<AccountChanges>();
  if (listener.heard != nullptr) listener.heard(state, before, user);
}

}  // namespace understudy::login
