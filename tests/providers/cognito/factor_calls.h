// Calls of sign-ins with second factors: a pool that has all of them, and users who have one each, or all.
#pragma once

#include <string>
#include <string_view>

#include "base/encoding.h"
#include "crypto/totp.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {

/// The member as JSON, or "none".
inline std::string member_of(const Json& json, std::string_view name) {
  const Json* value = json.find(name);
  return value == nullptr ? "none" : value->dump();
}

/// Their passwords are "Sam-Password-1" and so on. Anna has no factor, Sam text messages, Tom an app, Eve mails, Mia
/// all.
class FactorCalls : public UserPoolCalls {
 protected:
  explicit FactorCalls(const std::string& settings = "remember_devices: never")
      : UserPoolCalls(sunny_pool(
            "mfa: optional\n      mfa_factors: [software_token, sms, email]\n      code: \"246810\"\n      " + settings,
            R"({email: anna@sunny.test, password: Anna-Password-1, phone: "+4915100000001"},
        {email: sam@sunny.test, password: Sam-Password-1, phone: "+4915100000002", cognito: {mfa: {factors: [sms]}}},
        {email: tom@sunny.test, password: Tom-Password-1, cognito: {mfa: {totp: JBSWY3DPEHPK3PXP}}},
        {email: eve@sunny.test, password: Eve-Password-1, cognito: {mfa: {factors: [email]}}},
        {email: mia@sunny.test, password: Mia-Password-1, phone: "+4915100000003",
         cognito: {mfa: {totp: JBSWY3DPEHPK3PXP, factors: [sms, software_token, email]}}})")) {}

  explicit FactorCalls(Seed seed) : UserPoolCalls(std::move(seed)) {}

  static std::string name_of(std::string_view who) { return cat({to_lower(who), "@sunny.test"}); }
  static Json by_password(std::string_view who) {
    return Json::object(
        {{"AuthFlow", "USER_PASSWORD_AUTH"},
         {"ClientId", "sunnyportal"},
         {"AuthParameters", Json::object({{"USERNAME", name_of(who)}, {"PASSWORD", cat({who, "-Password-1"})}})}});
  }
  Json sign_in(std::string_view who, std::string_view world = "") {
    return call("InitiateAuth", by_password(who), world);
  }
  /// AuthenticationResult of somebody who is asked for nothing else.
  Json tokens_of(std::string_view who) { return *sign_in(who).find("AuthenticationResult"); }

  static Json reply(const Json& asked, std::string_view challenge, std::string_view who,
                    std::initializer_list<std::pair<std::string_view, std::string_view>> more = {}) {
    Json responses = Json::object({{"USERNAME", name_of(who)}});
    for (const auto& [name, value] : more) responses.set(name, value);
    return Json::object({{"ClientId", "sunnyportal"},
                         {"ChallengeName", challenge},
                         {"Session", asked.text_at("Session")},
                         {"ChallengeResponses", responses}});
  }
  Json answer(const Json& body, std::string_view world = "") { return call("RespondToAuthChallenge", body, world); }
  std::string answered(const Json& body, std::string_view world = "") {
    return refusal("RespondToAuthChallenge", body, world);
  }
  Json with_sms(const Json& asked, std::string_view code = "246810", std::string_view who = "Sam") const {
    return reply(asked, "SMS_MFA", who, {{"SMS_MFA_CODE", code}});
  }
  Json with_mail(const Json& asked, std::string_view code = "246810", std::string_view who = "Eve") const {
    return reply(asked, "EMAIL_OTP", who, {{"EMAIL_OTP_CODE", code}});
  }
  Json with_app(const Json& asked, std::string_view code, std::string_view who = "Tom") const {
    return reply(asked, "SOFTWARE_TOKEN_MFA", who, {{"SOFTWARE_TOKEN_MFA_CODE", code}});
  }
  /// What an app with that secret shows so many steps from now.
  std::string code(int64_t steps = 0, std::string_view secret = "JBSWY3DPEHPK3PXP") {
    return crypto::totp(*from_base32(secret), crypto::totp_step(mock.machine) + steps);
  }

  /// The whole answer, its session, which is none that could be told before, as "…".
  static std::string told(Json answer) {
    if (!answer.text_at("Session").empty()) answer.set("Session", "…");
    return answer.dump();
  }
  static bool is_in(const Json& answer) { return answer.find("AuthenticationResult") != nullptr; }
  /// "SMS_MFA", or "tokens".
  static std::string asked_in(const Json& answer) {
    return is_in(answer) ? "tokens" : std::string(answer.text_at("ChallengeName"));
  }

  /// By the API, with all factors or those that are given.
  void set_mfa(std::string_view word, std::vector<std::string_view> factors = {"Sms", "SoftwareToken", "Email"}) {
    Json body = of_pool({{"MfaConfiguration", word}});
    for (const auto factor : factors)
      body.set(cat({factor, "MfaConfiguration"}),
               factor == "SoftwareToken" ? Json::object({{"Enabled", true}}) : Json::object());
    call("SetUserPoolMfaConfig", body);
  }
  void prefer(std::string_view who, std::string_view settings, bool is_enabled, bool is_preferred) {
    call("AdminSetUserMFAPreference",
         of_user(name_of(who), {{settings, Json::object({{"Enabled", is_enabled}, {"PreferredMfa", is_preferred}})}}));
  }
  /// By which passwords are recovered, the first choice first: "verified_email".
  void recover_by(std::vector<std::string_view> ways) {
    Json list = Json::array();
    int64_t priority = 0;
    for (const auto way : ways) list.push(Json::object({{"Priority", ++priority}, {"Name", way}}));
    set_in_pool("AccountRecoverySetting", Json::object({{"RecoveryMechanisms", list}}));
  }
};

inline const std::string wrong_code_refused = "CodeMismatchException: Invalid code or auth state for the user.";
inline const std::string wrong_app_code_refused = "CodeMismatchException: Invalid code received for user";
inline const std::string spent_session_refused =
    "NotAuthorizedException: Invalid session for the user, session can only be used once.";
inline const std::string expired_session_refused =
    "NotAuthorizedException: Invalid session for the user, session is expired.";
inline const std::string invalid_session_refused = "NotAuthorizedException: Invalid session for the user.";
inline const std::string password_refused = "NotAuthorizedException: Incorrect username or password.";
inline const std::string locked_refused = "NotAuthorizedException: Password attempts exceeded";

}  // namespace understudy::cognito
