// What drafts say, in the words of the API that makes such pools, clients and groups.
#include <algorithm>

#include "base/text.h"
#include "providers/cognito/drafts.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/validation.h"

namespace understudy::cognito {

namespace {

bool has_factor(const PoolDraft& pool, std::string_view word) {
  return pool.mfa != Demanded::never && holds(pool.mfa_factors, word);
}

Json sms_configuration() { return Json::object({{"SnsCallerArn", "arn:aws:iam::123456789012:role/text-messages"}}); }

void add_second_factors(Json& given, const PoolDraft& pool) {
  if (pool.mfa == Demanded::never) return;
  given.set("MfaConfiguration", pool.mfa == Demanded::always ? "ON" : "OPTIONAL");
  // What is a second factor recovers no password: of e-mail, which most pools recover by, it is said here.
  if (has_factor(pool, "email"))
    given.set("AccountRecoverySetting",
              *parse_json(R"({"RecoveryMechanisms":[{"Priority":1,"Name":"verified_phone_number"}]})"));
}

}  // namespace

const std::string& usual_pool_name(const Tenant& tenant) {
  const Json body = Json::object({{"PoolName", tenant.name}});
  return find_fault(*input_of("CreateUserPool"), body) ? tenant.slug : tenant.name;
}

Json pool_settings_of(const PoolDraft& pool) {
  Json given = Json::object({{"UsernameConfiguration", Json::object({{"CaseSensitive", pool.is_case_sensitive}})}});
  const auto set_words = [&](std::string_view name, const std::vector<std::string>& words) {
    if (!words.empty()) given.set(name, Json::array_of(words));
  };
  set_words("AutoVerifiedAttributes", pool.verified);
  set_words("UsernameAttributes", pool.username_attributes);
  set_words("AliasAttributes", pool.aliases);
  if (!pool.takes_sign_ups) given.set("AdminCreateUserConfig", Json::object({{"AllowAdminCreateUserOnly", true}}));
  if (const auto& password = pool.password)
    given.set("Policies", Json::object({{"PasswordPolicy", Json::object({{"MinimumLength", password->minimum_length},
                                                                         {"RequireUppercase", password->uppercase},
                                                                         {"RequireLowercase", password->lowercase},
                                                                         {"RequireNumbers", password->numbers},
                                                                         {"RequireSymbols", password->symbols}})}}));
  if (!pool.passwordless.empty()) {
    std::vector<std::string> factors{"PASSWORD"};
    for (const auto& word : pool.passwordless) factors.push_back(to_upper(word));
    Json policies = given.find("Policies") == nullptr ? Json::object() : *given.find("Policies");
    policies.set("SignInPolicy", Json::object({{"AllowedFirstAuthFactors", Json::array_of(factors)}}));
    given.set("Policies", std::move(policies));
  }
  add_second_factors(given, pool);
  if (pool.remember_devices != Remembering::never)
    given.set("DeviceConfiguration",
              Json::object({{"ChallengeRequiredOnNewDevice", pool.device_replaces_mfa},
                            {"DeviceOnlyRememberedOnUserPrompt", pool.remember_devices == Remembering::when_asked}}));
  // The original wants to know who pays for the text messages; nobody does here.
  const bool sends_texts = is_among(given, "AutoVerifiedAttributes", "phone_number") ||
                           holds(pool.passwordless, "sms_otp") || has_factor(pool, "sms");
  if (sends_texts) given.set("SmsConfiguration", sms_configuration());
  for (const auto& member : pool.settings.members()) given.set(member.name, member.value);
  return given;
}

Json second_factors_of(const PoolDraft& pool) {
  Json factors = Json::object();
  if (has_factor(pool, "sms"))
    factors.set("SmsMfaConfiguration", Json::object({{"SmsConfiguration", sms_configuration()}}));
  if (has_factor(pool, "software_token"))
    factors.set("SoftwareTokenMfaConfiguration", Json::object({{"Enabled", true}}));
  if (has_factor(pool, "email")) factors.set("EmailMfaConfiguration", Json::object());
  return factors;
}

Json client_settings_of(const ClientDraft& client) {
  static const std::vector<std::string> all{"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH",
                                            "ALLOW_REFRESH_TOKEN_AUTH",       "ALLOW_USER_AUTH",
                                            "ALLOW_USER_PASSWORD_AUTH",       "ALLOW_USER_SRP_AUTH"};
  // Whose refresh tokens rotate are refused the flow that does not rotate them.
  auto flows = client.flows.value_or(all);
  if (!client.flows && rotates_refresh_tokens(client.settings))
    flows.erase(std::find(flows.begin(), flows.end(), "ALLOW_REFRESH_TOKEN_AUTH"));
  Json given = Json::object({{"ClientName", client.name}, {"ExplicitAuthFlows", Json::array_of(flows)}});
  for (const auto& member : client.settings.members()) given.set(member.name, member.value);
  return given;
}

Json group_settings_of(const GroupDraft& group) {
  Json settings = Json::object();
  if (!group.description.empty()) settings.set("Description", group.description);
  if (!group.role_arn.empty()) settings.set("RoleArn", group.role_arn);
  if (group.precedence) settings.set("Precedence", *group.precedence);
  return settings;
}

}  // namespace understudy::cognito
