// A pool's rules for passwords, and temporary ones that keep them.
#pragma once

#include <string>
#include <string_view>

#include "providers/cognito/pools.h"

namespace understudy::cognito {

/// Throws InvalidPasswordException, which says the first rule that the password breaks.
void check_password(const PasswordPolicy& policy, std::string_view password);

/// One that keeps the rules, from these random bytes.
std::string temporary_password(const PasswordPolicy& policy, std::string_view bytes);

}  // namespace understudy::cognito
