#include "providers/cognito/user_pool_mfa.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/first_factors.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

// In the order of answers.
constexpr std::array<std::string_view, 3> factor_settings{"SmsMfaConfiguration", "SoftwareTokenMfaConfiguration",
                                                          "EmailMfaConfiguration"};

Json sms_of(const Json& settings) {
  Json sms = Json::object();
  if (const Json* message = find_set(settings, "SmsAuthenticationMessage"))
    sms.set("SmsAuthenticationMessage", *message);
  if (const Json* configuration = find_set(settings, "SmsConfiguration")) sms.set("SmsConfiguration", *configuration);
  return sms;
}

bool is_off(const Pool& pool) { return second_factor_demanded(pool) == Demanded::never; }

bool offers_any(const Pool& pool) {
  return offers(pool, sms_factor) || offers(pool, token_factor) || offers(pool, email_factor);
}

/// A factor that is enough by itself makes none of the second ones that everybody is asked for.
void require_no_codes_alone(const Pool& pool) {
  if (second_factor_demanded(pool) != Demanded::always) return;
  for (const std::string_view factor : {"EMAIL_OTP", "SMS_OTP"})
    if (allows_first_factor(pool, factor))
      refuse_parameter("MFA cannot be required in a user pool that has passwordless sign-in.",
                       "AllowedFirstAuthFactors: PASSWORD", std::string(factor));
}

Json described(const Pool& pool) {
  Json answer = Json::object();
  for (const auto& [name, value] : pool.second_factors.members()) answer.set(name, value);
  answer.set("MfaConfiguration", pool.settings.text_at("MfaConfiguration"));
  return answer;
}

/// The factors that a call switches on; of text messages what the call leaves out is the pool's.
Json factors_in(const Call& call, Pool& pool) {
  Json factors = Json::object();
  for (const auto name : factor_settings)
    if (const Json* given = call.body.find(name); given != nullptr && given->is_object()) factors.set(name, *given);
  const Json* sms = factors.find("SmsMfaConfiguration");
  if (sms == nullptr) return factors;
  for (const std::string_view name : {"SmsConfiguration", "SmsAuthenticationMessage"})
    if (const Json* given = find_set(*sms, name)) pool.settings.set(name, *given);
  if (find_set(pool.settings, "SmsConfiguration") == nullptr)
    refuse_parameter(
        "SMS configuration and Auto verification for phone_number are required when MFA is required/optional");
  factors.set("SmsMfaConfiguration", sms_of(pool.settings));
  return factors;
}

void set_mfa(const Call& call, Pool& pool) {
  if (call.has("WebAuthnConfiguration"))
    refuse_as_lacking("WebAuthnConfiguration of Amazon Cognito user pools: passkeys");
  const auto word = call.text("MfaConfiguration");
  pool.settings.set("MfaConfiguration", word.empty() ? std::string_view("OFF") : word);
  const bool names_factors = std::any_of(factor_settings.begin(), factor_settings.end(),
                                         [&](std::string_view name) { return call.has(name); });
  if (is_off(pool) && names_factors)
    refuse_parameter("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
  pool.second_factors = SharedSettings(factors_in(call, pool));
  if (!is_off(pool) && !offers_any(pool))
    refuse_parameter("Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.");
  require_no_codes_alone(pool);
}

}  // namespace

void settle_second_factors(Pool& pool) {
  if (is_off(pool)) {
    if (!pool.second_factors.members().empty()) pool.second_factors = SharedSettings();
    return;
  }
  if (!offers_any(pool)) {
    if (find_set(pool.settings, "SmsConfiguration") == nullptr)
      refuse_parameter(
          "SMS configuration and Auto verification for phone_number are required when MFA is required/optional");
    pool.second_factors.set("SmsMfaConfiguration", sms_of(pool.settings));
  }
  require_no_codes_alone(pool);
}

Json get_user_pool_mfa_config(Call& call) {
  return call.visit.world.step(
      [&](WorldState& state) { return described(named_pool(cognito_of(state), call.text("UserPoolId"))); });
}

Json set_user_pool_mfa_config(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    Pool pool = named_pool(cognito, call.text("UserPoolId"));
    set_mfa(call, pool);
    touch(pool.dates, state);
    Json answer = described(pool);
    cognito.pools.put(std::move(pool));
    return answer;
  });
}

}  // namespace understudy::cognito
