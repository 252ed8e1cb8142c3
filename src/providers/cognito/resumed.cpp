#include "providers/cognito/resumed.h"

#include "providers/cognito/entering.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/policies.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/secret_hash.h"

namespace understudy::cognito {

namespace {

/// Whom the attempt is for by now: told by a challenge, or asked by one, or meant where nobody told yet.
std::string user_of(const SignInAttempt& attempt, const std::optional<PoolUser>& meant) {
  if (!attempt.user_id.empty()) return attempt.user_id;
  if (!attempt.awaited.challenge.empty()) return attempt.awaited.user_id;
  return meant ? meant->user.id : std::string();
}

/// A name that is not the attempt's user is answered as a wrong password is.
void check_username(const WorldState& state, const Pool& pool, const SignInAttempt& attempt,
                    const std::optional<PoolUser>& meant, std::string_view username) {
  const auto named = find_pool_user(state, pool, username);
  // Whoever cannot be asked was shown a made-up user name, and clients send that back.
  const bool is_as_shown = !attempt.awaited.kept.is_null() && attempt.awaited.kept.text_at("user") == username;
  const bool is_theirs = is_as_shown || (meant ? named && named->user.id == meant->user.id : !named);
  if (!is_theirs) refuse(wrong_password, "USERNAME is whom the session is for");
}

}  // namespace

std::string_view required_session(const Call& call) {
  const auto session = call.text("Session");
  if (session.empty()) refuse_parameter("Missing required parameter Session");
  return session;
}

Resumed resume(Call& call, Side side, std::string_view session, bool (*waits)(const SignInAttempt& attempt)) {
  const std::string username(required_response(call, "USERNAME"));
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client] = named_of(call, cognito_of(state), side);
    const SignInAttempt attempt = attempt_of(call.visit.world, state, session, client);
    const auto* policy = find_policy(attempt.door);
    if (policy == nullptr || !waits(attempt)) refuse(invalid_session, "the session waits for this challenge");
    const auto meant = find_pool_user(state, pool, attempt.name);
    check_username(state, pool, attempt, meant, username);
    const std::string user_id = user_of(attempt, meant);
    std::vector<std::string> names{username, attempt.name};
    if (const auto member = pool_user_of(state, pool, user_id)) names.push_back(member->account.username);
    check_secret_hash(client, call.entry(challenge_responses, "SECRET_HASH"), names);
    call.visit.journal.tenant = pool.tenant_id;
    return Resumed{attempt,
                   {pool.id, client.id, attempt.name, user_id, session_lifetime(client),
                    std::string(attempt.noted.text_at("device_key")), policy}};
  });
}

}  // namespace understudy::cognito
