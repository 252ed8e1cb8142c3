// What the original refuses in an app client's settings.
#pragma once

#include "providers/cognito/part.h"

namespace understudy::cognito {

/// Settings as they would be kept, with what they are held against.
struct ClientPlan {
  const Json& settings;
  const Pool& pool;
  const CognitoState& cognito;
  bool has_secret;
};

/// Throws Refusal by the first rule that does not hold.
void require_sound(const ClientPlan& plan);

}  // namespace understudy::cognito
