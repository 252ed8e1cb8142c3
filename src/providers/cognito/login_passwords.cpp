#include "providers/cognito/login_passwords.h"

#include <memory>
#include <utility>

#include "base/text.h"
#include "login/account_changes.h"
#include "login/password_rules.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

std::optional<login::PasswordDemands> password_demands(const WorldState& state, const Tenant& tenant) {
  const Pool* pool = find_pool_of_tenant(cognito_of(state), tenant.id);
  if (pool == nullptr) return std::nullopt;
  return password_policy(*pool);
}

/// Whoever chose a password, or accepted an invitation, did so by a link that was mailed.
void confirm(PoolUser& member) {
  set_attribute(member, "email_verified", "true");
  member.account.state = Account::State::confirmed;
  member.account.password_until.reset();
  member.account.failures = 0;
  member.account.locked_until = {};
}

/// Who is called by the address is called by the new one, which was proved by a mail as well.
void rename(PoolUser& member, const User& before) {
  if (equal_ignoring_case(member.account.username, before.email)) {
    member.account.username = member.user.email;
    member.account.verifier = {};  // it is made of the name, too
  }
  set_attribute(member, "email_verified", "true");
}

void hear_of_change(WorldState& state, const User& before, const User& now) {
  const auto& cognito = cognito_of(state);
  const Pool* pool = find_pool_of_tenant(cognito, now.tenant_id);
  const bool has_other_phone = before.phone != now.phone && !now.phone.empty();
  // Of a usual account all else follows from the user.
  if (pool == nullptr || (cognito.accounts.find(now.id) == nullptr && !has_other_phone)) return;
  PoolUser member = pool_user_of(state, *pool, now);
  const bool is_confirmed = before.password != now.password || before.status != now.status;
  if (is_confirmed && now.status == User::Status::active) confirm(member);
  if (before.email != now.email) rename(member, before);
  if (has_other_phone) set_attribute(member, "phone_number_verified", "false");
  put(state, std::move(member));
}

}  // namespace

void share_passwords(Seed& seed) {
  auto rules = std::make_unique<login::PasswordRules>();
  rules->of = password_demands;
  seed.parts.put(std::move(rules));
  auto changes = std::make_unique<login::AccountChanges>();
  changes->heard = hear_of_change;
  seed.parts.put(std::move(changes));
}

}  // namespace understudy::cognito
