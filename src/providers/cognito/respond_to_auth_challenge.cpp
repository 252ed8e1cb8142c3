// RespondToAuthChallenge and AdminRespondToAuthChallenge: what a client answers to a challenge.
#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/passwords.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/secret_hash.h"
#include "providers/cognito/sign_in.h"
#include "providers/cognito/user_attributes.h"

namespace understudy::cognito {

namespace {

constexpr std::string_view responses = "ChallengeResponses";
constexpr std::string_view attribute_prefix = "userAttributes.";

std::string_view required(const Call& call, std::string_view name) {
  const auto value = call.entry(responses, name);
  if (value.empty()) refuse_parameter(cat({"Missing required parameter ", name}));
  return value;
}

/// An attempt, taken up again by who says to be its user.
struct Resumed {
  std::string attempt;
  const login::Policy* policy;
  Entrance entrance;
};

/// Whom the attempt is for by now: told by a challenge, or asked by one.
const std::string& user_of(const SignInAttempt& attempt) {
  return attempt.user_id.empty() ? attempt.awaited.user_id : attempt.user_id;
}

/// A name that is not the attempt's user is answered as a wrong password is.
void check_username(const WorldState& state, const Pool& pool, const SignInAttempt& attempt,
                    std::string_view username) {
  const auto meant = find_pool_user(state, pool, attempt.name);
  const auto named = find_pool_user(state, pool, username);
  // Whoever cannot be asked was shown a made-up user name, and clients send that back.
  const bool is_as_shown = !attempt.awaited.kept.is_null() && attempt.awaited.kept.text_at("user") == username;
  const bool is_theirs = is_as_shown || (meant ? named && named->user.id == meant->user.id : !named);
  if (!is_theirs) refuse(wrong_password, "USERNAME is whom the session is for");
}

Resumed resume(Call& call, Side side, std::string_view session, std::string_view challenge) {
  const std::string username(required(call, "USERNAME"));
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), side);
    const SignInAttempt attempt = attempt_of(call.visit.world, state, session, client);
    const auto* policy = find_policy(attempt.door);
    const bool is_awaited = challenge == srp_challenge ? attempt.awaited.challenge == challenge
                                                       : attempt.awaited.challenge.empty() && !attempt.passed.empty();
    if (policy == nullptr || !is_awaited) refuse(invalid_session, "the session waits for this challenge");
    check_username(state, pool, attempt, username);
    const auto member = pool_user_of(state, pool, user_of(attempt));
    std::vector<std::string> names{username, attempt.name};
    if (member) names.push_back(member->account.username);
    check_secret_hash(client, call.entry(responses, "SECRET_HASH"), names);
    call.visit.journal.tenant = pool.tenant_id;
    return Resumed{attempt.id, policy, {pool.id, client.id, attempt.name, user_of(attempt), session_lifetime(client)}};
  });
}

/// The server signs the time as it would write it itself, so another spelling of the same time is no proof.
std::string canonical_time(World& world, std::string_view text) {
  const auto time = parse_english_time(text);
  if (!time)
    refuse_parameter("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.", "Tue Nov 3 04:05:06 UTC 2026",
                     std::string(shorten(text, 60)));
  world.step([&](WorldState& state) {
    const auto window = cognito_of(state).choices.srp_clock_window;
    const Instant now = state.clock.now();
    if (window && (*time < now - *window || *time > now + *window))
      refuse(wrong_password, "TIMESTAMP is near the world's time", to_english_time(now), to_english_time(*time));
  });
  return to_english_time(*time);
}

/// Asked only now, before the proof is looked at.
void require_open_account_of(World& world, const Entrance& entrance) {
  world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), entrance.pool_id);
    if (const auto member = find_pool_user(state, pool, entrance.username)) require_open_account(*member);
  });
}

Json answer_with_proof(Call& call, Side side) {
  required(call, "USERNAME");
  const auto block = from_base64(required(call, "PASSWORD_CLAIM_SECRET_BLOCK"));
  const std::string signature(required(call, "PASSWORD_CLAIM_SIGNATURE"));
  const std::string time = canonical_time(call.visit.world, required(call, "TIMESTAMP"));
  Resumed resumed;
  try {
    resumed = resume(call, side, block.value_or(""), srp_challenge);
  } catch (const Refusal& refusal_of_session) {
    // There is no session here that could be wrong: a block that is none is as good as a wrong proof.
    if (!refusal_of_session.message().starts_with("Invalid session")) throw;
    refuse(wrong_password, refusal_of_session.rule, refusal_of_session.expected, refusal_of_session.got);
  }
  require_open_account_of(call.visit.world, resumed.entrance);
  const auto policy = policy_for(*resumed.policy, resumed.entrance);
  login::Door door(call.visit.world, policy);
  const Json answer = Json::object({{"signature", signature}, {"block", to_hex(*block)}, {"time", time}});
  return proceed(call, resumed.entrance, door.answer(resumed.attempt, srp_challenge, answer));
}

/// {"email":"…"} of "userAttributes.email".
Json given_attributes(const Call& call) {
  Json given = Json::object();
  if (const Json* all = call.body.find(responses))
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

Json answer_with_new_password(Call& call, Side side) {
  const auto session = call.text("Session");
  if (session.empty()) refuse_parameter("Missing required parameter Session");
  const std::string password(required(call, "NEW_PASSWORD"));
  const Resumed resumed = resume(call, side, session, new_password_challenge);
  const Json attributes = given_attributes(call);
  check_new_password(call, resumed.entrance, password, attributes);
  const auto policy = policy_for(*resumed.policy, resumed.entrance);
  login::Door door(call.visit.world, policy);
  const auto turn = door.answer(resumed.attempt, new_password_challenge,
                                Json::object({{"password", password}, {"attributes", attributes}}));
  // Another call was quicker.
  if (turn.verdict != login::Verdict::accepted) refuse(spent_session, "a session is used once");
  return proceed(call, resumed.entrance, turn);
}

struct Response {
  std::string_view challenge;
  Json (*answer)(Call& call, Side side);
};
constexpr std::array answers{
    Response{srp_challenge, answer_with_proof},
    Response{new_password_challenge, answer_with_new_password},
};

Json respond(Call& call, Side side) {
  const auto name = call.text("ChallengeName");
  call.visit.world.step([&](WorldState& state) { named_of(call, cognito_of(state), side); });
  for (const auto& row : answers)
    if (row.challenge == name) return row.answer(call, side);
  refuse_as_lacking(cat({"the challenge ", name, " of Amazon Cognito user pools"}));
}

}  // namespace

Json respond_to_auth_challenge(Call& call) { return respond(call, Side::client); }
Json admin_respond_to_auth_challenge(Call& call) { return respond(call, Side::administrator); }

}  // namespace understudy::cognito
