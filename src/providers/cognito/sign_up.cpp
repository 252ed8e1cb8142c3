// Signing up: an account, the code that confirms it, and that code once more.
#include "base/text.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/codes.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/first_factors.h"
#include "providers/cognito/new_users.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/passwords.h"
#include "providers/cognito/policies.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/secret_hash.h"
#include "providers/cognito/sign_in.h"
#include "providers/cognito/sign_up_triggers.h"
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

bool allows_codes(const Pool& pool) {
  return allows_first_factor(pool, "EMAIL_OTP") || allows_first_factor(pool, "SMS_OTP");
}

Entrance entrance_of(const Call& call, const WorldState& state) {
  const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
  const auto member = find_pool_user(state, pool, call.text("Username"));
  Entrance entrance{pool.id, client.id, std::string(call.text("Username")), member ? member->user.id : std::string(),
                    session_lifetime(client)};
  entrance.policy = &sign_up_policy();
  return entrance;
}

void add_session(Json& answer, std::string session) {
  if (!session.empty()) answer.set("Session", std::move(session));
}

/// A session by which the sign-up can become a sign-in; none where the client's users cannot choose that.
std::string begin_sign_up(Call& call) {
  auto& world = call.visit.world;
  const auto entrance = world.step([&](WorldState& state) -> std::optional<Entrance> {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    const bool may_choose = allows_flow(client, "ALLOW_USER_AUTH") && allows_codes(pool);
    return may_choose ? std::optional(entrance_of(call, state)) : std::nullopt;
  });
  if (!entrance) return {};
  Doorway doorway(world, *entrance);
  return session_text(world, begin_attempt(call, *entrance, doorway.door()));
}

/// Before anything is changed: a session that comes along is of that user's sign-up.
void require_session_of_sign_up(const Call& call, const WorldState& state, const Pool& pool, const Client& client,
                                const PoolUser& member) {
  if (!call.has("Session")) return;
  const SignInAttempt attempt = attempt_of(call.visit.world, state, call.text("Session"), client);
  const auto meant = find_pool_user(state, pool, attempt.name);
  if (attempt.door != sign_up_policy().door || !meant || meant->user.id != member.user.id)
    refuse(invalid_session, "the session is of the user's sign-up");
}

/// The session of a sign-up that is confirmed now, for InitiateAuth to go on with: none where the client's users cannot
/// choose that, or where the code that confirmed it is no factor of the user's. Some clients wait for one and do not
/// send that of the sign-up.
std::string go_on_with_sign_up(Call& call, std::string_view verified) {
  auto& world = call.visit.world;
  std::string attempt;
  const auto entrance = world.step([&](WorldState& state) -> std::optional<Entrance> {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    const auto member = find_pool_user(state, pool, call.text("Username"));
    const std::string_view factor = verified == "email" ? "EMAIL_OTP" : "SMS_OTP";
    const bool may_go_on = allows_flow(client, "ALLOW_USER_AUTH") && member && may_use_code(pool, *member, factor);
    if (!may_go_on) return std::nullopt;
    if (call.has("Session")) attempt = attempt_of(world, state, call.text("Session"), client).id;
    return entrance_of(call, state);
  });
  if (!entrance) return {};
  Doorway doorway(world, *entrance);
  if (attempt.empty()) attempt = begin_attempt(call, *entrance, doorway.door());
  const auto turn = doorway.door().answer(attempt, sign_up_challenge, Json(true));
  return turn.verdict == login::Verdict::accepted ? session_text(world, turn.attempt) : std::string();
}

/// Who wants in, as far as a call can be judged before the trigger is asked.
struct Application {
  std::string pool_id;
  Newcomer newcomer;
};
Application application_of(Call& call) {
  auto attributes = call.attributes("UserAttributes");
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    check_secret_hash(client, call.text("SecretHash"), {std::string(call.text("Username"))});
    if (!takes_sign_ups(pool)) refuse(no_self_sign_up);
    check_written(pool, &client, attributes, nullptr);
    return Application{pool.id, newcomer(state, pool, call.text("Username"), std::move(attributes))};
  });
}

