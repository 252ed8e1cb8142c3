// Accounts in the making, as a fixture writes them in its users, and the shapes of their keys.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "config/formats.h"
#include "config/places.h"
#include "config/section.h"
#include "config/shape.h"
#include "providers/cognito/accounts.h"

namespace understudy::cognito {

/// The second factors of a user.
struct FactorsDraft {
  std::string software_token;  ///< the secret, in base32
  std::vector<std::string> factors;
  std::string preferred;
};

struct AccountDraft {
  std::string username;
  std::string sub;
  Account::State state = Account::State::confirmed;
  std::vector<std::string> groups;
  Json attributes;
  FactorsDraft mfa;
  config::Places places;     ///< of all that is said
  bool has_misfits = false;  ///< something in it could not be read
};

/// "software_token", "sms" and "email", as fixtures call factors.
inline constexpr std::array<std::string_view, 3> factor_words{"software_token", "sms", "email"};

/// "SMS_MFA" of "sms".
std::string_view factor_of_word(std::string_view word);

/// What users and groups may be called.
extern const config::TextFormat account_name;

extern const config::ObjectShape account_shape;

void read_account(const config::Section& section, AccountDraft& account);

/// What the user is in the pool of their tenant. `seed` is the fixture's.
Account make_account(const std::string& seed, const Pool& pool, const User& user, const AccountDraft& draft);

}  // namespace understudy::cognito
