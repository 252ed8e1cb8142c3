#include "login/attempt.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace understudy::login {

namespace {

// What is longer belongs to nobody, and must not fill a world.
constexpr size_t longest_email = 320;  // RFC 3696 §3
constexpr size_t longest_organization = 100;
constexpr size_t id_length = 32;

std::string bounded(std::string_view text, size_t longest) {
  text = trim(text);
  return text.size() <= longest ? to_lower(text) : std::string();
}

const SignInAttempt* find_live(const WorldState& state, std::string_view id) {
  const SignInAttempt* attempt = state.sign_ins.find(id);
  return attempt != nullptr && state.clock.now() < attempt->expires_at ? attempt : nullptr;
}

SignInAttempt new_attempt(WorldState& state, std::string_view owner, Milliseconds lasts) {
  SignInAttempt attempt;
  attempt.id = state.ids.url_safe("sign-in", owner, id_length);
  attempt.started_at = state.clock.now();
  attempt.expires_at = attempt.started_at + lasts;
  return attempt;
}

const User* find_active(const WorldState& state, std::string_view user_id) {
  const User* user = state.users.find(user_id);
  return user != nullptr && user->status == User::Status::active ? user : nullptr;
}

bool belongs(const WorldState& state, const User& user, std::string_view organization) {
  if (organization.empty()) return true;
  const Tenant* tenant = state.tenants.find(user.tenant_id);
  return tenant != nullptr && equal_ignoring_case(tenant->slug, organization);
}

/// Those who may answer, in the fixture's order: one, as soon as a factor told or asked one.
std::vector<User> candidates(const WorldState& state, const SignInAttempt& attempt, const Factor& factor) {
  std::vector<User> users;
  if (attempt.email.empty()) return users;
  for (const User* user : state.users.find_all(User::by_email, attempt.email)) {
    if (user->status != User::Status::active || !factor.is_enrolled(*user)) continue;
    if (!belongs(state, *user, attempt.organization)) continue;
    if (!attempt.user_id.empty() && attempt.user_id != user->id) continue;
    if (factor.ask != nullptr && attempt.question.user_id != user->id && !attempt.question.factor.empty()) continue;
    users.push_back(*user);
  }
  return users;
}

/// Whether two requests at once have found the same attempt, but for the answers that were wrong meanwhile.
bool is_where_it_was(const SignInAttempt& a, const SignInAttempt& b) {
  return a.email == b.email && a.organization == b.organization && a.passed == b.passed && a.question == b.question;
}

}  // namespace

