#include "providers/cognito/sign_in.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/devices.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/lock_out.h"
#include "providers/cognito/next_challenge.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/sign_in_triggers.h"
#include "providers/cognito/tokens.h"

namespace understudy::cognito {

namespace {

login::Policy policy_for(const Entrance& entrance) {
  login::Policy row = *entrance.policy;
  row.lasts = entrance.session_lasts;
  return row;
}

/// What is as good as a second factor. The original asks for none where a trigger decides who is let in.
constexpr std::array strong_challenges{sms_mfa_challenge, software_token_challenge, email_mfa_challenge,
                                       token_setup_challenge, email_setup_challenge};

/// Where nothing can be set up, nobody gets in.
void require_second_factor(const Pool& pool, const login::SignedIn& done) {
  const bool is_done = std::any_of(strong_challenges.begin(), strong_challenges.end(),
                                   [&](std::string_view name) { return holds(done.passed, name); }) ||
                       (replaces_second_factors(pool) && holds(done.passed, device_challenge));
  if (second_factor_demanded(pool) == Demanded::always && !is_done)
    refuse("InvalidUserPoolConfigurationException",
           "The user pool requires MFA, and the user has no factor that it can be done with.",
           "the pool offers a factor that does not recover passwords as well");
}

/// The tokens of somebody who is in, and the key of a device that is new.
struct Admission {
  TokenFacts facts;
  std::optional<Device> device;
};

Admission admit(WorldState& state, Call& call, const Entrance& entrance, const login::SignedIn& done) {
  auto& visit = call.visit;
  const auto& cognito = cognito_of(state);
  const Pool& pool = named_pool(cognito, entrance.pool_id);
  const Client& client = named_client(cognito, entrance.client_id, pool);
  const auto member = pool_user_of(state, pool, done.user_id);
  if (!member) refuse(no_such_user);
  visit.journal.tenant = pool.tenant_id;
  forget_wrong_passwords(state, *member);
  std::string device_key;
  std::optional<Device> device;
  if (tracks_devices(pool)) {
    const Device* known = find_device(cognito, done.user_id, entrance.device_key);
    if (known == nullptr)
      device = new_device(state, pool, *member, visit.request.peer);
    else
      touch_device(state, *known, visit.request.peer);
    device_key = device ? device->id : entrance.device_key;
  }
  const TokenFamily family = begin_family(state, visit.world, pool, client, *member, device_key);
  return {gather(state, visit.world, visit.issuing(), pool, client, *member, family), std::move(device)};
}

Json let_in(Call& call, const Entrance& entrance, const login::SignedIn& done) {
  auto& world = call.visit.world;
  world.step([&](WorldState& state) { require_second_factor(named_pool(cognito_of(state), entrance.pool_id), done); });
  TokenChanges changes = fire_for_admission(call, entrance, done);
  auto admission = world.step([&](WorldState& state) { return admit(state, call, entrance, done); });
  auto& facts = admission.facts;
  facts.changes = std::move(changes);
  Json result = authentication_result(call, facts, facts.family.refresh_token);
  if (const auto& device = admission.device)
    result.set("NewDeviceMetadata", Json::object({{"DeviceGroupKey", device->group_key}, {"DeviceKey", device->id}}));
  return Json::object({{"AuthenticationResult", std::move(result)}, {"ChallengeParameters", Json::object()}});
}

/// Not a secret's doing: that a session is this world's is told to whoever holds it, and nothing more.
std::string session_mark(const World& world, std::string_view attempt) {
  return to_base64url(crypto::hmac_sha256(world.seed().seed, cat({"understudy session ", world.name(), " ", attempt})))
      .substr(0, 32);
}

}  // namespace

Doorway::Doorway(World& world, const Entrance& entrance) : policy_(policy_for(entrance)), door_(world, policy_) {}

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

bool count_wrong_answer(World& world, const Entrance& entrance) {
  return world.step([&](WorldState& state) {
    const Pool* pool = cognito_of(state).pools.find(entrance.pool_id);
    const auto member = pool == nullptr ? std::nullopt : pool_user_of(state, *pool, entrance.user_id);
    if (!member) return true;
    const bool was_locked = is_locked(member->account, state.clock.now());
    count_wrong_password(state, *member);
    return !was_locked;
  });
}

void refuse_password(World& world, const Entrance& entrance) {
  // Also of a right password, which the lock turned down.
  if (!count_wrong_answer(world, entrance)) refuse(too_many_passwords, "the account is not locked");
  refuse(wrong_password, "the password is the user's", "", "another, or a wrong proof");
}

Json proceed(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn) {
  if (const auto* done = std::get_if<login::SignedIn>(&turn.step)) return let_in(call, entrance, *done);
  return show_next(call, entrance, door, turn);
}

Json proceed_from_password(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn) {
  if (turn.verdict != login::Verdict::accepted) refuse_password(call.visit.world, entrance);
  return proceed(call, entrance, door, turn);
}

std::string session_text(const World& world, std::string_view attempt) {
  return cat({attempt, ".", session_mark(world, attempt)});
}

SignInAttempt attempt_of(const World& world, const WorldState& state, std::string_view session) {
  const auto dot = session.rfind('.');
  const auto id = session.substr(0, dot);
  if (dot == std::string_view::npos || !crypto::equal_in_constant_time(session, session_text(world, id)))
    refuse(invalid_session, "the session is one of this world's");
  const SignInAttempt* attempt = state.sign_ins.find(id);
  if (attempt == nullptr) refuse(spent_session, "a session is used once");
  if (state.clock.now() >= attempt->expires_at)
    refuse(expired_session, "the session is still good", "", cat({"until ", to_iso8601(attempt->expires_at)}));
  return *attempt;
}

SignInAttempt attempt_of(const World& world, const WorldState& state, std::string_view session, const Client& client) {
  SignInAttempt attempt = attempt_of(world, state, session);
  if (attempt.organization != client.id)
    refuse(invalid_session, "the session is the client's", std::string(shorten(attempt.organization, 60)), client.id);
  return attempt;
}

std::string known_device(const CognitoState& cognito, const Pool& pool, std::string_view user_id,
                         std::string_view key) {
  if (key.empty() || !tracks_devices(pool)) return {};
  if (find_device(cognito, user_id, key) == nullptr)
    refuse(no_such_device, "DEVICE_KEY is of a device that the user confirmed", "", std::string(shorten(key, 60)));
  return std::string(key);
}

}  // namespace understudy::cognito
