// Passwords as their owners change them: forgotten ones by a code, known ones by an access token.
#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/access_tokens.h"
#include "providers/cognito/attribute_updates.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/lock_out.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/passwords.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/recovery.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/sign_in.h"
#include "providers/cognito/sign_up_triggers.h"
#include "providers/cognito/user_migration.h"
#include "providers/cognito/users_of_clients.h"

namespace understudy::cognito {

std::optional<Delivery> recovery_of(const Pool& pool, const PoolUser& member) {
  const auto& preferred = member.account.preferred_factor;
  const auto second = preferred.empty() ? std::string_view() : attribute_of_factor(preferred);
  for (const auto attribute : recovery_attributes(pool))
    if (is_verified(member, attribute) && attribute != second)
      if (auto value = attribute_of(member, attribute)) return Delivery{std::string(attribute), std::move(*value)};
  return std::nullopt;
}

Json forgot_password(Call& call) {
  migrate_forgetful(call);
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    const auto member = user_of_client(call, state, pool, client);
    if (!member) return made_up_delivery(call.text("Username"));
    if (!member->is_enabled()) refuse(user_is_disabled);
    if (member->account.state == Account::State::force_change_password) refuse(no_reset_in_this_state);
    const auto delivery = recovery_of(pool, *member);
    if (!delivery) refuse(nothing_to_reset_by);
    send_code(call.post, state, pool, *member, password_code, *delivery);
    return Json::object({{"CodeDeliveryDetails", delivery_details(*delivery)}});
  });
}

Json confirm_forgot_password(Call& call) {
  std::string pool_id;
  std::string user_id;
  call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    auto member = user_of_client(call, state, pool, client);
    if (!member) refuse(wrong_code, "the pool has a user of that name");
    if (member->account.state == Account::State::unconfirmed) refuse(user_is_not_confirmed);
    check_password(password_policy(pool), call.text("Password"));
    const Code code = right_code(state, *member, password_code, call.text("ConfirmationCode"));
    require_untaken(state, pool, *member, code.attribute, code.value);
    use_up(state, code);
    set_attribute(*member, cat({code.attribute, "_verified"}), "true");
    member->user.password = call.text("Password");
    member->account.state = Account::State::confirmed;
    member->account.password_until.reset();
    member->account.failures = 0;
    member->account.locked_until = {};
    pool_id = pool.id;
    user_id = member->user.id;
    put(state, std::move(*member));
  });
  fire_after_confirmation(call, pool_id, "PostConfirmation_ConfirmForgotPassword", user_id);
  return Json::object();
}

Json change_password(Call& call) {
  const Bearer bearer = bearer_of(call);
  call.visit.world.step([&](WorldState& state) {
    auto [pool, client, member] = records_of(state, bearer);
    if (is_locked(member.account, state.clock.now())) refuse(too_many_tries, "the account is not locked");
    const bool has_password = !member.user.password.empty();
    if (has_password && !crypto::equal_in_constant_time(member.user.password, call.text("PreviousPassword"))) {
      count_wrong_password(state, member);
      refuse(wrong_password, "PreviousPassword is the user's");
    }
    check_password(password_policy(pool), call.text("ProposedPassword"));
    member.user.password = call.text("ProposedPassword");
    put(state, std::move(member));
  });
  return Json::object();
}

}  // namespace understudy::cognito
