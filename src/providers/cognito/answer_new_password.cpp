// NEW_PASSWORD_REQUIRED: a password in the place of a temporary one, with the attributes that are still missing.
#include "base/text.h"
#include "providers/cognito/attribute_updates.h"
#include "providers/cognito/challenge_answers.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/passwords.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/resumed.h"
#include "providers/cognito/user_attributes.h"

namespace understudy::cognito {

namespace {

constexpr std::string_view attribute_prefix = "userAttributes.";

/// {"email":"…"} of "userAttributes.email".
Json given_attributes(const Call& call) {
  Json given = Json::object();
  if (const Json* all = call.body.find(challenge_responses))
    for (const auto& member : all->members())
      if (member.name.starts_with(attribute_prefix))
        given.set(std::string_view(member.name).substr(attribute_prefix.size()), member.value);
  return given;
}

void check_new_password(Call& call, const Entrance& entrance, std::string_view password, const Json& attributes) {
  call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, entrance.pool_id);
    check_password(password_policy(pool), password);
    const auto member = pool_user_of(state, pool, entrance.user_id);
    if (!member) refuse(invalid_session);
    const auto given = attributes_in(attributes);
    check_written(pool, &named_client(cognito, entrance.client_id, pool), given, &*member);
    check_required(pool, *member, given);
    // What is required and there can be changed later alone.
    for (const auto& attribute : given)
      if (is_flag(*find_attribute(pool, attribute.name), "Required") && attribute_of(*member, attribute.name))
        refuse("NotAuthorizedException", cat({"Cannot modify an already provided ", attribute.name}));
  });
}

void put_attributes(Call& call, const Entrance& entrance, const Json& attributes) {
  if (attributes.members().empty()) return;
  call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), entrance.pool_id);
    if (auto member = pool_user_of(state, pool, entrance.user_id))
      update_attributes(call.post, state, pool, std::move(*member), attributes_in(attributes));
  });
}

bool waits_for_task(const SignInAttempt& attempt) {
  return attempt.awaited.challenge.empty() && !attempt.passed.empty();
}

}  // namespace

Json answer_with_new_password(Call& call, Side side) {
  const auto session = required_session(call);
  const std::string password(required_response(call, "NEW_PASSWORD"));
  const Resumed resumed = resume(call, side, session, waits_for_task);
  const Json attributes = given_attributes(call);
  check_new_password(call, resumed.entrance, password, attributes);
  Doorway doorway(call.visit.world, resumed.entrance);
  auto& door = doorway.door();
  const auto turn = door.answer(resumed.attempt.id, new_password_challenge, Json(password));
  // Another call was quicker.
  if (turn.verdict == login::Verdict::no_attempt) refuse(spent_session, "a session is used once");
  if (turn.verdict != login::Verdict::accepted) refuse(invalid_session, "the session waits for this challenge");
  put_attributes(call, resumed.entrance, attributes);
  return proceed(call, resumed.entrance, door, turn);
}

}  // namespace understudy::cognito
