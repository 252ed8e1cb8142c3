#include "providers/cognito/first_factors.h"

#include <array>

#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

struct CodeFactor {
  std::string_view name;
  std::string_view attribute;
};
constexpr std::array code_factors{CodeFactor{"EMAIL_OTP", "email"}, CodeFactor{"SMS_OTP", "phone_number"}};

}  // namespace

bool allows_first_factor(const Pool& pool, std::string_view factor) {
  const Json* policy = find_set(pool.settings, "Policies", "SignInPolicy");
  return policy != nullptr && is_among(*policy, "AllowedFirstAuthFactors", factor);
}

bool may_use_code(const Pool& pool, const PoolUser& member, std::string_view factor) {
  if (!allows_first_factor(pool, factor)) return false;
  if (!attribute_of(member, attribute_of_code(factor))) return false;
  // Whoever must change a password shows the old one first, and a code is no second factor's equal.
  const auto state = member.account.state;
  const bool is_open = state == Account::State::confirmed || state == Account::State::unconfirmed;
  return is_open && factors_asked(pool, member).empty();
}

std::vector<std::string_view> first_factors_of(const Pool& pool, const PoolUser& member) {
  std::vector<std::string_view> all;
  if (!member.user.password.empty()) all = {"PASSWORD_SRP", "PASSWORD"};
  for (const auto& factor : code_factors)
    if (may_use_code(pool, member, factor.name)) all.push_back(factor.name);
  return all;
}

std::string_view attribute_of_code(std::string_view factor) {
  for (const auto& row : code_factors)
    if (row.name == factor) return row.attribute;
  return {};
}

}  // namespace understudy::cognito
