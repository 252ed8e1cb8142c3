// Second factors: which a pool offers, which a user has, and which of them a sign-in asks for. By the words of the API:
// SMS_MFA, SOFTWARE_TOKEN_MFA, EMAIL_OTP.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "providers/cognito/accounts.h"

namespace understudy::cognito {

inline constexpr std::string_view sms_factor = "SMS_MFA";
inline constexpr std::string_view token_factor = "SOFTWARE_TOKEN_MFA";
inline constexpr std::string_view email_factor = "EMAIL_OTP";

/// Whether a pool asks its users for a second factor.
enum class Demanded { never, of_who_has_one, always };
Demanded second_factor_demanded(const Pool& pool);

/// Whether the pool offers that factor to its users, where it asks for any.
bool offers(const Pool& pool, std::string_view factor);

/// "phone_number": the attribute that a factor sends its codes to; empty: it sends none.
std::string_view attribute_of_factor(std::string_view factor);

/// The factors of which the user is asked for one: the preferred one where there is such a one. None where the pool
/// asks for none, or the user has none.
std::vector<std::string_view> factors_asked(const Pool& pool, const PoolUser& member);

/// Those that a user without any can be asked to set up.
std::vector<std::string_view> factors_to_set_up(const Pool& pool);

/// Switches one on, and prefers it where that is said; it is among those that the user may have (mfa_preferences.cpp).
void switch_on(Account& account, std::string_view factor, bool is_preferred);
void switch_off(Account& account, std::string_view factor);

/// MFAOptions, PreferredMfaSetting and UserMFASettingList, where there is anything to tell.
void add_second_factors(Json& json, const PoolUser& member);

/// The secret of an app that is to be set up: 32 bytes, as real ones have.
std::string new_token_secret(WorldState& state, const std::string& user_id);
/// Takes the place of the app before.
void take_token(Account& account, std::string secret, std::string_view name);

void forget_token(Account& account);

/// Whether `code` is the software token's at that time, or of the step before or after.
bool is_software_token_code(const std::string& secret, std::string_view code, Instant now);
/// The same of a code that is used up now; false where it was used before, or is none.
bool use_software_token_code(SoftwareToken& token, std::string_view code, Instant now);

}  // namespace understudy::cognito
