// What one door asks of whoever signs in there: its challenges, stage by stage, and its rules.
#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include "login/challenge.h"

namespace understudy::login {

/// One of these is to be passed.
using Stage = std::vector<Challenge>;

std::vector<std::string_view> names_of(const Stage& stage);

struct Policy {
  enum class Ticket {
    kept,                    ///< an attempt has one id from its beginning to its end
    renewed_with_each_step,  ///< whatever moves it on gives it another; the id before is no attempt's any more
  };

  /// "system.page": an attempt belongs to the door where it began. No two policies of a server have one name.
  std::string_view door;
  /// The first stage tells who somebody is: each of its challenges is offered to everybody, whether they have it or
  /// not. Of a later one those are asked that are open to the user; where none is, the stage is passed over. There is
  /// one stage at least, and no two challenges have one name.
  std::vector<Stage> stages;
  unsigned most_wrong_answers = 5;  ///< then the attempt is locked, and ends when its time has passed
  /// An attempt, by the world's clock: from its beginning, or where its ticket is renewed from the step before.
  Milliseconds lasts = std::chrono::minutes(60);
  Ticket ticket = Ticket::kept;
  /// Whom an attempt may be for, by its name and organization, which then stay as the client said them; within a step.
  /// Null: users of that e-mail address, of that tenant.
  std::vector<const User*> (*find_meant)(const WorldState& state, const SignInAttempt& attempt) = nullptr;
  /// Whether those may sign in, too, who are not active yet.
  bool admits_pending = false;
};

/// Throws std::logic_error where one of these is none (without a stage, with an empty one, or with two challenges of
/// one name), or where two are of one door.
void check(const std::vector<const Policy*>& policies);

}  // namespace understudy::login
