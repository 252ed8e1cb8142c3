// Users as administrators see and change them.
#include <functional>

#include "base/text.h"
#include "providers/cognito/attribute_updates.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/passwords.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/recovery.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/sign_up_triggers.h"
#include "providers/cognito/tokens.h"
#include "providers/cognito/user_attributes.h"
#include "providers/cognito/user_json.h"

namespace understudy::cognito {

namespace {

/// Runs `change(state, pool, member)` on whom UserPoolId and Username name.
using Change = std::function<Json(WorldState& state, const Pool& pool, PoolUser member)>;
Json with_named_member(Call& call, const Change& change) {
  return call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
    call.visit.journal.tenant = pool.tenant_id;
    return change(state, pool, named_pool_user(state, pool, call.text("Username")));
  });
}

Json switch_to(Call& call, User::Status status) {
  return with_named_member(call, [&](WorldState& state, const Pool& /*pool*/, PoolUser member) {
    if (status == User::Status::deactivated) end_families_of(state, member.user.id);
    const bool is_pending = member.account.state == Account::State::unconfirmed;
    member.user.status = status == User::Status::active && is_pending ? User::Status::pending : status;
    put(state, std::move(member));
    return Json::object();
  });
}

}  // namespace

Json admin_get_user(Call& call) {
  return with_named_member(call, [&](WorldState& state, const Pool& /*pool*/, const PoolUser& member) {
    Json json =
        Json::object({{"Username", member.account.username}, {"UserAttributes", to_json(attributes_of(member))}});
    add_standing(json, state, member);
    add_second_factors(json, member);
    return json;
  });
}

Json admin_get_user_auth_factors(Call& call) {
  return with_named_member(call, [](WorldState& /*state*/, const Pool& pool, const PoolUser& member) {
    return auth_factors_of(pool, member);
  });
}

Json admin_update_user_attributes(Call& call) {
  return with_named_member(call, [&](WorldState& state, const Pool& pool, PoolUser member) {
    const auto given = call.attributes("UserAttributes");
    check_written(pool, nullptr, given, &member);
    update_attributes(call.post, state, pool, std::move(member), given);
    return Json::object();
  });
}

Json admin_delete_user_attributes(Call& call) {
  return with_named_member(call, [&](WorldState& state, const Pool& pool, PoolUser member) {
    delete_attributes(state, pool, nullptr, std::move(member), call.texts("UserAttributeNames"));
    return Json::object();
  });
}

Json admin_delete_user(Call& call) {
  return with_named_member(call, [](WorldState& state, const Pool& /*pool*/, const PoolUser& member) {
    erase(state, member);
    return Json();
  });
}

Json admin_confirm_sign_up(Call& call) {
  std::string user_id;
  with_named_member(call, [&](WorldState& state, const Pool& /*pool*/, PoolUser member) {
    if (member.account.state != Account::State::unconfirmed)
      refuse("NotAuthorizedException",
             cat({"User cannot be confirmed. Current status is ", to_text(member.account.state)}));
    member.account.state = Account::State::confirmed;
    if (member.user.status == User::Status::pending) member.user.status = User::Status::active;
    user_id = member.user.id;
    put(state, std::move(member));
    return Json::object();
  });
  fire_after_confirmation(call, std::string(call.text("UserPoolId")), "PostConfirmation_ConfirmSignUp", user_id);
  return Json::object();
}

Json admin_set_user_password(Call& call) {
  return with_named_member(call, [&](WorldState& state, const Pool& pool, PoolUser member) {
    const auto policy = password_policy(pool);
    check_password(policy, call.text("Password"));
    const bool is_permanent = call.flag("Permanent");
    member.user.password = call.text("Password");
    member.account.failures = 0;
    member.account.locked_until = {};
    if (member.user.status == User::Status::pending) member.user.status = User::Status::active;
    member.account.state = is_permanent ? Account::State::confirmed : Account::State::force_change_password;
    member.account.password_until.reset();
    if (!is_permanent) member.account.password_until = state.clock.now() + std::chrono::days(policy.temporary_days);
    put(state, std::move(member));
    return Json::object();
  });
}

Json admin_reset_user_password(Call& call) {
  return with_named_member(call, [&](WorldState& state, const Pool& pool, PoolUser member) {
    if (member.account.state == Account::State::unconfirmed ||
        member.account.state == Account::State::force_change_password)
      refuse(no_reset_in_this_state);
    const auto delivery = recovery_of(pool, member);
    if (!delivery) refuse(nothing_to_reset_by);
    member.account.state = Account::State::reset_required;
    put(state, member);
    send_code(call.post, state, pool, member, password_code, *delivery);
    return Json::object();
  });
}

Json admin_enable_user(Call& call) { return switch_to(call, User::Status::active); }
Json admin_disable_user(Call& call) { return switch_to(call, User::Status::deactivated); }

}  // namespace understudy::cognito
