// The exceptions by which user pools turn requests down: the type and message as the original has them, beside the rule
// that failed in our own words.
#pragma once

#include <string>
#include <string_view>

#include "base/refusal.h"
#include "http/message.h"

namespace understudy::cognito {

/// One that says the same wherever it is met. The texts are the original's (docs/cognito.md tells where one is ours).
struct Exception {
  std::string_view type;
  std::string_view message;
};

inline constexpr Exception wrong_password{"NotAuthorizedException", "Incorrect username or password."};
inline constexpr Exception too_many_passwords{"NotAuthorizedException", "Password attempts exceeded"};
inline constexpr Exception user_is_disabled{"NotAuthorizedException", "User is disabled."};
inline constexpr Exception no_such_user{"UserNotFoundException", "User does not exist."};
inline constexpr Exception no_such_user_of_client{"UserNotFoundException", "Username/client id combination not found."};
inline constexpr Exception user_is_not_confirmed{"UserNotConfirmedException", "User is not confirmed."};
inline constexpr Exception password_reset_required{"PasswordResetRequiredException",
                                                   "Password reset required for the user"};
inline constexpr Exception user_exists{"UsernameExistsException", "User already exists"};
inline constexpr Exception user_account_exists{"UsernameExistsException", "User account already exists"};
inline constexpr Exception email_is_taken{"AliasExistsException", "An account with the email already exists."};
inline constexpr Exception phone_number_is_taken{"AliasExistsException",
                                                 "An account with the phone_number already exists."};
inline constexpr Exception preferred_username_is_taken{"AliasExistsException",
                                                       "Already found an entry for preferred_username"};
inline constexpr Exception wrong_code{"CodeMismatchException", "Invalid verification code provided, please try again."};
inline constexpr Exception expired_code{"ExpiredCodeException", "Invalid code provided, please request a code again."};
inline constexpr Exception too_many_tries{"LimitExceededException",
                                          "Attempt limit exceeded, please try after some time."};
inline constexpr Exception spent_session{"NotAuthorizedException",
                                         "Invalid session for the user, session can only be used once."};
inline constexpr Exception expired_session{"NotAuthorizedException",
                                           "Invalid session for the user, session is expired."};
inline constexpr Exception invalid_session{"NotAuthorizedException", "Invalid session for the user."};
inline constexpr Exception no_admin_flow_here{"InvalidParameterException", "Initiate Auth method not supported."};
inline constexpr Exception invalid_access_token{"NotAuthorizedException", "Invalid Access Token"};
inline constexpr Exception expired_access_token{"NotAuthorizedException", "Access Token has expired"};
inline constexpr Exception revoked_access_token{"NotAuthorizedException", "Access Token has been revoked"};
inline constexpr Exception unscoped_access_token{"NotAuthorizedException",
                                                 "Access Token does not have required scopes"};
inline constexpr Exception invalid_refresh_token{"NotAuthorizedException", "Invalid Refresh Token"};
inline constexpr Exception revoked_refresh_token{"NotAuthorizedException", "Refresh Token has been revoked"};
inline constexpr Exception expired_refresh_token{"NotAuthorizedException", "Refresh Token has expired"};
inline constexpr Exception reused_refresh_token{"RefreshTokenReuseException", "Refresh token has already been used."};
inline constexpr Exception no_custom_auth{"InvalidParameterException",
                                          "Custom auth lambda trigger is not configured for the user pool."};
inline constexpr Exception no_such_device{"ResourceNotFoundException", "Device does not exist."};
inline constexpr Exception wrong_sign_in_code{"CodeMismatchException", "Invalid code or auth state for the user."};
inline constexpr Exception wrong_token_code{"CodeMismatchException", "Invalid code received for user"};
inline constexpr Exception used_token_code{"ExpiredCodeException", "Your software token has already been used once."};
inline constexpr Exception wrong_code_of_new_token{"EnableSoftwareTokenMFAException",
                                                   "Code mismatch and fail enable Software Token MFA"};
inline constexpr Exception no_software_token{"SoftwareTokenMFANotFoundException",
                                             "Software Token MFA does not exist for the user."};
inline constexpr Exception no_software_tokens_here{"SoftwareTokenMFANotFoundException",
                                                   "Software Token MFA has not been enabled by the userPool"};
inline constexpr Exception no_self_sign_up{"NotAuthorizedException", "SignUp is not permitted for this user pool"};
inline constexpr Exception nothing_to_reset_by{
    "InvalidParameterException",
    "Cannot reset password for the user as there is no registered/verified email or phone_number"};
inline constexpr Exception no_reset_in_this_state{"NotAuthorizedException",
                                                  "User password cannot be reset in the current state."};

/// The content type of AWS JSON 1.1.
inline constexpr std::string_view json_type = "application/x-amz-json-1.1";

// Each throws a Refusal. They are functions of their own so that the many places that refuse are short. `rule` is ours,
// and the original's message where it is left out.

[[noreturn]] void refuse(const Exception& exception, std::string_view rule = {}, std::string_view expected = {},
                         std::string_view got = {});
/// The same where the message depends.
[[noreturn]] void refuse(std::string_view type, std::string_view message, std::string_view rule = {},
                         std::string_view expected = {}, std::string_view got = {});
/// InvalidParameterException.
[[noreturn]] void refuse_parameter(std::string_view message, std::string_view expected = {}, std::string_view got = {});
/// "User pool client 1example does not exist." and its like.
[[noreturn]] void refuse_pool(std::string_view id);
[[noreturn]] void refuse_client(std::string_view id);
/// An operation, flow or challenge that the original has: 501.
[[noreturn]] void refuse_as_lacking(std::string_view what);

/// {"__type":"NotAuthorizedException","message":"…"} with the headers that say the same.
http::Reply to_reply(const Refusal& refusal);

}  // namespace understudy::cognito
