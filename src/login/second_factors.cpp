#include "login/second_factors.h"

namespace understudy::login {

FactorsHeld factors_held(const WorldState& state, const Seed& seed, const User& user) {
  const auto& known = seed.parts.of_or_usual<SecondFactors>();
  if (known.of != nullptr) return known.of(state, user);
  return {.verified_phone = !user.phone.empty()};
}

void forget_totp(WorldState& state, const Seed& seed, const std::string& user_id) {
  const auto& known = seed.parts.of_or_usual<SecondFactors>();
  if (known.forget_totp != nullptr) known.forget_totp(state, user_id);
}

}  // namespace understudy::login
