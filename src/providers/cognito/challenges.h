// What user pools ask of whoever signs in. An attempt's name is the user name as the client typed it, its organization
// the client's id; it notes {"device_key":…}, where the client has one. Each challenge by a name of its own within a
// policy; what a client calls it is the business of whoever shows it (next_challenge.h).
#pragma once

#include <string>
#include <string_view>

#include "login/challenge.h"
#include "providers/cognito/accounts.h"

namespace understudy::cognito {

inline constexpr std::string_view password_challenge = "PASSWORD";
inline constexpr std::string_view srp_challenge = "PASSWORD_VERIFIER";
inline constexpr std::string_view new_password_challenge = "NEW_PASSWORD_REQUIRED";
inline constexpr std::string_view email_otp_challenge = "EMAIL_OTP";
inline constexpr std::string_view sms_otp_challenge = "SMS_OTP";
inline constexpr std::string_view sms_mfa_challenge = "SMS_MFA";
inline constexpr std::string_view software_token_challenge = "SOFTWARE_TOKEN_MFA";
inline constexpr std::string_view email_mfa_challenge = "EMAIL_MFA";
inline constexpr std::string_view token_setup_challenge = "SOFTWARE_TOKEN_SETUP";
inline constexpr std::string_view email_setup_challenge = "EMAIL_SETUP";
inline constexpr std::string_view setup_done_challenge = "MFA_SETUP";
inline constexpr std::string_view custom_challenge = "CUSTOM_CHALLENGE";
inline constexpr std::string_view sign_up_challenge = "SIGN_UP_CODE";
inline constexpr std::string_view auto_sign_in_challenge = "AUTO_SIGN_IN";
inline constexpr std::string_view device_challenge = "DEVICE_PASSWORD_VERIFIER";

/// The answer is the password.
login::Challenge password();
/// A proof by SRP. It is sent {"A":"<hex>"}, which crypto::srp::read_public_value has read, and shows SALT, SRP_B and
/// USER_ID_FOR_SRP. Answer: {"signature":…,"block":<the SECRET_BLOCK's bytes in hex>,"time":"Tue Nov 3 04:05:06 UTC
/// 2026"}.
login::Challenge proof();
/// Of whoever must change the password. Answer: one that fits the pool's rules.
login::Challenge new_password();

/// First factors: a code that was sent. Answer: the code. A right one confirms the account, and that the address is the
/// user's.
login::Challenge email_otp();
login::Challenge sms_otp();

// Second factors, of those who have them where the pool asks for them. Answer: the code.
login::Challenge sms_mfa();
login::Challenge software_token_mfa();
login::Challenge email_mfa();

// Second factors that are set up on the way, of those who have none where the pool asks everybody.
/// Shows SecretCode. Answer: {"code":…,"name":…}, a code of it and what the user calls it.
login::Challenge token_setup();
/// It is sent the address. Answer: the code that went there.
login::Challenge email_setup();
/// That the client goes on after that, which it says with no answer.
login::Challenge setup_done();

/// Whatever the pool's triggers ask; they judge the answers, too (custom_auth.h). It is sent {"shown":{…},"kept":{…}}.
/// Answer: true, where they let somebody in.
login::Challenge custom();

// Of whoever signs up and is let in by the code of that. Neither is a client's to answer: ConfirmSignUp and
// InitiateAuth do.
login::Challenge confirmed_sign_up();
login::Challenge auto_sign_in();

/// The device's own password, of whoever comes with a device's key. Like proof().
login::Challenge device_proof();

/// What a user of that name would be called, who is not there: the same whenever it is asked for.
std::string made_up_username(const CognitoState& cognito, const Pool& pool, const std::string& name);

}  // namespace understudy::cognito
