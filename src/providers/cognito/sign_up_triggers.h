// The triggers of signing up: whether somebody may, and what runs once an account is confirmed.
#pragma once

#include <string>
#include <vector>

#include "providers/cognito/call.h"
#include "providers/cognito/new_users.h"

namespace understudy::cognito {

/// What the trigger before a sign-up has confirmed at once.
struct SignUpVerdict {
  bool is_confirmed = false;
  std::vector<std::string_view> verified;  ///< "email"
};

/// Throws where it refuses.
SignUpVerdict fire_before_sign_up(Call& call, const std::string& pool_id, std::string_view source,
                                  const Newcomer& newcomer);

/// After the change, which stays even where this throws.
void fire_after_confirmation(Call& call, const std::string& pool_id, std::string_view source,
                             const std::string& user_id);

}  // namespace understudy::cognito
