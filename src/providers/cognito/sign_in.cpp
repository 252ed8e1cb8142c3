#include "providers/cognito/sign_in.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/lock_out.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/tokens.h"

namespace understudy::cognito {

namespace {

/// A pool that asks everybody for a second factor lets nobody in without one.
void require_no_second_factor(const Pool& pool) {
  if (pool.settings.text_at("MfaConfiguration") == "ON")
    refuse_as_lacking("the challenge MFA_SETUP of Amazon Cognito user pools, whose MfaConfiguration is ON");
}

Json let_in(Call& call, const Entrance& entrance, const std::string& user_id) {
  auto& visit = call.visit;
  const auto facts = visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, entrance.pool_id);
    const Client& client = named_client(cognito, entrance.client_id, pool);
    require_no_second_factor(pool);
    const auto member = pool_user_of(state, pool, user_id);
    if (!member) refuse(no_such_user);
    visit.journal.tenant = pool.tenant_id;
    const TokenFamily family = begin_family(state, visit.world, pool, client, *member);
    return gather(state, visit.world, visit.base, pool, client, *member, family);
  });
  return Json::object({{"AuthenticationResult", authentication_result(call, facts, facts.family.refresh_token)},
                       {"ChallengeParameters", Json::object()}});
}

/// What the client needs to know to give a new password: texts of JSON, as clients parse them.
Json new_password_parameters(const Pool& pool, const PoolUser& member) {
  Json required = Json::array();
  if (const Json* schema = pool.settings.find("SchemaAttributes"))
    for (const auto& attribute : schema->items())
      if (is_flag(attribute, "Required") && !attribute_of(member, attribute.text_at("Name")))
        required.push(cat({"userAttributes.", attribute.text_at("Name")}));
  Json attributes = Json::object();
  for (const auto& [name, value] : attributes_of(member))
    if (name != "sub") attributes.set(name, value);
  return Json::object({{"USER_ID_FOR_SRP", member.account.username},
                       {"requiredAttributes", required.dump()},
                       {"userAttributes", attributes.dump()}});
}

Json ask_for_new_password(Call& call, const Entrance& entrance, const login::Turn& turn) {
  auto& world = call.visit.world;
  Json parameters = world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), entrance.pool_id);
    const SignInAttempt* attempt = state.sign_ins.find(turn.attempt);
    const auto member = attempt == nullptr ? std::nullopt : pool_user_of(state, pool, attempt->user_id);
    if (!member) refuse(invalid_session);
    return new_password_parameters(pool, *member);
  });
  return Json::object({{"ChallengeName", new_password_challenge},
                       {"Session", session_text(world, turn.attempt)},
                       {"ChallengeParameters", std::move(parameters)}});
}

/// Not a secret's doing: that a session is this world's is told to whoever holds it, and nothing more.
std::string session_mark(const World& world, std::string_view attempt) {
  return to_base64url(crypto::hmac_sha256(world.seed().seed, cat({"understudy session ", world.name(), " ", attempt})))
      .substr(0, 32);
}

}  // namespace

Named named_of(const Call& call, const CognitoState& cognito, Side side) {
  if (side == Side::client) {
    const Client& client = named_client(cognito, call.text("ClientId"));
    return {named_pool(cognito, client.pool_id), client};
  }
  const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
  return {pool, named_client(cognito, call.text("ClientId"), pool)};
}

void require_open_account(const PoolUser& member) {
  if (!member.is_enabled()) refuse(user_is_disabled);
  if (member.account.state == Account::State::unconfirmed) refuse(user_is_not_confirmed);
  if (member.account.state == Account::State::reset_required) refuse(password_reset_required);
}

void refuse_password(World& world, const Entrance& entrance) {
  world.step([&](WorldState& state) {
    const Pool* pool = cognito_of(state).pools.find(entrance.pool_id);
    const auto member = pool == nullptr ? std::nullopt : pool_user_of(state, *pool, entrance.user_id);
    if (!member) return;
    const bool was_locked = is_locked(member->account, state.clock.now());
    count_wrong_password(state, *member);
    // Also of a right password, which the lock turned down.
    if (was_locked) refuse(too_many_passwords, "the account is not locked");
  });
  refuse(wrong_password, "the password is the user's", "", "another, or a wrong proof");
}

Json proceed(Call& call, const Entrance& entrance, const login::Turn& turn) {
  if (turn.verdict != login::Verdict::accepted) refuse_password(call.visit.world, entrance);
  if (const auto* done = std::get_if<login::SignedIn>(&turn.step)) return let_in(call, entrance, done->user_id);
  return ask_for_new_password(call, entrance, turn);
}

std::string session_text(const World& world, std::string_view attempt) {
  return cat({attempt, ".", session_mark(world, attempt)});
}

SignInAttempt attempt_of(const World& world, const WorldState& state, std::string_view session, const Client& client) {
  const auto dot = session.rfind('.');
  const auto id = session.substr(0, dot);
  if (dot == std::string_view::npos || !crypto::equal_in_constant_time(session, session_text(world, id)))
    refuse(invalid_session, "the session is one of this world's");
  const SignInAttempt* attempt = state.sign_ins.find(id);
  // Also by an answer that was wrong, which counts against the account, and must not count twice.
  if (attempt == nullptr || attempt->wrong_answers > 0) refuse(spent_session, "a session is used once");
  if (state.clock.now() >= attempt->expires_at)
    refuse(expired_session, "the session is still good", "", cat({"until ", to_iso8601(attempt->expires_at)}));
  if (attempt->organization != client.id)
    refuse(invalid_session, "the session is the client's", std::string(shorten(attempt->organization, 60)), client.id);
  return *attempt;
}

login::Policy policy_for(const login::Policy& policy, const Entrance& entrance) {
  login::Policy row = policy;
  row.lasts = entrance.session_lasts;
  return row;
}

}  // namespace understudy::cognito
