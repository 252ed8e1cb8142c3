// Passwords that people choose by the User API: held against the rules of the organization whose users they sign in as.
#pragma once

#include <string_view>

#include "world/world.h"

namespace understudy::epilot {

/// What the API says of a password that breaks a rule, beside the rules that it breaks.
inline constexpr std::string_view password_policy_code = "PASSWORD_POLICY";

/// Throws Refusal{invalid_request} with that code, and with the API's words for what is broken, parted by commas, as
/// the member that is meant. Within a step.
void require_good_password(const WorldState& state, const Seed& seed, const Tenant& tenant, std::string_view password);

}  // namespace understudy::epilot
