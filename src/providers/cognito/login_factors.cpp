#include "providers/cognito/login_factors.h"

#include <memory>

#include "login/second_factors.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"

namespace understudy::cognito {

namespace {

login::FactorsHeld factors_held(const WorldState& state, const User& user) {
  const Pool* pool = find_pool_of_tenant(cognito_of(state), user.tenant_id);
  if (pool == nullptr) return {.verified_phone = !user.phone.empty()};
  const PoolUser member = pool_user_of(state, *pool, user);
  return {.any = !factors_asked(*pool, member).empty(),
          .totp = !member.account.software_token.secret.empty(),
          .verified_phone = is_verified(member, "phone_number")};
}

void forget_totp(WorldState& state, const std::string& user_id) {
  const User* user = state.users.find(user_id);
  const Pool* pool = user == nullptr ? nullptr : find_pool_of_tenant(cognito_of(state), user->tenant_id);
  if (pool == nullptr) return;
  PoolUser member = pool_user_of(state, *pool, *user);
  forget_token(member.account);
  put(state, std::move(member));
}

}  // namespace

void share_factors(Seed& seed) {
  auto factors = std::make_unique<login::SecondFactors>();
  factors->of = factors_held;
  factors->forget_totp = forget_totp;
  seed.parts.put(std::move(factors));
}

}  // namespace understudy::cognito
