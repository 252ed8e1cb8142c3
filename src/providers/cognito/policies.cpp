#include "providers/cognito/policies.h"

#include <limits>

#include "providers/cognito/challenges.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

std::vector<const User*> find_meant(const WorldState& state, const SignInAttempt& attempt) {
  const auto& cognito = cognito_of(state);
  const Client* client = cognito.clients.find(attempt.organization);
  const Pool* pool = client == nullptr ? nullptr : cognito.pools.find(client->pool_id);
  const auto member = pool == nullptr ? std::nullopt : find_pool_user(state, *pool, attempt.name);
  if (!member) return {};
  return {state.users.find(member->user.id)};
}

login::Policy policy(std::string_view door, std::vector<login::Stage> stages) {
  return {.door = door,
          .stages = std::move(stages),
          // Accounts are locked, not attempts.
          .most_wrong_answers = std::numeric_limits<unsigned>::max(),
          .lasts = std::chrono::minutes(3),
          .ticket = login::Policy::Ticket::renewed_with_each_step,
          .find_meant = find_meant,
          .admits_pending = true};
}

/// What everybody may be asked whose first answer was right.
std::vector<login::Stage> with_what_follows(login::Stage first) {
  return {std::move(first),
          {new_password()},
          // Before the factors themselves, since whoever just set one up has one.
          {token_setup(), email_setup()},
          {setup_done()},
          {sms_mfa(), software_token_mfa(), email_mfa()},
          {device_proof()}};
}

}  // namespace

const login::Policy& password_policy_of_sign_in() {
  static const login::Policy row = policy("cognito.password", with_what_follows({password()}));
  return row;
}

const login::Policy& srp_policy_of_sign_in() {
  static const login::Policy row = policy("cognito.srp", with_what_follows({proof()}));
  return row;
}

const login::Policy& choice_policy_of_sign_in() {
  static const login::Policy row =
      policy("cognito.choice", with_what_follows({password(), proof(), email_otp(), sms_otp()}));
  return row;
}

const login::Policy& custom_policy_of_sign_in() {
  static const login::Policy row = policy("cognito.custom", {{custom()}, {device_proof()}});
  return row;
}

const login::Policy& custom_after_srp_policy() {
  static const login::Policy row = [] {
    auto stages = with_what_follows({proof()});
    // The device comes last.
    stages.insert(stages.end() - 1, login::Stage{custom()});
    return policy("cognito.custom_srp", std::move(stages));
  }();
  return row;
}

const login::Policy& sign_up_policy() {
  static const login::Policy row = policy("cognito.sign_up", {{confirmed_sign_up()}, {auto_sign_in()}});
  return row;
}

std::vector<const login::Policy*> policies() {
  return {&password_policy_of_sign_in(), &srp_policy_of_sign_in(),   &choice_policy_of_sign_in(),
          &custom_policy_of_sign_in(),   &custom_after_srp_policy(), &sign_up_policy()};
}

const login::Policy* find_policy(std::string_view door) {
  for (const auto* row : policies())
    if (row->door == door) return row;
  return nullptr;
}

}  // namespace understudy::cognito
