// First factors: how a user may show who they are, where a client lets them choose (USER_AUTH). By the words of the
// API: PASSWORD, PASSWORD_SRP, EMAIL_OTP, SMS_OTP.
#pragma once

#include <string_view>
#include <vector>

#include "providers/cognito/accounts.h"

namespace understudy::cognito {

/// Whether the pool lets users in by that factor alone: "EMAIL_OTP". By a password it always does.
bool allows_first_factor(const Pool& pool, std::string_view factor);

/// Whether the user can be sent a code in place of a password: "EMAIL_OTP", "SMS_OTP".
bool may_use_code(const Pool& pool, const PoolUser& member, std::string_view factor);

/// All that the user can choose from, in the order in which they are offered.
std::vector<std::string_view> first_factors_of(const Pool& pool, const PoolUser& member);

/// "email", of EMAIL_OTP.
std::string_view attribute_of_code(std::string_view factor);

}  // namespace understudy::cognito
