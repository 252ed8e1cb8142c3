// What user pools ask of whoever signs in: the rows of the sign-in policy for their flows, and what each challenge
// takes. An attempt's name is the user name as the client typed it, its organization the client's id.
#pragma once

#include <string_view>
#include <vector>

#include "login/policy.h"
#include "providers/cognito/part.h"

namespace understudy::cognito {

inline constexpr std::string_view password_challenge = "PASSWORD";
inline constexpr std::string_view srp_challenge = "PASSWORD_VERIFIER";
inline constexpr std::string_view new_password_challenge = "NEW_PASSWORD_REQUIRED";

/// The password itself, then a new one of whoever must change it.
const login::Policy& password_policy_of_sign_in();
/// The same with a proof of the password in its place.
const login::Policy& srp_policy_of_sign_in();

std::vector<const login::Policy*> policies();
/// The one of that door; null where it is none of Cognito's.
const login::Policy* find_policy(std::string_view door);

// What is sent to the SRP challenge: {"A":"<hex>"}, which crypto::srp::read_public_value has read. It shows SALT,
// SRP_B and USER_ID_FOR_SRP. Its answer: {"signature":…,"block":<the SECRET_BLOCK's bytes in hex>,"time":"Tue Nov 3
// 04:05:06 UTC 2026"}. The answer to NEW_PASSWORD_REQUIRED: {"password":…,"attributes":{…}}, which fit the pool's
// rules.

}  // namespace understudy::cognito
