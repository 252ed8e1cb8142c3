// The sign-in engine. A door (a page, an API) begins an attempt, says who it is for, and brings answers to factors;
// every call returns to one place that decides from the attempt's stored facts what comes next, and that alone decides
// it.
//
//   Door door(world, {.most_wrong_answers = 5});
//   auto turn = door.identify(id_from_cookie, {"anna@acme.test", ""}, peer);
//   turn = door.answer(turn.attempt, "password", password);
//   if (const auto* done = std::get_if<SignedIn>(&turn.step)) …
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "login/factor.h"

namespace understudy::login {

/// What a door allows whoever signs in there.
struct Rules {
  unsigned most_wrong_answers = 5;                ///< then the attempt is locked, and ends when its time has passed
  Milliseconds lasts = std::chrono::minutes(60);  ///< an attempt, from its beginning, by the world's clock
};

/// Who signs in, as the client says it; without regard to case.
struct Claim {
  std::string email;
  std::string organization;  ///< a tenant's slug; empty: the first in the fixture's order whose answer is right
};

// What comes next.
struct Asking {
  std::vector<std::string_view> factors;  ///< one of these is to be answered
  bool operator==(const Asking&) const = default;
};
struct Locked {
  Instant until{};
  bool operator==(const Locked&) const = default;
};
struct SignedIn {
  std::string user_id;  ///< the directory's
  bool operator==(const SignedIn&) const = default;
};
using Step = std::variant<Asking, Locked, SignedIn>;

/// What became of a call. For tests and journals: to the client, an unknown user must look exactly like a wrong answer.
enum class Verdict {
  accepted,
  wrong_answer,
  used_answer,   ///< right, but given before
  unknown_user,  ///< nobody active has that e-mail address, that organization, and the factor
  not_asked,     ///< the attempt waits for another factor, or was moved on meanwhile
  locked,
  no_attempt,  ///< this world has none of that id, or its time has passed
};

std::string_view to_text(Verdict verdict);  ///< "wrong_answer"

struct Turn {
  std::string attempt;  ///< its id; empty where there is none, or once it is over
  Step step;
  Verdict verdict = Verdict::accepted;
  Json shown;  ///< of a question: what the client needs to answer it
};

/// Its calls take the world's lock for short steps, and judge answers outside of them.
class Door {
 public:
  explicit Door(World& world, Rules rules = {}, const Factors& known = factors());

  /// What comes next for that attempt; changes nothing.
  Turn look(std::string_view attempt) const;

  /// Says who the attempt is for, and forgets what was passed for anybody else. Begins one where that attempt is none
  /// of this world, or its time has passed. `peer` names who asks where the claim has no e-mail address.
  Turn identify(std::string_view attempt, const Claim& claim, std::string_view peer);

  /// Has a factor ask its question. `opening` is what the client sends first, if anything.
  Turn ask(std::string_view attempt, std::string_view factor, const Json& opening = {});

  /// Brings an answer. An attempt that comes to its good end is forgotten.
  Turn answer(std::string_view attempt, std::string_view factor, std::string_view answer);

 private:
  struct Survey;

  Step next(const WorldState& state, const SignInAttempt& attempt) const;
  Turn turn(const WorldState& state, const SignInAttempt& attempt, Verdict verdict) const;
  Survey survey(std::string_view attempt, std::string_view factor) const;
  Turn settle(const Survey& seen, const User* right, std::string_view answer);

  World& world_;
  const Rules rules_;
  const Factors& known_;
};

}  // namespace understudy::login
