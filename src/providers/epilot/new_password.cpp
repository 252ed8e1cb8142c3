#include "providers/epilot/new_password.h"

#include <array>

#include "base/choice.h"
#include "base/refusal.h"
#include "base/text.h"
#include "login/password_rules.h"

namespace understudy::epilot {

namespace {

using login::PasswordFault;

/// The API has no word for a blank at either end.
constexpr std::array violations{
    Choice{"too_short", PasswordFault::too_short},
    Choice{"missing_lowercase", PasswordFault::no_lowercase},
    Choice{"missing_uppercase", PasswordFault::no_uppercase},
    Choice{"missing_number", PasswordFault::no_number},
    Choice{"missing_symbol", PasswordFault::no_symbol},
};

}  // namespace

void require_good_password(const WorldState& state, const Seed& seed, const Tenant& tenant, std::string_view password) {
  const auto faults = login::faults_of(login::password_demands(state, seed, tenant), password);
  if (faults.empty()) return;
  std::vector<std::string> words;
  for (const auto fault : faults)
    if (const auto word = word_for(violations, fault); !word.empty()) words.emplace_back(word);
  const std::string broken = join(words, ",");
  throw Refusal{Reason::invalid_request,
                "the password keeps the organization's rules",
                "",
                broken.empty() ? "a blank at an end" : broken,
                {.code = std::string(password_policy_code),
                 .member = broken,
                 .message = "Password does not meet the requirements"}};
}

}  // namespace understudy::epilot
