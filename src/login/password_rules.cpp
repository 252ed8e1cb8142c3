#include "login/password_rules.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace understudy::login {

namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A blank counts, but not at either end.
bool is_symbol(char c) {
  constexpr std::string_view symbols = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+= ";
  return symbols.find(c) != std::string_view::npos;
}

struct Class {
  bool PasswordDemands::*is_demanded;
  bool (*fits)(char c);
  PasswordFault lacking;
};
constexpr std::array classes{
    Class{&PasswordDemands::lowercase, is_lower, PasswordFault::no_lowercase},
    Class{&PasswordDemands::uppercase, is_upper, PasswordFault::no_uppercase},
    Class{&PasswordDemands::number, is_digit, PasswordFault::no_number},
    Class{&PasswordDemands::symbol, is_symbol, PasswordFault::no_symbol},
};

}  // namespace

PasswordDemands password_demands(const WorldState& state, const Seed& seed, const Tenant& tenant) {
  const auto& rules = seed.parts.of_or_usual<PasswordRules>();
  const auto own = rules.of == nullptr ? std::nullopt : rules.of(state, tenant);
  return own.value_or(PasswordDemands());
}

std::vector<PasswordFault> faults_of(const PasswordDemands& demands, std::string_view password) {
  std::vector<PasswordFault> faults;
  if (count_characters(password) < demands.minimum_length) faults.push_back(PasswordFault::too_short);
  const std::string_view inner = trim(password);
  if (inner.size() != password.size()) faults.push_back(PasswordFault::outer_blank);
  for (const auto& [is_demanded, fits, lacking] : classes)
    if (demands.*is_demanded && std::none_of(inner.begin(), inner.end(), fits)) faults.push_back(lacking);
  return faults;
}

}  // namespace understudy::login
