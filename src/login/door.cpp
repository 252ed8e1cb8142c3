// How an attempt begins, what comes next in it, and under which id it goes on; attempt.cpp has its questions and
// answers.
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/text.h"
#include "login/attempt.h"
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

}  // namespace

Door::Door(World& world, const Policy& policy) : world_(world), policy_(policy) {}

/// Of nobody yet.
SignInAttempt Door::begin(const WorldState& state) const {
  SignInAttempt attempt;
  attempt.door = policy_.door;
  attempt.started_at = state.clock.now();
  attempt.expires_at = attempt.started_at + policy_.lasts;
  return attempt;
}

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
  const User* user = attempt.passed.empty() ? nullptr : find_admitted(policy_, state, attempt.user_id);
  if (user == nullptr) return Asking{names_of(policy_.stages.front())};
  for (size_t stage = 1; stage < policy_.stages.size(); ++stage)
    if (auto due = due_of(policy_.stages[stage], state, attempt, *user); !due.empty()) return Asking{std::move(due)};
  return SignedIn{user->id, attempt.passed};
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

Turn Door::identify(std::string_view id, const Claim& claim, std::string_view peer, Json noted) {
  const Claim who = normal(claim);
  // One name may be another person's in each organization.
  const std::string owner =
      policy_.find_meant == nullptr ? bounded(claim.name, longest_name) : cat({who.organization, " ", who.name});
  return world_.step([&](WorldState& state) {
    const SignInAttempt* found = find_live(state, id);
    if (found != nullptr && std::holds_alternative<Locked>(next(state, *found)))
      return turn(state, *found, Verdict::locked);
    SignInAttempt attempt = found != nullptr ? *found : begin(state);
    attempt.name = who.name;
    attempt.organization = who.organization;
    attempt.noted = noted;
    attempt.user_id.clear();
    attempt.passed.clear();
    attempt.awaited = {};
    keep(state, attempt, owner.empty() ? peer : owner);
    return turn(state, attempt, Verdict::accepted);
  });
}

void Door::note(std::string_view id, Json noted) {
  world_.step([&](WorldState& state) {
    if (find_live(state, id) != nullptr)
      state.sign_ins.change(id, [&](SignInAttempt& attempt) { attempt.noted = std::move(noted); });
  });
}

Turn Door::renew(std::string_view id) {
  return world_.step([&](WorldState& state) {
    const SignInAttempt* found = find_live(state, id);
    if (found == nullptr) return turn(state, {}, Verdict::no_attempt);
    SignInAttempt attempt = *found;
    keep(state, attempt, attempt.name.empty() ? attempt.id : attempt.name);
    return turn(state, attempt, Verdict::accepted);
  });
}

}  // namespace understudy::login
