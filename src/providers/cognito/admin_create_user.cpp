// AdminCreateUser: an account with a temporary password, and the invitation that tells it.
#include <algorithm>

#include "base/text.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/first_factors.h"
#include "providers/cognito/new_users.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/passwords.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/sign_up_triggers.h"
#include "providers/cognito/user_attributes.h"
#include "providers/cognito/user_json.h"

namespace understudy::cognito {

namespace {

/// What the call asks for, or one that keeps the pool's rules.
std::string temporary_password_for(const Call& call, WorldState& state, const Pool& pool, const PoolUser& member) {
  const auto policy = password_policy(pool);
  if (!call.has("TemporaryPassword"))
    return temporary_password(policy, state.ids.bytes("temporary password", member.user.id, 32));
  check_password(policy, call.text("TemporaryPassword"));
  return std::string(call.text("TemporaryPassword"));
}

void invite(Call& call, const Pool& pool, const PoolUser& member) {
  std::vector<std::string> media;
  for (const auto& medium : call.texts("DesiredDeliveryMediums"))
    if (!holds(media, medium)) media.push_back(medium);
  if (media.empty()) media = {"SMS"};
  for (const auto& medium : media) {
    const std::string attribute = medium == "EMAIL" ? "email" : "phone_number";
    auto destination = attribute_of(member, attribute);
    // Whoever has no telephone is written to.
    const bool is_usual = !call.has("DesiredDeliveryMediums");
    if (!destination && is_usual) destination = attribute_of(member, "email");
    if (!destination) continue;
    const bool is_email = destination == attribute_of(member, "email");
    call.post.add(
        {member, pool.id, &invitation, is_email ? "email" : "phone_number", *destination, member.user.password});
  }
}

void give_temporary_password(WorldState& state, const Pool& pool, PoolUser& member, std::string password) {
  member.user.password = std::move(password);
  member.account.state = Account::State::force_change_password;
  member.account.password_until = state.clock.now() + std::chrono::days(password_policy(pool).temporary_days);
}

PoolUser invited_again(const Call& call, WorldState& state, const Pool& pool) {
  auto member = find_pool_user(state, pool, call.text("Username"), true);
  if (!member) refuse(no_such_user, "RESEND is for a user who is there");
  if (member->account.state != Account::State::force_change_password)
    refuse("UnsupportedUserStateException",
           cat({"Resend not possible. ", member->account.username, " status is not FORCE_CHANGE_PASSWORD"}));
  give_temporary_password(state, pool, *member, temporary_password_for(call, state, pool, *member));
  return std::move(*member);
}

PoolUser invited(const Call& call, WorldState& state, const Pool& pool, const Newcomer& newcomer) {
  PoolUser member = new_pool_user(state, pool, call.text("Username"), newcomer, user_account_exists);
  check_required(pool, member, {});
  const bool signs_in_by_code = may_use_code(pool, member, "EMAIL_OTP") || may_use_code(pool, member, "SMS_OTP");
  // Measured on the original: whoever can sign in by a code, and was not invited, is confirmed as they are.
  const bool needs_none =
      !call.has("TemporaryPassword") && signs_in_by_code && call.text("MessageAction") == "SUPPRESS";
  std::string password = needs_none ? std::string() : temporary_password_for(call, state, pool, member);
  for (const std::string_view attribute : {"email", "phone_number"}) {
    const auto value = attribute_of(member, attribute);
    if (!is_verified(member, attribute) || !value) continue;
    auto other = find_other(state, pool, member, attribute, *value);
    if (!other) continue;
    if (!call.flag("ForceAliasCreation"))
      refuse("UsernameExistsException", cat({"An account with the ", attribute, " already exists."}));
    set_attribute(*other, cat({attribute, "_verified"}), "false");
    put(state, std::move(*other));
  }
  if (!needs_none) give_temporary_password(state, pool, member, std::move(password));
  return member;
}

}  // namespace

Json admin_create_user(Call& call) {
  Newcomer who;
  if (call.text("MessageAction") != "RESEND") {
    who = call.visit.world.step([&](WorldState& state) {
      const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
      auto attributes = call.attributes("UserAttributes");
      check_written(pool, nullptr, attributes, nullptr);
      return newcomer(state, pool, call.text("Username"), std::move(attributes));
    });
    fire_before_sign_up(call, std::string(call.text("UserPoolId")), "PreSignUp_AdminCreateUser", who);
  }
  return call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
    call.visit.journal.tenant = pool.tenant_id;
    const auto action = call.text("MessageAction");
    const PoolUser member = action == "RESEND" ? invited_again(call, state, pool) : invited(call, state, pool, who);
    put(state, member);
    if (action != "SUPPRESS") invite(call, pool, member);
    return Json::object({{"User", user_type(state, pool_user_of(state, pool, member.user))}});
  });
}

}  // namespace understudy::cognito
