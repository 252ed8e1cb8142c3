#include "world/sign_in.h"

#include "base/text.h"

namespace understudy {

std::vector<std::string> lookups(const SignInAttempt& attempt) {
  if (attempt.user_id.empty()) return {};
  return {cat({"user:", attempt.user_id})};
}

}  // namespace understudy
