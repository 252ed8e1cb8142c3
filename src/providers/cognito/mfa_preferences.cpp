// Which second factors users have switched on, and which they prefer: said by themselves or by administrators.
#include <array>

#include "base/text.h"
#include "providers/cognito/access_tokens.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"

namespace understudy::cognito {

namespace {

struct Preference {
  std::string_view member;  ///< of the call
  std::string_view factor;
};
constexpr std::array preferences{
    Preference{"SMSMfaSettings", sms_factor},
    Preference{"SoftwareTokenMfaSettings", token_factor},
    Preference{"EmailMfaSettings", email_factor},
};

bool can_use(const PoolUser& member, std::string_view factor) {
  const auto attribute = attribute_of_factor(factor);
  return attribute.empty() ? !member.account.software_token.secret.empty()
                           : attribute_of(member, attribute).has_value();
}

void require_one_preferred(const Call& call) {
  size_t preferred = 0;
  for (const auto& row : preferences) {
    const Json* setting = call.body.find(row.member);
    if (setting == nullptr || !is_flag(*setting, "PreferredMfa")) continue;
    if (!is_flag(*setting, "Enabled"))
      refuse_parameter(cat({row.factor, " cannot be preferred while it is not enabled."}));
    ++preferred;
  }
  if (preferred > 1) refuse_parameter("Only one MFA factor can be preferred.");
}

void apply(const Call& call, PoolUser& member) {
  if (call.has("WebAuthnMfaSettings"))
    refuse_as_lacking("WebAuthnMfaSettings of Amazon Cognito user pools: passkeys as a second factor");
  require_one_preferred(call);
  for (const auto& row : preferences) {
    const Json* setting = call.body.find(row.member);
    if (setting == nullptr || !setting->is_object()) continue;
    if (!is_flag(*setting, "Enabled")) {
      switch_off(member.account, row.factor);
      continue;
    }
    if (!can_use(member, row.factor))
      refuse_parameter(cat({"User does not have delivery config set to turn on ", row.factor}));
    switch_on(member.account, row.factor, is_flag(*setting, "PreferredMfa"));
  }
}

/// MFAOptions, which knew of text messages alone: an empty list switches them off.
void apply_options(const Call& call, PoolUser& member) {
  const Json& options = *call.body.find("MFAOptions");
  for (const auto& option : options.items())
    if (option.text_at("DeliveryMedium") != "SMS" || option.text_at("AttributeName") != "phone_number")
      refuse_parameter("Only SMS to phone_number can be set by MFAOptions.");
  if (options.items().empty())
    switch_off(member.account, sms_factor);
  else if (!can_use(member, sms_factor))
    refuse_parameter(cat({"User does not have delivery config set to turn on ", sms_factor}));
  else
    switch_on(member.account, sms_factor, member.account.preferred_factor == sms_factor);
  member.account.has_mfa_options = !options.items().empty();
}

using Change = void (*)(const Call& call, PoolUser& member);

Json change_own(Call& call, Change change) {
  const Bearer bearer = bearer_of(call);
  call.visit.world.step([&](WorldState& state) {
    auto [pool, client, member] = records_of(state, bearer);
    change(call, member);
    put(state, std::move(member));
  });
  return Json::object();
}

Json change_named(Call& call, Change change) {
  call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
    call.visit.journal.tenant = pool.tenant_id;
    PoolUser member = named_pool_user(state, pool, call.text("Username"));
    change(call, member);
    put(state, std::move(member));
  });
  return Json::object();
}

}  // namespace

Json set_user_mfa_preference(Call& call) { return change_own(call, apply); }
Json admin_set_user_mfa_preference(Call& call) { return change_named(call, apply); }
Json set_user_settings(Call& call) { return change_own(call, apply_options); }
Json admin_set_user_settings(Call& call) { return change_named(call, apply_options); }

}  // namespace understudy::cognito
