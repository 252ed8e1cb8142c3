#include "login/password.h"

#include "crypto/digest.h"

namespace understudy::login {

namespace {

bool is_open_to(const WorldState& /*state*/, const User& user, const SignInAttempt& /*attempt*/) {
  return !user.password.empty();
}

bool is_right(World& /*world*/, const Given& given) {
  const std::string* answer = given.answer.text();
  return answer != nullptr && crypto::equal_in_constant_time(given.user.password, *answer);
}

}  // namespace

Challenge password() { return {.name = "password", .is_open_to = is_open_to, .is_right = is_right}; }

}  // namespace understudy::login
