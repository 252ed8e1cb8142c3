// Choices where epilot's public sources are silent and a client could depend on the answer.
#pragma once

#include "base/time.h"

namespace understudy::epilot {

struct Choices {
  enum class EmptyAssignments { inherit, none };
  enum class Me { owner, token };
  enum class Listing { user, organization };
  EmptyAssignments empty_assignments = EmptyAssignments::inherit;  ///< what `assignments: []` gives a new token
  Me me_for_api_token = Me::owner;                                 ///< who GET /v2/users/me is for an api token
  Listing list_access_tokens = Listing::user;                      ///< whose tokens an owner or administrator lists
  // How long tokens last whose maker does not say; those of the other types do not expire.
  Milliseconds assume_lifetime = std::chrono::hours(1);
  Milliseconds app_lifetime = std::chrono::minutes(10);
  Milliseconds portal_preview_lifetime = std::chrono::hours(1);
};

}  // namespace understudy::epilot
