#include "login/policy.h"

namespace understudy::login {

std::vector<std::string_view> names_of(const Stage& stage) {
  std::vector<std::string_view> names;
  names.reserve(stage.size());
  for (const auto& challenge : stage) names.push_back(challenge.name);
  return names;
}

}  // namespace understudy::login
