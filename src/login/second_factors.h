// What the system that signs a user in knows of the user's second factors, for every other one that tells of them.
#pragma once

#include <string>

#include "world/part.h"
#include "world/world.h"

namespace understudy::login {

/// Of one user.
struct FactorsHeld {
  bool any = false;             ///< whether signing in asks for more than the password
  bool totp = false;            ///< an authenticator app
  bool verified_phone = false;  ///< the number is known to be the user's
};

/// Of a seed, where a system in it knows of second factors.
struct SecondFactors : PartOf<SecondFactors> {
  /// Of a user of the directory. Within a step.
  FactorsHeld (*of)(const WorldState& state, const User& user) = nullptr;
  /// The user's authenticator app counts no more. Within a step.
  void (*forget_totp)(WorldState& state, const std::string& user_id) = nullptr;
};

/// Where no system knows of any, nobody has one, and numbers are taken as the fixture gives them. Within a step.
FactorsHeld factors_held(const WorldState& state, const Seed& seed, const User& user);
void forget_totp(WorldState& state, const Seed& seed, const std::string& user_id);

}  // namespace understudy::login
