#include "providers/cognito/second_factors.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/totp.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

struct Factor {
  std::string_view name;
  std::string_view attribute;  ///< where its codes go
  std::string_view setting;    ///< of the pool's second factors
};
// In the order in which choices are shown.
constexpr std::array factors{
    Factor{sms_factor, "phone_number", "SmsMfaConfiguration"},
    Factor{token_factor, "", "SoftwareTokenMfaConfiguration"},
    Factor{email_factor, "email", "EmailMfaConfiguration"},
};

const Factor& row_of(std::string_view name) {
  return *std::find_if(factors.begin(), factors.end(), [&](const Factor& factor) { return factor.name == name; });
}

/// What resets a password is no second factor of whoever set up none: one mailbox would open the account.
bool is_recovery(const Pool& pool, const Factor& factor) {
  const auto recovery = recovery_attributes(pool);
  return !factor.attribute.empty() && !recovery.empty() && recovery.front() == factor.attribute;
}

bool has(const PoolUser& member, const Factor& factor) {
  if (factor.attribute.empty()) return !member.account.software_token.secret.empty();
  return attribute_of(member, factor.attribute).has_value();
}

bool is_asked(const Pool& pool, const PoolUser& member, const Factor& factor) {
  if (!has(member, factor)) return false;
  // A token that is registered goes on where the pool offers no more of them.
  const bool is_sent = !factor.attribute.empty();
  if (is_sent && !offers(pool, factor.name)) return false;
  if (holds(member.account.second_factors, factor.name)) return true;
  return second_factor_demanded(pool) == Demanded::always && !is_recovery(pool, factor);
}

/// How far a code may be from the time, in steps.
constexpr std::array<int64_t, 3> drifts{0, -1, 1};

std::optional<int64_t> step_of_code(const std::string& secret, std::string_view code, Instant now) {
  if (secret.empty()) return std::nullopt;
  for (const int64_t drift : drifts) {
    const int64_t step = crypto::totp_step(now) + drift;
    if (crypto::equal_in_constant_time(crypto::totp(secret, step), code)) return step;
  }
  return std::nullopt;
}

}  // namespace

Demanded second_factor_demanded(const Pool& pool) {
  const auto word = pool.settings.text_at("MfaConfiguration");
  if (word == "ON") return Demanded::always;
  return word == "OPTIONAL" ? Demanded::of_who_has_one : Demanded::never;
}

bool offers(const Pool& pool, std::string_view factor) {
  const Json* setting = find_set(pool.second_factors, row_of(factor).setting);
  if (setting == nullptr) return false;
  return factor != token_factor || is_flag(*setting, "Enabled");
}

std::string_view attribute_of_factor(std::string_view factor) { return row_of(factor).attribute; }

std::vector<std::string_view> factors_asked(const Pool& pool, const PoolUser& member) {
  if (second_factor_demanded(pool) == Demanded::never) return {};
  std::vector<std::string_view> asked;
  for (const auto& factor : factors)
    if (is_asked(pool, member, factor)) asked.push_back(factor.name);
  const auto preferred = std::find(asked.begin(), asked.end(), member.account.preferred_factor);
  return preferred == asked.end() ? asked : std::vector{*preferred};
}

std::vector<std::string_view> factors_to_set_up(const Pool& pool) {
  std::vector<std::string_view> all;
  for (const auto& factor : factors)
    if (offers(pool, factor.name) && !is_recovery(pool, factor)) all.push_back(factor.name);
  return all;
}

void switch_on(Account& account, std::string_view factor, bool is_preferred) {
  if (!holds(account.second_factors, factor)) account.second_factors.emplace_back(factor);
  if (is_preferred)
    account.preferred_factor = factor;
  else if (account.preferred_factor == factor)
    account.preferred_factor.clear();
}

void switch_off(Account& account, std::string_view factor) {
  std::erase(account.second_factors, factor);
  if (account.preferred_factor == factor) account.preferred_factor.clear();
}

void add_second_factors(Json& json, const PoolUser& member) {
  const auto& account = member.account;
  if (account.has_mfa_options)
    json.set("MFAOptions", Json::array({Json::object({{"DeliveryMedium", "SMS"}, {"AttributeName", "phone_number"}})}));
  if (!account.preferred_factor.empty()) json.set("PreferredMfaSetting", account.preferred_factor);
  if (!account.second_factors.empty()) json.set("UserMFASettingList", Json::array_of(account.second_factors));
}

std::string new_token_secret(WorldState& state, const std::string& user_id) {
  return state.ids.bytes("software token", user_id, 32);
}

void take_token(Account& account, std::string secret, std::string_view name) {
  account.software_token = {std::move(secret), std::string(name), {}};
}

void forget_token(Account& account) {
  account.software_token = {};
  switch_off(account, token_factor);
}

bool is_software_token_code(const std::string& secret, std::string_view code, Instant now) {
  return step_of_code(secret, code, now).has_value();
}

bool use_software_token_code(SoftwareToken& token, std::string_view code, Instant now) {
  const auto step = step_of_code(token.secret, code, now);
  auto& used = token.used_steps;
  if (!step || std::find(used.begin(), used.end(), *step) != used.end()) return false;
  // The clock may be moved back, and then forward again: what was used lately stays used.
  constexpr size_t most = 64;
  used.push_back(*step);
  if (used.size() > most) used.erase(used.begin());
  return true;
}

}  // namespace understudy::cognito
