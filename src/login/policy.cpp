#include "login/policy.h"

#include <set>
#include <stdexcept>

namespace understudy::login {

std::vector<std::string_view> names_of(const Stage& stage) {
  std::vector<std::string_view> names;
  names.reserve(stage.size());
  for (const auto& challenge : stage) names.push_back(challenge.name);
  return names;
}

void check(const std::vector<const Policy*>& policies) {
  std::set<std::string_view> doors;
  for (const auto* policy : policies) {
    if (!doors.insert(policy->door).second) throw std::logic_error("two policies are of one door");
    if (policy->stages.empty()) throw std::logic_error("a policy has no stage");
    std::set<std::string_view> names;
    for (const auto& stage : policy->stages) {
      if (stage.empty()) throw std::logic_error("a stage has no challenge");
      for (const auto& challenge : stage)
        if (!names.insert(challenge.name).second) throw std::logic_error("two challenges of a policy have one name");
    }
  }
}

}  // namespace understudy::login
