// Choices where epilot's public sources are silent and a client could depend on the answer.
#pragma once

#include <string>

#include "base/time.h"

namespace understudy::epilot {

struct Choices {
  enum class EmptyAssignments { inherit, none };
  enum class Me { owner, token };
  enum class Listing { user, organization };
  enum class VerifyEmailPassword { check, set };
  EmptyAssignments empty_assignments = EmptyAssignments::inherit;  ///< what `assignments: []` gives a new token
  Me me_for_api_token = Me::owner;                                 ///< who GET /v2/users/me is for an api token
  Listing list_access_tokens = Listing::user;                      ///< whose tokens an owner or administrator lists
  /// What the password is for that comes with a token of verifyEmail: the user's own, or the new one.
  VerifyEmailPassword verify_email_password = VerifyEmailPassword::check;
  std::string portal_url;  ///< of the web app, without a final slash: where mailed links lead; empty: the world's base
  // How long tokens last whose maker does not say; those of the other types do not expire.
  Milliseconds assume_lifetime = std::chrono::hours(1);
  Milliseconds app_lifetime = std::chrono::minutes(10);
  Milliseconds portal_preview_lifetime = std::chrono::hours(1);
  // How long what is mailed can be used, and a token with which one switches to another organization.
  Milliseconds invitation_lifetime = std::chrono::days(7);
  Milliseconds password_reset_lifetime = std::chrono::hours(1);
  Milliseconds email_change_lifetime = std::chrono::hours(24);
  Milliseconds login_token_lifetime = std::chrono::minutes(5);
};

}  // namespace understudy::epilot
