#include "login/attempt.h"

#include <algorithm>
#include <utility>

#include "login/who_may_answer.h"

namespace understudy::login {

namespace {

/// Whether two requests at once have found the same attempt, but for the answers that were wrong meanwhile.
bool is_where_it_was(const SignInAttempt& a, const SignInAttempt& b) {
  return a.name == b.name && a.organization == b.organization && a.user_id == b.user_id && a.passed == b.passed &&
         a.awaited == b.awaited;
}

}  // namespace

struct Door::Survey {
  Turn turn;  ///< what to answer where the challenge is not to be answered
  SignInAttempt attempt;
  const Challenge* challenge = nullptr;  ///< null: it is not
  std::vector<User> users;
  Instant now;

  Given given(const User& user, const Json& answer) const {
    static const Json nothing;
    if (challenge->ask == nullptr) return {user, answer, nothing, now, now};
    return {user, answer, attempt.awaited.kept, attempt.awaited.asked_at, now};
  }
};

std::string_view to_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::accepted: return "accepted";
    case Verdict::wrong_answer: return "wrong_answer";
    case Verdict::used_answer: return "used_answer";
    case Verdict::unknown_user: return "unknown_user";
    case Verdict::not_asked: return "not_asked";
    case Verdict::locked: return "locked";
    case Verdict::no_attempt: return "no_attempt";
  }
  return "accepted";
}

Door::Survey Door::survey(const WorldState& state, const SignInAttempt& attempt, std::string_view name) const {
  Survey seen;
  seen.now = state.clock.now();
  seen.attempt = attempt;
  seen.turn = turn(state, attempt, Verdict::not_asked);
  if (!asks(state, attempt, name)) return seen;
  seen.challenge = &challenge_named(name);
  seen.users = candidates(policy_, state, attempt, *seen.challenge);
  return seen;
}

Door::Survey Door::survey(std::string_view id, std::string_view name) const {
  return world_.step([&](WorldState& state) {
    if (const SignInAttempt* attempt = find_live(state, id)) return survey(state, *attempt, name);
    Survey nothing;
    nothing.turn = turn(state, {}, Verdict::no_attempt);
    return nothing;
  });
}

/// Somebody who waited for what the world asks no longer is in.
Turn Door::end_where_nothing_is_due(const Survey& seen) const {
  if (!std::holds_alternative<SignedIn>(seen.turn.step)) return seen.turn;
  return world_.step([&](WorldState& state) {
    const SignInAttempt* now = find_live(state, seen.attempt.id);
    return now == nullptr ? turn(state, {}, Verdict::no_attempt) : finish(state, *now, Verdict::not_asked);
  });
}

Turn Door::ask(std::string_view id, std::string_view name, const Json& sent) {
  const Survey seen = survey(id, name);
  if (seen.challenge == nullptr || seen.challenge->ask == nullptr) return end_where_nothing_is_due(seen);
  const User* user = seen.users.empty() ? nullptr : &seen.users.front();
  Asked asked = seen.challenge->ask(world_, {user, seen.attempt, sent});
  return world_.step([&](WorldState& state) {
    const SignInAttempt* now = find_live(state, seen.attempt.id);
    if (now == nullptr) return turn(state, {}, Verdict::no_attempt);
    if (!is_where_it_was(*now, seen.attempt) || !asks(state, *now, name))
      return finish(state, *now, Verdict::not_asked);
    SignInAttempt attempt = *now;
    attempt.awaited = {std::string(name), user == nullptr ? std::string() : user->id, std::move(asked.kept), seen.now};
    keep(state, attempt, attempt.name.empty() ? attempt.id : attempt.name);
    Turn waiting = turn(state, attempt, Verdict::accepted);
    waiting.shown = std::move(asked.shown);
    return waiting;
  });
}

const User* Door::find_right(const Survey& seen, const Json& answer) const {
  const bool asks = seen.challenge->ask != nullptr;
  const auto right = std::find_if(seen.users.begin(), seen.users.end(), [&](const User& user) {
    const bool is_asked = !asks || seen.attempt.awaited.user_id == user.id;
    return is_asked && seen.challenge->is_right(world_, seen.given(user, answer));
  });
  return right == seen.users.end() ? nullptr : &*right;
}

Turn Door::answer(std::string_view id, std::string_view name, const Json& answer) {
  const Survey seen = survey(id, name);
  const auto* challenge = seen.challenge;
  if (challenge == nullptr || (challenge->ask != nullptr && seen.attempt.awaited.challenge != name))
    return end_where_nothing_is_due(seen);
  return settle(seen, find_right(seen, answer), answer);
}

/// The attempt with the answer counted. Whether it is still for whoever's answer was judged right, and the challenge
/// for them, is looked at again; the answer is not.
Verdict Door::weigh(WorldState& state, SignInAttempt& attempt, const Survey& seen, const User* right,
                    const Json& answer) const {
  const auto judge = [&] {
    if (right == nullptr) return seen.users.empty() ? Verdict::unknown_user : Verdict::wrong_answer;
    const auto users = candidates(policy_, state, attempt, *seen.challenge);
    const auto user = std::find_if(users.begin(), users.end(), [&](const User& one) { return one.id == right->id; });
    if (user == users.end()) return Verdict::unknown_user;
    const bool is_used = seen.challenge->settle != nullptr && !seen.challenge->settle(state, seen.given(*user, answer));
    return is_used ? Verdict::used_answer : Verdict::accepted;
  };
  const Verdict verdict = judge();
  if (verdict == Verdict::accepted) {
    attempt.user_id = right->id;
    attempt.passed.emplace_back(seen.challenge->name);
    attempt.awaited = {};
  } else {
    ++attempt.wrong_answers;
  }
  return verdict;
}

Turn Door::settle(const Survey& seen, const User* right, const Json& answer) const {
  return world_.step([&](WorldState& state) {
    const SignInAttempt* now = find_live(state, seen.attempt.id);
    if (now == nullptr) return turn(state, {}, Verdict::no_attempt);
    // Guesses may come at once: each is judged outside of the lock, and counts here, where the others are seen, and
    // what the world asks by now.
    if (!is_where_it_was(*now, seen.attempt) || !asks(state, *now, seen.challenge->name))
      return finish(state, *now, Verdict::not_asked);
    SignInAttempt attempt = *now;
    const Verdict verdict = weigh(state, attempt, seen, right, answer);
    if (verdict != Verdict::accepted && seen.challenge->has_one_try) {
      state.sign_ins.erase(attempt.id);
      return turn(state, {}, verdict);
    }
    Turn settled = finish(state, attempt, verdict);
    if (std::holds_alternative<SignedIn>(settled.step)) return settled;
    if (verdict == Verdict::accepted)
      keep(state, attempt, attempt.name);
    else
      state.sign_ins.put(attempt);
    settled.attempt = attempt.id;
    return settled;
  });
}

Turn Door::answer_at_once(const Claim& claim, std::string_view name, const Json& answer) {
  const Claim who = normal(claim);
  const Survey seen = world_.step([&](WorldState& state) {
    SignInAttempt attempt = begin(state);
    attempt.name = who.name;
    attempt.organization = who.organization;
    return survey(state, attempt, name);
  });
  if (seen.challenge == nullptr || seen.challenge->ask != nullptr) return seen.turn;
  const User* right = find_right(seen, answer);
  return world_.step([&](WorldState& state) {
    SignInAttempt attempt = seen.attempt;
    const Verdict verdict = weigh(state, attempt, seen, right, answer);
    attempt.wrong_answers = 0;
    return turn(state, attempt, verdict);
  });
}

}  // namespace understudy::login
