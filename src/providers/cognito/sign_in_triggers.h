// The triggers of signing in: before the password is looked at, before tokens are made, and once all is well.
#pragma once

#include "login/attempt.h"
#include "providers/cognito/sign_in.h"
#include "providers/cognito/token_changes.h"

namespace understudy::cognito {

/// Throws where the trigger before authentication refuses, whatever the password.
void fire_before_authentication(Call& call, const Entrance& entrance);

/// Who gets tokens, and how.
struct TokenOccasion {
  std::string_view source;  ///< "TokenGeneration_Authentication"
  std::string pool_id;
  std::string client_id;
  std::string user_id;
  bool has_new_password = false;  ///< given in this very sign-in
};
/// What the trigger before tokens changes in them.
TokenChanges fire_before_tokens(Call& call, const TokenOccasion& occasion);

/// Both that run for somebody who is let in.
TokenChanges fire_for_admission(Call& call, const Entrance& entrance, const login::SignedIn& done);

}  // namespace understudy::cognito
