#include "providers/cognito/pool_settings.h"

#include <algorithm>
#include <array>

#include "providers/cognito/exceptions.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/schema_attributes.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

/// What an update does with a setting that it is not given.
enum class LeftOut {
  always,   ///< no update can give it
  stays,    ///< as it was; so do members that are left out of it
  returns,  ///< to what is usual
};

struct Setting {
  std::string_view name;
  LeftOut left_out;
  std::string_view usual{};  ///< JSON; empty: nothing
};

// Measured on the original: AutoVerifiedAttributes, DeviceConfiguration and UserPoolAddOns return; Policies,
// MfaConfiguration, DeletionProtection, UserPoolTier, the template of messages, UserAttributeUpdateSettings and
// AccountRecoverySetting stay. The other rows do what its documentation says.
constexpr std::array settings_in_order{
    Setting{"Policies", LeftOut::stays,
            R"({"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,)"
            R"("RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":7},)"
            R"("SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}})"},
    Setting{"DeletionProtection", LeftOut::stays, R"("INACTIVE")"},
    Setting{"LambdaConfig", LeftOut::returns, "{}"},
    Setting{"SchemaAttributes", LeftOut::always},
    Setting{"AutoVerifiedAttributes", LeftOut::returns},
    Setting{"AliasAttributes", LeftOut::always},
    Setting{"UsernameAttributes", LeftOut::always},
    Setting{"SmsVerificationMessage", LeftOut::stays},
    Setting{"EmailVerificationMessage", LeftOut::stays},
    Setting{"EmailVerificationSubject", LeftOut::stays},
    Setting{"VerificationMessageTemplate", LeftOut::stays, R"({"DefaultEmailOption":"CONFIRM_WITH_CODE"})"},
    Setting{"SmsAuthenticationMessage", LeftOut::returns},
    Setting{"UserAttributeUpdateSettings", LeftOut::stays, R"({"AttributesRequireVerificationBeforeUpdate":[]})"},
    Setting{"MfaConfiguration", LeftOut::stays, R"("OFF")"},
    Setting{"DeviceConfiguration", LeftOut::returns},
    Setting{"EmailConfiguration", LeftOut::returns, R"({"EmailSendingAccount":"COGNITO_DEFAULT"})"},
    Setting{"SmsConfiguration", LeftOut::returns},
    Setting{"UserPoolTags", LeftOut::returns, "{}"},
    Setting{"AdminCreateUserConfig", LeftOut::returns, R"({"AllowAdminCreateUserOnly":false})"},
    Setting{"UserPoolAddOns", LeftOut::returns},
    Setting{"DcrConfiguration", LeftOut::returns},
    Setting{"UsernameConfiguration", LeftOut::always},
    Setting{"AccountRecoverySetting", LeftOut::stays,
            R"({"RecoveryMechanisms":[{"Priority":1,"Name":"verified_email"},)"
            R"({"Priority":2,"Name":"verified_phone_number"}]})"},
    Setting{"UserPoolTier", LeftOut::stays, R"("ESSENTIALS")"},
    Setting{"KeyConfiguration", LeftOut::returns},
    Setting{"IssuerConfiguration", LeftOut::returns},
    Setting{"AcrConfiguration", LeftOut::returns},
};

/// What a password policy means that does not say it.
constexpr std::string_view unsaid_policy =
    R"({"MinimumLength":8,"RequireUppercase":false,"RequireLowercase":false,"RequireNumbers":false,)"
    R"("RequireSymbols":false})";

/// Messages have two names; who gives one gives the other.
struct Message {
  std::string_view name;
  std::string_view in_template;
};
constexpr std::array messages{
    Message{"SmsVerificationMessage", "SmsMessage"},
    Message{"EmailVerificationMessage", "EmailMessage"},
    Message{"EmailVerificationSubject", "EmailSubject"},
};

Json with_both_names(const Json& given) {
  Json whole = given;
  for (const auto& message : messages) {
    const Json* plain = find_set(given, message.name);
    const Json* in_template = find_set(given, "VerificationMessageTemplate", message.in_template);
    if (plain == nullptr && in_template != nullptr) whole.set(message.name, *in_template);
    if (plain != nullptr && in_template == nullptr)
      set_inside(whole, "VerificationMessageTemplate", message.in_template, *plain);
  }
  return whole;
}

