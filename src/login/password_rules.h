// What a new password must be like: a tenant's rules as the system that signs its users in has them, and what of them a
// password breaks, for every other system that lets people choose one.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "world/part.h"
#include "world/world.h"

namespace understudy::login {

struct PasswordDemands {
  size_t minimum_length = 8;  ///< in characters
  bool lowercase = true;
  bool uppercase = true;
  bool number = true;
  bool symbol = true;
};

/// Of a seed, where a system in it has rules for passwords.
struct PasswordRules : PartOf<PasswordRules> {
  /// Nothing where it has none for that tenant. Within a step.
  std::optional<PasswordDemands> (*of)(const WorldState& state, const Tenant& tenant) = nullptr;
};

/// The tenant's rules, or the usual ones. Within a step.
PasswordDemands password_demands(const WorldState& state, const Seed& seed, const Tenant& tenant);

enum class PasswordFault {
  too_short,
  outer_blank,  ///< it begins or ends with one
  no_lowercase,
  no_uppercase,
  no_number,
  no_symbol,
};

/// All that the password breaks, in the order above.
std::vector<PasswordFault> faults_of(const PasswordDemands& demands, std::string_view password);

}  // namespace understudy::login
