// The sign-in engine. A door (a page, an API) begins an attempt, says who it is for, and brings answers to challenges;
// every call returns to one place that decides from the attempt's stored facts and the door's policy what comes next,
// and that alone decides it.
//
//   Door door(world, policy);
//   auto turn = door.identify(id_from_cookie, {"anna@acme.test", ""}, peer);
//   turn = door.answer(turn.attempt, "password", password);
//   if (const auto* done = std::get_if<SignedIn>(&turn.step)) …
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "login/policy.h"

namespace understudy::login {

/// Who signs in, as the client says it. Where the policy does not find its people by itself: an e-mail address and a
/// tenant's slug, without regard to case; without a slug it is the first in the fixture's order whose answer is right.
struct Claim {
  std::string name;
  std::string organization;
};

// What comes next.
struct Asking {
  std::vector<std::string_view> challenges;  ///< one of these is to be answered
  bool operator==(const Asking&) const = default;
};
struct Locked {
  Instant until{};
  bool operator==(const Locked&) const = default;
};
struct SignedIn {
  std::string user_id;                ///< the directory's
  std::vector<std::string> passed{};  ///< the challenges, in their order
  bool operator==(const SignedIn&) const = default;
};
using Step = std::variant<Asking, Locked, SignedIn>;

/// What became of a call. For tests and journals: to the client, an unknown user must look exactly like a wrong answer.
enum class Verdict {
  accepted,
  wrong_answer,
  used_answer,   ///< right, but given before
  unknown_user,  ///< nobody active has that e-mail address, that organization, and the challenge
  not_asked,     ///< the attempt waits for another challenge, or was moved on meanwhile
  locked,
  no_attempt,  ///< this door has none of that id in this world, or its time has passed
};

std::string_view to_text(Verdict verdict);  ///< "wrong_answer"

struct Turn {
  std::string attempt;  ///< its id from now on; empty where there is none, or once it is over
  Step step;
  Verdict verdict = Verdict::accepted;
  Json shown;  ///< of what is asked: what the client needs to answer it
};

/// Its calls take the world's lock for short steps, and judge answers outside of them.
class Door {
 public:
  /// `policy` lives longer.
  Door(World& world, const Policy& policy);

  const Policy& policy() const { return policy_; }

  /// What comes next for that attempt; changes nothing.
  Turn look(std::string_view attempt) const;

  /// Says who the attempt is for, and forgets what was passed for anybody else. Begins one where that attempt is none
  /// of this door in this world, or its time has passed. `peer` names who asks where the claim has no name; `noted` is
  /// for the door's challenges to go by.
  Turn identify(std::string_view attempt, const Claim& claim, std::string_view peer, Json noted = {});

  /// What the door's challenges are to go by from now on. Does nothing where there is no such attempt.
  void note(std::string_view attempt, Json noted);

  /// Takes the attempt for whoever calls first: it goes on under another id.
  Turn renew(std::string_view attempt);

  /// Has a challenge ask; `sent` is what the client sent for it to ask by. Where nothing is asked any more by then,
  /// this ends as an answer may: signed in, and the attempt is forgotten.
  Turn ask(std::string_view attempt, std::string_view challenge, const Json& sent = {});

  /// Brings an answer. An attempt that comes to its good end is forgotten, and one that had a single try.
  Turn answer(std::string_view attempt, std::string_view challenge, const Json& answer);

  /// Claim and answer in one call, for doors that remember nothing from one request to the next: the attempt ends with
  /// it, whatever would come next, and no guesses are counted. Of a challenge that asks nothing.
  Turn answer_at_once(const Claim& claim, std::string_view challenge, const Json& answer);

 private:
  struct Survey;

  SignInAttempt begin(const WorldState& state) const;
  Claim normal(const Claim& claim) const;
  const SignInAttempt* find_live(const WorldState& state, std::string_view id) const;
  Step next(const WorldState& state, const SignInAttempt& attempt) const;
  bool asks(const WorldState& state, const SignInAttempt& attempt, std::string_view challenge) const;
  const Challenge& challenge_named(std::string_view name) const;
  Turn turn(const WorldState& state, const SignInAttempt& attempt, Verdict verdict) const;
  Turn finish(WorldState& state, const SignInAttempt& attempt, Verdict verdict) const;
  void keep(WorldState& state, SignInAttempt& attempt, std::string_view owner) const;

  Survey survey(const WorldState& state, const SignInAttempt& attempt, std::string_view challenge) const;
  Survey survey(std::string_view attempt, std::string_view challenge) const;
  const User* find_right(const Survey& seen, const Json& answer) const;
  Verdict weigh(WorldState& state, SignInAttempt& attempt, const Survey& seen, const User* right,
                const Json& answer) const;
  Turn settle(const Survey& seen, const User* right, const Json& answer) const;
  Turn end_where_nothing_is_due(const Survey& seen) const;

  World& world_;
  const Policy& policy_;
};

}  // namespace understudy::login
