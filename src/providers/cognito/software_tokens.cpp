// Authenticator apps: set up by an access token, or on the way in by a session, and taken away.
#include "base/encoding.h"
#include "base/text.h"
#include "providers/cognito/access_tokens.h"
#include "providers/cognito/challenges.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/policies.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

namespace {

constexpr std::string_view verified = "SUCCESS";

void require_offered(const Pool& pool) {
  if (!offers(pool, token_factor)) refuse(no_software_tokens_here, "the pool's SoftwareTokenMfaConfiguration is on");
}

/// A sign-in that waits for a second factor to be set up.
struct Setup {
  std::string attempt;
  Entrance entrance;
};

/// These calls name no client: the session does.
Setup setup_of(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const SignInAttempt attempt = attempt_of(call.visit.world, state, call.text("Session"));
    const Client* client = cognito.clients.find(attempt.organization);
    if (client == nullptr) refuse(invalid_session, "the session is of a client that is still there");
    const Pool& pool = named_pool(cognito, client->pool_id);
    require_offered(pool);
    call.visit.journal.tenant = pool.tenant_id;
    const auto* policy = find_policy(attempt.door);
    if (policy == nullptr) refuse(invalid_session, "the session is of a sign-in");
    return Setup{attempt.id,
                 {pool.id, client->id, attempt.name, attempt.user_id, session_lifetime(*client),
                  std::string(attempt.noted.text_at("device_key")), policy}};
  });
}

Json associate_in_session(Call& call) {
  const Setup setup = setup_of(call);
  Doorway doorway(call.visit.world, setup.entrance);
  const auto asked = doorway.door().ask(setup.attempt, token_setup_challenge);
  if (asked.verdict != login::Verdict::accepted) refuse(invalid_session, "the session waits for MFA_SETUP");
  return Json::object(
      {{"SecretCode", asked.shown.text_at("SecretCode")}, {"Session", session_text(call.visit.world, asked.attempt)}});
}

Json verify_in_session(Call& call) {
  const Setup setup = setup_of(call);
  Doorway doorway(call.visit.world, setup.entrance);
  const auto turn =
      doorway.door().answer(setup.attempt, token_setup_challenge,
                            Json::object({{"code", call.text("UserCode")}, {"name", call.text("FriendlyDeviceName")}}));
  if (turn.verdict == login::Verdict::wrong_answer)
    refuse(wrong_code_of_new_token, "UserCode is the app's code of now");
  if (turn.verdict != login::Verdict::accepted) refuse(invalid_session, "the session is one of AssociateSoftwareToken");
  return Json::object({{"Status", verified}, {"Session", session_text(call.visit.world, turn.attempt)}});
}

Json associate_with_token(Call& call) {
  const Bearer bearer = bearer_of(call);
  return call.visit.world.step([&](WorldState& state) {
    auto [pool, client, member] = records_of(state, bearer);
    require_offered(pool);
    auto& offered = member.account.software_token.offered;
    offered = new_token_secret(state, member.user.id);
    Json answer = Json::object({{"SecretCode", to_base32(offered)}});
    put(state, std::move(member));
    return answer;
  });
}

Json verify_with_token(Call& call) {
  const Bearer bearer = bearer_of(call);
  call.visit.world.step([&](WorldState& state) {
    auto [pool, client, member] = records_of(state, bearer);
    const std::string offered = member.account.software_token.offered;
    if (offered.empty()) refuse(no_software_token, "AssociateSoftwareToken was called before");
    if (!is_software_token_code(offered, call.text("UserCode"), state.clock.now()))
      refuse(wrong_code_of_new_token, "UserCode is the app's code of now");
    take_token(member.account, offered, call.text("FriendlyDeviceName"));
    use_software_token_code(member.account.software_token, call.text("UserCode"), state.clock.now());
    put(state, std::move(member));
  });
  return Json::object({{"Status", verified}});
}

/// By a session, or by an access token, which goes first.
Json by_either(Call& call, Json (*by_token)(Call& call), Json (*by_session)(Call& call)) {
  if (call.has("AccessToken")) return by_token(call);
  if (call.has("Session")) return by_session(call);
  refuse_parameter("Either AccessToken or Session should be provided.");
}

}  // namespace

Json associate_software_token(Call& call) { return by_either(call, associate_with_token, associate_in_session); }
Json verify_software_token(Call& call) { return by_either(call, verify_with_token, verify_in_session); }

Json admin_delete_software_token(Call& call) {
  call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
    call.visit.journal.tenant = pool.tenant_id;
    PoolUser member = named_pool_user(state, pool, call.text("Username"));
    forget_token(member.account);
    put(state, std::move(member));
  });
  return Json::object();
}

}  // namespace understudy::cognito
