// The challenges of a sign-in that are answered by a code: first factors, second ones, and those that are set up on the
// way.
#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/attribute_updates.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/devices.h"
#include "providers/cognito/first_factors.h"
#include "providers/cognito/lock_out.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/sent_codes.h"

namespace understudy::cognito {

namespace {

const Pool* find_pool(const WorldState& state, const User& user) {
  return find_pool_of_tenant(cognito_of(state), user.tenant_id);
}

bool has_set_up(const SignInAttempt& attempt) {
  return holds(attempt.passed, token_setup_challenge) || holds(attempt.passed, email_setup_challenge);
}

// First factors

template <const std::string_view& factor>
bool is_first_factor_of(const WorldState& state, const User& user, const SignInAttempt& /*attempt*/) {
  const Pool* pool = find_pool(state, user);
  return pool != nullptr && may_use_code(*pool, pool_user_of(state, *pool, user), factor);
}

template <const std::string_view& factor>
login::Asked ask_for_first_factor(World& world, const login::Opening& opening) {
  constexpr size_t digits = 8;
  return ask_for_code(world, opening, attribute_of_code(factor), digits);
}

bool settle_first_factor(WorldState& state, const login::Given& given) {
  const Pool* pool = find_pool(state, given.user);
  if (pool == nullptr) return false;
  PoolUser member = pool_user_of(state, *pool, given.user);
  if (!confirm_address(member, given)) return false;
  member.account.state = Account::State::confirmed;
  if (member.user.status == User::Status::pending) member.user.status = User::Status::active;
  put(state, std::move(member));
  return true;
}

template <const std::string_view& factor>
login::Challenge first_factor() {
  return {.name = factor,
          .is_open_to = is_first_factor_of<factor>,
          .is_right = is_right_code,
          .ask = ask_for_first_factor<factor>,
          .settle = settle_first_factor};
}

// Second factors

template <const std::string_view& factor>
bool is_second_factor_of(const WorldState& state, const User& user, const SignInAttempt& attempt) {
  const Pool* pool = find_pool(state, user);
  if (pool == nullptr || second_factor_demanded(*pool) == Demanded::never) return false;
  if (has_set_up(attempt) && !cognito_of(state).choices.asks_after_setup) return false;
  if (stands_in_for_second_factor(state, *pool, user.id, attempt)) return false;
  const auto asked = factors_asked(*pool, pool_user_of(state, *pool, user));
  return std::find(asked.begin(), asked.end(), factor) != asked.end();
}

template <const std::string_view& factor>
login::Asked ask_for_sent_factor(World& world, const login::Opening& opening) {
  constexpr size_t digits = 6;
  return ask_for_code(world, opening, attribute_of_factor(factor), digits);
}

/// Right codes for locked accounts are turned down like all others.
bool settle_sent_factor(WorldState& state, const login::Given& given) {
  const Pool* pool = find_pool(state, given.user);
  if (pool == nullptr) return false;
  PoolUser member = pool_user_of(state, *pool, given.user);
  if (is_locked(member.account, state.clock.now()) || !confirm_address(member, given)) return false;
  put(state, std::move(member));
  return true;
}

template <const std::string_view& name, const std::string_view& factor>
login::Challenge sent_factor() {
  return {.name = name,
          .is_open_to = is_second_factor_of<factor>,
          .is_right = is_right_code,
          .ask = ask_for_sent_factor<factor>,
          .settle = settle_sent_factor};
}

Account account_of(World& world, const User& user) {
  return world.step([&](WorldState& state) {
    const Pool* pool = find_pool(state, user);
    return pool == nullptr ? Account() : pool_user_of(state, *pool, user).account;
  });
}

login::Asked ask_for_token_code(World& world, const login::Opening& opening) {
  if (opening.user == nullptr) return {};
  const Account account = account_of(world, *opening.user);
  Json shown = Json::object({{"USER_ID_FOR_SRP", account.username}});
  if (!account.software_token.name.empty()) shown.set("FRIENDLY_DEVICE_NAME", account.software_token.name);
  return {std::move(shown), Json::object({{"user", account.username}})};
}

bool is_right_token_code(World& world, const login::Given& given) {
  if (given.answer.text() == nullptr) return false;
  return is_software_token_code(account_of(world, given.user).software_token.secret, *given.answer.text(), given.now);
}

bool settle_token_code(WorldState& state, const login::Given& given) {
  const Pool* pool = find_pool(state, given.user);
  if (pool == nullptr) return false;
  Account account = pool_user_of(state, *pool, given.user).account;
  if (is_locked(account, given.now)) return false;
  if (!use_software_token_code(account.software_token, *given.answer.text(), given.now)) return false;
  cognito_of(state).accounts.put(std::move(account));
  return true;
}

// Setting one up

template <const std::string_view& factor>
bool is_to_be_set_up(const WorldState& state, const User& user, const SignInAttempt& attempt) {
  const Pool* pool = find_pool(state, user);
  if (pool == nullptr || second_factor_demanded(*pool) != Demanded::always) return false;
  if (stands_in_for_second_factor(state, *pool, user.id, attempt)) return false;
  if (!factors_asked(*pool, pool_user_of(state, *pool, user)).empty()) return false;
  const auto offered = factors_to_set_up(*pool);
  return std::find(offered.begin(), offered.end(), factor) != offered.end();
}

login::Asked offer_token(World& world, const login::Opening& opening) {
  if (opening.user == nullptr) return {};
  const std::string& user_id = opening.user->id;
  const std::string secret = world.step([&](WorldState& state) { return new_token_secret(state, user_id); });
  return {Json::object({{"SecretCode", to_base32(secret)}}), Json::object({{"secret", to_base32(secret)}})};
}

bool is_right_for_offer(World& /*world*/, const login::Given& given) {
  const auto secret = from_base32(given.kept.text_at("secret"));
  return secret && is_software_token_code(*secret, given.answer.text_at("code"), given.now);
}

bool register_token(WorldState& state, const login::Given& given) {
  const Pool* pool = find_pool(state, given.user);
  if (pool == nullptr) return false;
  PoolUser member = pool_user_of(state, *pool, given.user);
  take_token(member.account, *from_base32(given.kept.text_at("secret")), given.answer.text_at("name"));
  use_software_token_code(member.account.software_token, given.answer.text_at("code"), given.now);
  switch_on(member.account, token_factor, false);
  put(state, std::move(member));
  return true;
}

login::Asked ask_for_new_address(World& world, const login::Opening& opening) {
  constexpr size_t digits = 6;
  return ask_for_code_sent_to(world, opening, "email", std::string(opening.sent.text_at("email")), digits);
}

bool register_address(WorldState& state, const login::Given& given) {
  const Pool* pool = find_pool(state, given.user);
  if (pool == nullptr) return false;
  PoolUser member = pool_user_of(state, *pool, given.user);
  const auto address = given.kept.text_at("value");
  if (find_other(state, *pool, member, "email", address)) return false;
  set_attribute(member, "email", address);
  set_attribute(member, "email_verified", "true");
  switch_on(member.account, email_factor, false);
  put(state, std::move(member));
  return true;
}

bool has_just_registered_token(const WorldState& /*state*/, const User& /*user*/, const SignInAttempt& attempt) {
  return holds(attempt.passed, token_setup_challenge);
}

}  // namespace

// What these take was judged before.
login::Challenge custom() {
  return {.name = custom_challenge,
          .is_open_to = [](const WorldState& /*state*/, const User& user,
                           const SignInAttempt& /*attempt*/) { return user.status == User::Status::active; },
          .is_right = [](World& /*world*/, const login::Given& given) { return given.answer == Json(true); },
          .ask =
              [](World& /*world*/, const login::Opening& opening) {
                const auto part = [&](std::string_view name) {
                  const Json* given = opening.sent.find(name);
                  return given == nullptr ? Json() : *given;
                };
                return login::Asked{part("shown"), part("kept")};
              },
          .has_one_try = true};
}

login::Challenge confirmed_sign_up() {
  return {.name = sign_up_challenge,
          .is_open_to = [](const WorldState& /*state*/, const User& /*user*/,
                           const SignInAttempt& /*attempt*/) { return true; },
          .is_right = [](World& /*world*/, const login::Given& given) { return given.answer == Json(true); }};
}

login::Challenge auto_sign_in() {
  return {.name = auto_sign_in_challenge,
          .is_open_to = [](const WorldState& /*state*/, const User& /*user*/,
                           const SignInAttempt& /*attempt*/) { return true; },
          .is_right = [](World& /*world*/, const login::Given& given) { return given.answer == Json(true); }};
}

login::Challenge email_otp() { return first_factor<email_otp_challenge>(); }
login::Challenge sms_otp() { return first_factor<sms_otp_challenge>(); }

login::Challenge sms_mfa() { return sent_factor<sms_mfa_challenge, sms_factor>(); }
login::Challenge email_mfa() { return sent_factor<email_mfa_challenge, email_factor>(); }

login::Challenge software_token_mfa() {
  return {.name = software_token_challenge,
          .is_open_to = is_second_factor_of<token_factor>,
          .is_right = is_right_token_code,
          .ask = ask_for_token_code,
          .settle = settle_token_code};
}

login::Challenge token_setup() {
  return {.name = token_setup_challenge,
          .is_open_to = is_to_be_set_up<token_factor>,
          .is_right = is_right_for_offer,
          .ask = offer_token,
          .settle = register_token};
}

login::Challenge email_setup() {
  return {.name = email_setup_challenge,
          .is_open_to = is_to_be_set_up<email_factor>,
          .is_right = is_right_code,
          .ask = ask_for_new_address,
          .settle = register_address};
}

login::Challenge setup_done() {
  return {.name = setup_done_challenge,
          .is_open_to = has_just_registered_token,
          .is_right = [](World& /*world*/, const login::Given& /*given*/) { return true; }};
}

}  // namespace understudy::cognito
