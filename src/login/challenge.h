// One thing that is asked of whoever signs in. A factor proves who somebody is: a password, a code. A task is to be
// done before somebody is let in: a new password, a second factor to be set up. The engine (attempt.h) knows both only
// through this; which are asked, and in which order, is the policy of a door (policy.h).
//
// `ask` and `is_right` run outside of a step of the world, and may take their time; the others run within one.
#pragma once

#include <string_view>

#include "world/world.h"

namespace understudy::login {

/// What a challenge goes by when it asks.
struct Opening {
  const User* user;              ///< null where nobody is known, which must not show
  const SignInAttempt& attempt;  ///< as it stands: whom the client speaks of, and what was asked before
  const Json& sent;              ///< what the client must send before it can be asked: a public key; null mostly
};

/// What a challenge asks of somebody: the part that is shown, and the part that judges the answer.
struct Asked {
  Json shown;
  Json kept;
};

/// An answer, and all that it is judged by.
struct Given {
  const User& user;    ///< admitted, and with the challenge open to them
  const Json& answer;  ///< mostly a text; whatever else the challenge takes
  const Json& kept;    ///< of what was asked; null where the challenge asks nothing
  Instant asked_at;
  Instant now;
};

struct Challenge {
  std::string_view name;  ///< "password"
  /// Whether it is for that user in that attempt, by what the world knows now: a factor that they have, a task that
  /// they have to do. Only users whom the policy admits are ever asked.
  bool (*is_open_to)(const WorldState& state, const User& user, const SignInAttempt& attempt);
  bool (*is_right)(World& world, const Given& given);
  /// Asks. Null: there is nothing to ask, the client just answers.
  Asked (*ask)(World& world, const Opening& opening) = nullptr;
  /// What a right answer does: a code is used up, a new password is put in. The user is as the world knows them now.
  /// False where it was used before. Null: a right answer does nothing, and may be given again.
  bool (*settle)(WorldState& state, const Given& given) = nullptr;
  bool has_one_try = false;  ///< an answer that is not accepted ends the attempt
};

}  // namespace understudy::login
