// Signing up: an account, the code that confirms it, and that code once more.
#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/new_users.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/passwords.h"
#include "providers/cognito/secret_hash.h"
#include "providers/cognito/sign_in.h"
#include "providers/cognito/user_attributes.h"
#include "providers/cognito/users_of_clients.h"

namespace understudy::cognito {

namespace {

constexpr Exception address_exists{"UsernameExistsException", "An account with the given email already exists."};

const Exception& taken_in(const Pool& pool) { return has_username_attributes(pool) ? address_exists : user_exists; }

/// Takes an alias away from whoever had it, or refuses.
void claim_alias(WorldState& state, const Pool& pool, const PoolUser& member, std::string_view attribute,
                 bool by_force) {
  const auto value = attribute_of(member, attribute);
  auto other = value ? find_other(state, pool, member, attribute, *value) : std::nullopt;
  if (!other) return;
  if (!by_force) refuse(attribute == "email" ? email_is_taken : phone_number_is_taken);
  set_attribute(*other, cat({attribute, "_verified"}), "false");
  put(state, std::move(*other));
}

}  // namespace

Json sign_up(Call& call) {
  const auto username = call.text("Username");
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    check_secret_hash(client, call.text("SecretHash"), {std::string(username)});
    if (!takes_sign_ups(pool)) refuse(no_self_sign_up);
    const auto attributes = call.attributes("UserAttributes");
    check_written(pool, &client, attributes, nullptr);
    PoolUser member = new_pool_user(state, pool, username, attributes, taken_in(pool));
    check_required(pool, member, {});
    if (!call.has("Password")) refuse_parameter("Missing required parameter PASSWORD");
    check_password(password_policy(pool), call.text("Password"));
    member.user.password = call.text("Password");
    member.user.status = User::Status::pending;
    member.account.state = Account::State::unconfirmed;
    const auto delivery = delivery_to(pool, member);
    if (delivery) set_attribute(member, cat({delivery->attribute, "_verified"}), "false");
    Json answer = Json::object({{"UserConfirmed", false}});
    if (delivery) answer.set("CodeDeliveryDetails", delivery_details(*delivery));
    answer.set("UserSub", member.account.sub);
    put(state, member);
    if (delivery) send_code(state, pool, member, sign_up_code, *delivery);
    return answer;
  });
}

Json confirm_sign_up(Call& call) {
  call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    auto member = user_of_client(call, state, pool, client);
    if (!member) refuse(wrong_code, "the pool has a user of that name");
    if (member->account.state != Account::State::unconfirmed)
      refuse("NotAuthorizedException",
             cat({"User cannot be confirmed. Current status is ", to_text(member->account.state)}));
    const Code code = right_code(state, *member, sign_up_code, call.text("ConfirmationCode"));
    claim_alias(state, pool, *member, code.attribute, call.flag("ForceAliasCreation"));
    use_up(state, code);
    set_attribute(*member, cat({code.attribute, "_verified"}), "true");
    member->account.state = Account::State::confirmed;
    if (member->user.status == User::Status::pending) member->user.status = User::Status::active;
    put(state, std::move(*member));
  });
  return Json::object();
}

Json resend_confirmation_code(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    const auto member = user_of_client(call, state, pool, client);
    if (!member) return made_up_delivery(call.text("Username"));
    if (member->account.state != Account::State::unconfirmed) refuse_parameter("User is already confirmed.");
    const auto delivery = delivery_to(pool, *member);
    if (!delivery) refuse_parameter("Cannot resend codes. Auto verification not turned on.");
    send_code(state, pool, *member, resent_sign_up_code, *delivery);
    return Json::object({{"CodeDeliveryDetails", delivery_details(*delivery)}});
  });
}

}  // namespace understudy::cognito
