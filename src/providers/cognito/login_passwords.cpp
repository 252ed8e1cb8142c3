#include "providers/cognito/login_passwords.h"

#include <memory>
#include <utility>

#include "login/account_changes.h"
#include "login/password_rules.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

std::optional<login::PasswordDemands> password_demands(const WorldState& state, const Tenant& tenant) {
  const Pool* pool = find_pool_of_tenant(cognito_of(state), tenant.id);
  if (pool == nullptr) return std::nullopt;
  const auto policy = password_policy(*pool);
  return login::PasswordDemands{.minimum_length = static_cast<size_t>(policy.minimum_length),
                                .lowercase = policy.requires_lowercase,
                                .uppercase = policy.requires_uppercase,
                                .number = policy.requires_numbers,
                                .symbol = policy.requires_symbols};
}

void hear_of_password(WorldState& state, const User& before, const User& now) {
  const auto& cognito = cognito_of(state);
  // Of a usual account all this follows from the user.
  if (cognito.accounts.find(now.id) == nullptr || now.status != User::Status::active) return;
  if (before.password == now.password && before.status == now.status) return;
  const Pool* pool = find_pool_of_tenant(cognito, now.tenant_id);
  if (pool == nullptr) return;
  PoolUser member = pool_user_of(state, *pool, now);
  set_attribute(member, "email_verified", "true");
  member.account.state = Account::State::confirmed;
  member.account.password_until.reset();
  member.account.failures = 0;
  member.account.locked_until = {};
  put(state, std::move(member));
}

}  // namespace

void share_passwords(Seed& seed) {
  auto rules = std::make_unique<login::PasswordRules>();
  rules->of = password_demands;
  seed.parts.put(std::move(rules));
  auto changes = std::make_unique<login::AccountChanges>();
  changes->heard = hear_of_password;
  seed.parts.put(std::move(changes));
}

}  // namespace understudy::cognito
