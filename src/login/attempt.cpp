#include "login/attempt.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/text.h"
#include "login/who_may_answer.h"

namespace understudy::login {

namespace {

// What is longer belongs to nobody, and must not fill a world.
constexpr size_t longest_name = 320;  // RFC 3696 §3
constexpr size_t longest_organization = 100;
constexpr size_t id_length = 32;

std::string bounded(std::string_view text, size_t longest) {
  text = trim(text);
  return text.size() <= longest ? to_lower(text) : std::string();
}

SignInAttempt new_attempt(const WorldState& state, const Policy& policy) {
  SignInAttempt attempt;
  attempt.door = policy.door;
  attempt.started_at = state.clock.now();
  attempt.expires_at = attempt.started_at + policy.lasts;
  return attempt;
}

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

Door::Door(World& world, const Policy& policy) : world_(world), policy_(policy) {}

/// The claim as attempts keep it. An organization that nobody can have must not count as none.
Claim Door::normal(const Claim& claim) const {
  if (policy_.find_meant != nullptr) {
    // What the policy takes to the letter may be longer than an address: 128 characters of any script.
    constexpr size_t longest = 512;
    const bool is_bounded = claim.name.size() <= longest && claim.organization.size() <= longest;
    return is_bounded ? claim : Claim();
  }
  Claim bare{bounded(claim.name, longest_name), bounded(claim.organization, longest_organization)};
  if (bare.organization.empty() && !trim(claim.organization).empty()) bare.name.clear();
  return bare;
}

// What comes next is decided here, and only here.
Step Door::next(const WorldState& state, const SignInAttempt& attempt) const {
  if (attempt.wrong_answers >= policy_.most_wrong_answers) return Locked{attempt.expires_at};
  // Whoever was deactivated on the way is nobody again.
  const User* user = attempt.passed.empty() ? nullptr : find_active(state, attempt.user_id);
  if (user == nullptr) return Asking{names_of(policy_.stages.front())};
  for (size_t stage = 1; stage < policy_.stages.size(); ++stage)
    if (auto due = due_of(policy_.stages[stage], state, attempt, *user); !due.empty()) return Asking{std::move(due)};
  return SignedIn{user->id};
}

bool Door::asks(const WorldState& state, const SignInAttempt& attempt, std::string_view challenge) const {
  const Step step = next(state, attempt);
  const auto* asking = std::get_if<Asking>(&step);
  if (asking == nullptr) return false;
  return std::find(asking->challenges.begin(), asking->challenges.end(), challenge) != asking->challenges.end();
}

/// One that is asked.
const Challenge& Door::challenge_named(std::string_view name) const {
  for (const auto& stage : policy_.stages)
    for (const auto& challenge : stage)
      if (challenge.name == name) return challenge;
  throw std::logic_error("the policy has no such challenge");
}

const SignInAttempt* Door::find_live(const WorldState& state, std::string_view id) const {
  const SignInAttempt* attempt = state.sign_ins.find(id);
  const bool is_live = attempt != nullptr && attempt->door == policy_.door && state.clock.now() < attempt->expires_at;
  return is_live ? attempt : nullptr;
}

Turn Door::turn(const WorldState& state, const SignInAttempt& attempt, Verdict verdict) const {
  Turn turn{attempt.id, next(state, attempt), verdict, {}};
  if (std::holds_alternative<Locked>(turn.step)) turn.verdict = Verdict::locked;
  return turn;
}

/// The same; an attempt that came to its good end is forgotten.
Turn Door::finish(WorldState& state, const SignInAttempt& attempt, Verdict verdict) const {
  Turn last = turn(state, attempt, verdict);
  if (!std::holds_alternative<SignedIn>(last.step)) return last;
  state.sign_ins.erase(attempt.id);
  last.attempt.clear();
  return last;
}

/// `owner` names whose id a new one is.
void Door::keep(WorldState& state, SignInAttempt& attempt, std::string_view owner) const {
  const bool is_new = attempt.id.empty();
  if (is_new || policy_.ticket == Policy::Ticket::renewed_with_each_step) {
    if (!is_new) {
      state.sign_ins.erase(attempt.id);
      attempt.expires_at = state.clock.now() + policy_.lasts;
    }
    attempt.id = state.ids.url_safe("sign-in", owner, id_length);
  }
  state.sign_ins.put_among(attempt, world_.limits().sign_ins);
}

Turn Door::look(std::string_view id) const {
  return world_.step([&](WorldState& state) {
    const SignInAttempt* attempt = find_live(state, id);
    return attempt == nullptr ? turn(state, {}, Verdict::no_attempt) : turn(state, *attempt, Verdict::accepted);
  });
}

Turn Door::identify(std::string_view id, const Claim& claim, std::string_view peer) {
  const Claim who = normal(claim);
  // One name may be another person's in each organization.
  const std::string owner =
      policy_.find_meant == nullptr ? bounded(claim.name, longest_name) : cat({who.organization, " ", who.name});
  return world_.step([&](WorldState& state) {
    const SignInAttempt* found = find_live(state, id);
    if (found != nullptr && std::holds_alternative<Locked>(next(state, *found)))
      return turn(state, *found, Verdict::locked);
    SignInAttempt attempt = found != nullptr ? *found : new_attempt(state, policy_);
    attempt.name = who.name;
    attempt.organization = who.organization;
    attempt.user_id.clear();
    attempt.passed.clear();
    attempt.awaited = {};
    keep(state, attempt, owner.empty() ? peer : owner);
    return turn(state, attempt, Verdict::accepted);
  });
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
  Asked asked = seen.challenge->ask(world_, {user, seen.attempt.name, seen.attempt.organization, sent});
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
    SignInAttempt attempt = new_attempt(state, policy_);
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
