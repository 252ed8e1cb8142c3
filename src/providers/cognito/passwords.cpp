#include "providers/cognito/passwords.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/cognito/exceptions.h"

namespace understudy::cognito {

namespace {

constexpr std::string_view uppercase = "ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::string_view lowercase = "abcdefghijkmnopqrstuvwxyz";
constexpr std::string_view digits = "23456789";

struct Wording {
  login::PasswordFault fault;
  std::string_view text;
};
constexpr std::array wordings{
    Wording{login::PasswordFault::too_short, "Password not long enough"},
    Wording{login::PasswordFault::outer_blank, "Password must not have leading or trailing spaces"},
    Wording{login::PasswordFault::no_lowercase, "Password must have lowercase characters"},
    Wording{login::PasswordFault::no_uppercase, "Password must have uppercase characters"},
    Wording{login::PasswordFault::no_number, "Password must have numeric characters"},
    Wording{login::PasswordFault::no_symbol, "Password must have symbol characters"},
};

}  // namespace

void check_password(const PasswordPolicy& policy, std::string_view password) {
  const auto faults = login::faults_of(policy, password);
  if (faults.empty()) return;
  const auto* const wording =
      std::find_if(wordings.begin(), wordings.end(), [&](const Wording& row) { return row.fault == faults.front(); });
  refuse("InvalidPasswordException", cat({"Password did not conform with policy: ", wording->text}),
         "the password keeps the pool's policy", wording->text, "");
}

std::string temporary_password(const PasswordPolicy& policy, std::string_view bytes) {
  constexpr std::array alphabets{uppercase, lowercase, digits, std::string_view("#$%&*+-!?")};
  const size_t length = std::max<size_t>(policy.minimum_length, 10);
  std::string password;
  for (size_t i = 0; i < length; ++i) {
    const auto alphabet = alphabets[i % alphabets.size()];
    password += alphabet[static_cast<unsigned char>(bytes[i % bytes.size()]) % alphabet.size()];
  }
  return password;
}

}  // namespace understudy::cognito
