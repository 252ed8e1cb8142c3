// The doors of user pools: what each of their flows asks, and in which order.
#pragma once

#include <string_view>
#include <vector>

#include "login/policy.h"

namespace understudy::cognito {

const login::Policy& password_policy_of_sign_in();  ///< USER_PASSWORD_AUTH and its like
const login::Policy& srp_policy_of_sign_in();       ///< USER_SRP_AUTH
const login::Policy& choice_policy_of_sign_in();    ///< USER_AUTH
const login::Policy& custom_policy_of_sign_in();    ///< CUSTOM_AUTH
const login::Policy& custom_after_srp_policy();     ///< CUSTOM_AUTH that begins with a password

const login::Policy& sign_up_policy();  ///< SignUp, ConfirmSignUp and the sign-in right after

std::vector<const login::Policy*> policies();
/// The one of that door; null where it is none of Cognito's.
const login::Policy* find_policy(std::string_view door);

}  // namespace understudy::cognito
