#include "providers/cognito/passwords.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/characters.h"
#include "providers/cognito/exceptions.h"

namespace understudy::cognito {

namespace {

constexpr std::string_view uppercase = "ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::string_view lowercase = "abcdefghijkmnopqrstuvwxyz";
constexpr std::string_view digits = "23456789";
constexpr std::string_view symbols = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+=";

using config::characters::is_digit;
using config::characters::is_lower;
using config::characters::is_upper;

/// A blank counts, but not at either end.
bool is_symbol(char c) { return c == ' ' || symbols.find(c) != std::string_view::npos; }

struct Rule {
  bool PasswordPolicy::*is_asked;
  bool (*fits)(char c);
  std::string_view missing;
};
constexpr std::array rules{
    Rule{&PasswordPolicy::requires_lowercase, is_lower, "Password must have lowercase characters"},
    Rule{&PasswordPolicy::requires_uppercase, is_upper, "Password must have uppercase characters"},
    Rule{&PasswordPolicy::requires_numbers, is_digit, "Password must have numeric characters"},
    Rule{&PasswordPolicy::requires_symbols, is_symbol, "Password must have symbol characters"},
};

[[noreturn]] void refuse_for(std::string_view rule) {
  refuse("InvalidPasswordException", cat({"Password did not conform with policy: ", rule}),
         "the password keeps the pool's policy", std::string(rule), "");
}

}  // namespace

void check_password(const PasswordPolicy& policy, std::string_view password) {
  if (static_cast<int64_t>(count_characters(password)) < policy.minimum_length) refuse_for("Password not long enough");
  const auto inner = trim(password);
  if (inner.size() != password.size()) refuse_for("Password must not have leading or trailing spaces");
  for (const auto& rule : rules)
    if (policy.*rule.is_asked && std::none_of(password.begin(), password.end(), rule.fits)) refuse_for(rule.missing);
}

std::string temporary_password(const PasswordPolicy& policy, std::string_view bytes) {
  constexpr std::array alphabets{uppercase, lowercase, digits, std::string_view("#$%&*+-!?")};
  const size_t length = std::max<size_t>(static_cast<size_t>(policy.minimum_length), 10);
  std::string password;
  for (size_t i = 0; i < length; ++i) {
    const auto alphabet = alphabets[i % alphabets.size()];
    password += alphabet[static_cast<unsigned char>(bytes[i % bytes.size()]) % alphabet.size()];
  }
  return password;
}

}  // namespace understudy::cognito