struct Door::Survey {
  Turn turn;  ///< what to answer where there is no factor
  SignInAttempt attempt;
  const Factor* factor = nullptr;  ///< null: it is not to be answered
  std::vector<User> users;
  Instant now;
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

Door::Door(World& world, Rules rules, const Factors& known) : world_(world), rules_(rules), known_(known) {}

// What comes next is decided here, and only here.
Step Door::next(const WorldState& state, const SignInAttempt& attempt) const {
  if (attempt.wrong_answers >= rules_.most_wrong_answers) return Locked{attempt.expires_at};
  // Whoever was deactivated on the way is nobody again.
  const User* user = attempt.passed.empty() ? nullptr : find_active(state, attempt.user_id);
  Asking due;
  for (const auto& factor : known_) {
    const bool is_due = user == nullptr ? factor.place == Factor::Place::first
                                        : factor.place == Factor::Place::second && factor.is_enrolled(*user);
    if (!is_due) continue;
    const auto& passed = attempt.passed;
    if (user != nullptr && std::find(passed.begin(), passed.end(), factor.name) != passed.end())
      return SignedIn{user->id};
    due.factors.push_back(factor.name);
  }
  if (user != nullptr && due.factors.empty()) return SignedIn{user->id};
  return due;
}

Turn Door::turn(const WorldState& state, const SignInAttempt& attempt, Verdict verdict) const {
  Turn turn{attempt.id, next(state, attempt), verdict, {}};
  if (std::holds_alternative<Locked>(turn.step)) turn.verdict = Verdict::locked;
  return turn;
}

Turn Door::look(std::string_view id) const {
  return world_.step([&](WorldState& state) {
    const SignInAttempt* attempt = find_live(state, id);
    return attempt == nullptr ? turn(state, {}, Verdict::no_attempt) : turn(state, *attempt, Verdict::accepted);
  });
}

Turn Door::identify(std::string_view id, const Claim& claim, std::string_view peer) {
  const std::string email = bounded(claim.email, longest_email);
  const std::string organization = bounded(claim.organization, longest_organization);
  // An organization that nobody can have must not count as none.
  const bool is_nobody = organization.empty() && !trim(claim.organization).empty();
  return world_.step([&](WorldState& state) {
    const SignInAttempt* found = find_live(state, id);
    if (found != nullptr && std::holds_alternative<Locked>(next(state, *found)))
      return turn(state, *found, Verdict::locked);
    SignInAttempt attempt;
    if (found != nullptr)
      attempt = *found;
    else
      attempt = new_attempt(state, email.empty() ? peer : email, rules_.lasts);
    attempt.email = is_nobody ? std::string() : email;
    attempt.organization = organization;
    attempt.user_id.clear();
    attempt.passed.clear();
    attempt.question = {};
    state.sign_ins.put_among(attempt, world_.limits().sign_ins);
    return turn(state, attempt, Verdict::accepted);
  });
}

Door::Survey Door::survey(std::string_view id, std::string_view name) const {
  return world_.step([&](WorldState& state) {
    Survey seen;
    seen.now = state.clock.now();
    const SignInAttempt* attempt = find_live(state, id);
    if (attempt == nullptr) {
      seen.turn = turn(state, {}, Verdict::no_attempt);
      return seen;
    }
    seen.attempt = *attempt;
    seen.turn = turn(state, *attempt, Verdict::not_asked);
    const auto* asking = std::get_if<Asking>(&seen.turn.step);
    if (asking == nullptr || std::find(asking->factors.begin(), asking->factors.end(), name) == asking->factors.end())
      return seen;
    seen.factor = &*std::find_if(known_.begin(), known_.end(), [&](const Factor& one) { return one.name == name; });
    seen.users = candidates(state, *attempt, *seen.factor);
    return seen;
  });
}

Turn Door::ask(std::string_view id, std::string_view name, const Json& opening) {
  const Survey seen = survey(id, name);
  if (seen.factor == nullptr || seen.factor->ask == nullptr) return seen.turn;
  const User* user = seen.users.empty() ? nullptr : &seen.users.front();
  Question question = seen.factor->ask(world_, user, opening);
  return world_.step([&](WorldState& state) {
    const SignInAttempt* now = find_live(state, seen.attempt.id);
    if (now == nullptr || !is_where_it_was(*now, seen.attempt)) return seen.turn;
    SignInAttempt attempt = *now;
    attempt.question = {std::string(name), user == nullptr ? std::string() : user->id, std::move(question.kept),
                        seen.now};
    state.sign_ins.put(attempt);
    Turn asked = turn(state, attempt, Verdict::accepted);
    asked.shown = std::move(question.shown);
    return asked;
  });
}

Turn Door::answer(std::string_view id, std::string_view name, std::string_view answer) {
  const Survey seen = survey(id, name);
  const bool waits = seen.factor != nullptr && (seen.factor->ask == nullptr || seen.attempt.question.factor == name);
  if (!waits) return seen.turn;
  const auto right = std::find_if(seen.users.begin(), seen.users.end(), [&](const User& user) {
    return seen.factor->is_right(world_,
                                 {user, answer, seen.attempt.question.kept, seen.attempt.question.asked_at, seen.now});
  });
  return settle(seen, right == seen.users.end() ? nullptr : &*right, answer);
}

Turn Door::settle(const Survey& seen, const User* right, std::string_view answer) {
  return world_.step([&](WorldState& state) {
    const SignInAttempt* now = find_live(state, seen.attempt.id);
    if (now == nullptr) return turn(state, {}, Verdict::no_attempt);
    // Guesses may come at once: each is judged outside of the lock, and counts here, where the others are seen.
    if (!is_where_it_was(*now, seen.attempt) || std::holds_alternative<Locked>(next(state, *now)))
      return turn(state, *now, Verdict::not_asked);
    SignInAttempt attempt = *now;
    Verdict verdict = Verdict::accepted;
    if (right == nullptr) {
      verdict = seen.users.empty() ? Verdict::unknown_user : Verdict::wrong_answer;
    } else if (seen.factor->spend != nullptr && !seen.factor->spend(state, {*right, answer, attempt.question.kept,
                                                                            attempt.question.asked_at, seen.now})) {
      verdict = Verdict::used_answer;
    }
    if (verdict == Verdict::accepted) {
      attempt.user_id = right->id;
      attempt.passed.emplace_back(seen.factor->name);
      attempt.question = {};
    } else {
      ++attempt.wrong_answers;
    }
    Turn settled = turn(state, attempt, verdict);
    if (std::holds_alternative<SignedIn>(settled.step)) {
      state.sign_ins.erase(attempt.id);
      settled.attempt.clear();
    } else {
      state.sign_ins.put(std::move(attempt));
    }
    return settled;
  });
}

}  // namespace understudy::login