/// How long a temporary password is good, in days, has two names as well, of which the second is the older.
void settle_temporary_passwords(Json& settings, const Json& given) {
  const Json* policies = given.find("Policies");
  const Json* newer =
      policies == nullptr ? nullptr : find_set(*policies, "PasswordPolicy", "TemporaryPasswordValidityDays");
  const Json* older = find_set(given, "AdminCreateUserConfig", "UnusedAccountValidityDays");
  if (newer != nullptr && older != nullptr)
    refuse_parameter("Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays");
  Json policy = completed(*find_set(settings, "Policies", "PasswordPolicy"), literal(unsaid_policy));
  const Json* known = find_set(policy, "TemporaryPasswordValidityDays");
  Json days = known == nullptr ? Json(7) : *known;
  if (older != nullptr) days = *older;
  policy.set("TemporaryPasswordValidityDays", days);
  set_inside(settings, "Policies", "PasswordPolicy", std::move(policy));
  set_inside(settings, "AdminCreateUserConfig", "UnusedAccountValidityDays", std::move(days));
}

void refuse_contradictions(const Json& settings) {
  if (find_set(settings, "AliasAttributes") != nullptr && find_set(settings, "UsernameAttributes") != nullptr)
    refuse_parameter("Only one of the aliasAttributes or usernameAttributes can be set in a User pool.");
  const Json* policy = find_set(settings, "Policies", "SignInPolicy");
  const Json* factors = policy == nullptr ? nullptr : find_set(*policy, "AllowedFirstAuthFactors");
  if (factors != nullptr && !is_among(*policy, "AllowedFirstAuthFactors", "PASSWORD"))
    refuse_parameter("Password should be configured as one of the allowed first auth factors.", "PASSWORD",
                     factors->dump());
  if (is_among(settings, "AutoVerifiedAttributes", "phone_number") && find_set(settings, "SmsConfiguration") == nullptr)
    refuse_parameter("SMS configuration is required when phone_number is selected for auto verification");
  if (const Json* asked =
          find_set(settings, "UserAttributeUpdateSettings", "AttributesRequireVerificationBeforeUpdate"))
    for (const auto& attribute : asked->items())
      if (attribute.text() != nullptr && !is_among(settings, "AutoVerifiedAttributes", *attribute.text()))
        refuse_parameter(
            "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes", "",
            *attribute.text());
}

/// What there is of a setting before a request has its say. `settings` is null for a new pool, here and below.
Json before(const Setting& setting, const Json& settings) {
  if (settings.is_null() || setting.left_out == LeftOut::returns)
    return setting.usual.empty() ? Json() : literal(setting.usual);
  const Json* known = settings.find(setting.name);
  return known == nullptr ? Json() : *known;
}

Json settled(const Json& settings, const Json& request) {
  const Json given = with_both_names(request);
  Json all = Json::object();
  for (const auto& setting : settings_in_order) {
    Json value = before(setting, settings);
    const bool is_open = settings.is_null() || setting.left_out != LeftOut::always;
    if (const Json* said = find_set(given, setting.name); is_open && said != nullptr) value = completed(*said, value);
    if (!value.is_null()) all.set(setting.name, std::move(value));
  }
  settle_temporary_passwords(all, given);
  refuse_contradictions(all);
  require_few_tags(*all.find("UserPoolTags"));
  return all;
}

}  // namespace

Json new_pool_settings(const Json& given) {
  Json request = given;
  request.set("SchemaAttributes", new_schema(find_set(given, "Schema")));
  return settled(Json(), request);
}

Json changed_pool_settings(const Json& settings, const Json& given) { return settled(settings, given); }

void require_few_tags(const Json& tags) {
  constexpr size_t most = 50;
  if (tags.members().size() > most)
    refuse_parameter("A user pool has at most 50 tags.", "50", std::to_string(tags.members().size()));
}

}  // namespace understudy::cognito