PoolUser new_member(WorldState& state, const Call& call, const Pool& pool, const Newcomer& newcomer) {
  PoolUser member = new_pool_user(state, pool, call.text("Username"), newcomer, taken_in(pool));
  check_required(pool, member, {});
  // Whoever signs in by codes needs no password.
  if (!call.text("Password").empty() || !allows_codes(pool)) {
    if (!call.has("Password")) refuse_parameter("Missing required parameter PASSWORD");
    check_password(password_policy(pool), call.text("Password"));
  }
  member.user.password = call.text("Password");
  return member;
}

void confirm_at_once(WorldState& state, const Pool& pool, PoolUser& member, const SignUpVerdict& verdict) {
  for (const auto attribute : verdict.verified) {
    claim_alias(state, pool, member, attribute, true);
    set_attribute(member, cat({attribute, "_verified"}), "true");
  }
}

/// Who signed up, and what the call answers.
struct SignedUp {
  std::string user_id;
  Json answer;
};
SignedUp make_account(WorldState& state, Call& call, const Newcomer& newcomer, const SignUpVerdict& verdict) {
  const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
  PoolUser member = new_member(state, call, pool, newcomer);
  std::optional<Delivery> delivery;
  if (verdict.is_confirmed) {
    confirm_at_once(state, pool, member, verdict);
  } else {
    member.user.status = User::Status::pending;
    member.account.state = Account::State::unconfirmed;
    delivery = delivery_to(pool, member);
    if (delivery) set_attribute(member, cat({delivery->attribute, "_verified"}), "false");
  }
  Json answer = Json::object({{"UserConfirmed", verdict.is_confirmed}});
  if (delivery) answer.set("CodeDeliveryDetails", delivery_details(*delivery));
  answer.set("UserSub", member.account.sub);
  put(state, member);
  if (delivery) send_code(call.post, state, pool, member, sign_up_code, *delivery);
  return {member.user.id, std::move(answer)};
}

}  // namespace

Json sign_up(Call& call) {
  const Application application = application_of(call);
  const auto verdict = fire_before_sign_up(call, application.pool_id, "PreSignUp_SignUp", application.newcomer);
  auto made = call.visit.world.step(
      [&](WorldState& state) { return make_account(state, call, application.newcomer, verdict); });
  if (verdict.is_confirmed)
    fire_after_confirmation(call, application.pool_id, "PostConfirmation_ConfirmSignUp", made.user_id);
  else
    add_session(made.answer, begin_sign_up(call));
  return std::move(made.answer);
}

Json confirm_sign_up(Call& call) {
  std::string verified;
  std::string pool_id;
  std::string user_id;
  call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    auto member = user_of_client(call, state, pool, client);
    if (!member) refuse(wrong_code, "the pool has a user of that name");
    if (member->account.state != Account::State::unconfirmed)
      refuse("NotAuthorizedException",
             cat({"User cannot be confirmed. Current status is ", to_text(member->account.state)}));
    require_session_of_sign_up(call, state, pool, client, *member);
    const Code code = right_code(state, *member, sign_up_code, call.text("ConfirmationCode"));
    claim_alias(state, pool, *member, code.attribute, call.flag("ForceAliasCreation"));
    use_up(state, code);
    set_attribute(*member, cat({code.attribute, "_verified"}), "true");
    verified = code.attribute;
    pool_id = pool.id;
    user_id = member->user.id;
    member->account.state = Account::State::confirmed;
    if (member->user.status == User::Status::pending) member->user.status = User::Status::active;
    put(state, std::move(*member));
  });
  fire_after_confirmation(call, pool_id, "PostConfirmation_ConfirmSignUp", user_id);
  Json answer = Json::object();
  add_session(answer, go_on_with_sign_up(call, verified));
  return answer;
}

Json resend_confirmation_code(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), Side::client);
    const auto member = user_of_client(call, state, pool, client);
    if (!member) return made_up_delivery(call.text("Username"));
    if (member->account.state != Account::State::unconfirmed) refuse_parameter("User is already confirmed.");
    const auto delivery = delivery_to(pool, *member);
    if (!delivery) refuse_parameter("Cannot resend codes. Auto verification not turned on.");
    send_code(call.post, state, pool, *member, resent_sign_up_code, *delivery);
    return Json::object({{"CodeDeliveryDetails", delivery_details(*delivery)}});
  });
}

}  // namespace understudy::cognito
