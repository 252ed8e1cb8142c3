#include "login/who_may_answer.h"

#include <string>

#include "base/text.h"

namespace understudy::login {

namespace {

bool belongs(const WorldState& state, const User& user, std::string_view organization) {
  if (organization.empty()) return true;
  const Tenant* tenant = state.tenants.find(user.tenant_id);
  return tenant != nullptr && equal_ignoring_case(tenant->slug, organization);
}

std::vector<const User*> find_by_email(const WorldState& state, const SignInAttempt& attempt) {
  auto users = state.users.find_all(User::by_email, attempt.name);
  std::erase_if(users, [&](const User* user) { return !belongs(state, *user, attempt.organization); });
  return users;
}

bool is_admitted(const Policy& policy, const User& user) {
  return user.status == User::Status::active || (policy.admits_pending && user.status == User::Status::pending);
}

}  // namespace

const User* find_admitted(const Policy& policy, const WorldState& state, std::string_view user_id) {
  const User* user = state.users.find(user_id);
  return user != nullptr && is_admitted(policy, *user) ? user : nullptr;
}

std::vector<User> candidates(const Policy& policy, const WorldState& state, const SignInAttempt& attempt,
                             const Challenge& challenge) {
  std::vector<User> users;
  if (attempt.name.empty()) return users;
  const auto find_meant = policy.find_meant == nullptr ? find_by_email : policy.find_meant;
  for (const User* user : find_meant(state, attempt)) {
    if (!is_admitted(policy, *user) || !challenge.is_open_to(state, *user, attempt)) continue;
    if (!attempt.user_id.empty() && attempt.user_id != user->id) continue;
    users.push_back(*user);
  }
  return users;
}

std::vector<std::string_view> due_of(const Stage& stage, const WorldState& state, const SignInAttempt& attempt,
                                     const User& user) {
  std::vector<std::string_view> due;
  for (const auto& challenge : stage) {
    if (holds(attempt.passed, challenge.name)) return {};
    if (challenge.is_open_to(state, user, attempt)) due.push_back(challenge.name);
  }
  return due;
}

}  // namespace understudy::login
