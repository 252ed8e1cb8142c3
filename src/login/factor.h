// One way to prove who you are. The engine (attempt.h) knows factors only through this, and doors know them by name. A
// new factor is a file that fills this in, and a row in factors.cpp.
//
// All functions but `spend` run outside of a step of the world, and may take their time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "world/world.h"

namespace understudy::login {

/// What a factor asks of somebody: the part that is shown, and the part that judges the answer.
struct Question {
  Json shown;
  Json kept;
};

/// An answer, and all that it is judged by.
struct Given {
  const User& user;
  std::string_view answer;
  const Json& kept;  ///< of the question; null where the factor asks none
  Instant asked_at;
  Instant now;
};

struct Factor {
  enum class Place {
    first,   ///< tells who somebody is; one of them is asked of everybody
    second,  ///< is asked, after a first one, of users who have it
  };

  std::string_view name;  ///< "password"
  Place place;
  /// Whether the user could give the right answer at all. Only active users are ever asked.
  bool (*is_enrolled)(const User& user);
  bool (*is_right)(World& world, const Given& given);
  /// Asks; `opening` is what the client sends first, if anything. `user` is null where nobody is known, which must not
  /// show. Null: there is nothing to ask, the client just answers.
  Question (*ask)(World& world, const User* user, const Json& opening) = nullptr;
  /// Uses a right answer up; false where it was used before. Within a step. Null: it may be given again.
  bool (*spend)(WorldState& state, const Given& given) = nullptr;
};

using Factors = std::vector<Factor>;

/// All that there are, in the order in which doors offer them.
const Factors& factors();

}  // namespace understudy::login
