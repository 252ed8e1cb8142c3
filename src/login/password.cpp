#include "login/password.h"

#include "crypto/digest.h"

namespace understudy::login {

namespace {

bool is_enrolled(const User& user) { return !user.password.empty(); }

bool is_right(World& /*world*/, const Given& given) {
  return crypto::equal_in_constant_time(given.user.password, given.answer);
}

}  // namespace

Factor password_factor() {
  return {.name = "password", .place = Factor::Place::first, .is_enrolled = is_enrolled, .is_right = is_right};
}

}  // namespace understudy::login
