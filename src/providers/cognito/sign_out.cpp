// The ends of sign-ins: one refresh token with all that came of it, or all of a user's.
#include "base/text.h"
#include "crypto/jws.h"
#include "providers/cognito/access_tokens.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/secret_hash.h"
#include "providers/cognito/tokens.h"
#include "world/ended.h"

namespace understudy::cognito {

Json revoke_token(Call& call) {
  const auto token = call.text("Token");
  if (call.text("RevokeAssociatedSessions") == "LINKED")
    refuse_as_lacking("RevokeAssociatedSessions LINKED of Amazon Cognito user pools");
  call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    const Client& client = named_client(cognito, call.text("ClientId"));
    check_secret(client, call.text("ClientSecret"), "UnauthorizedException");
    if (!can_revoke_tokens(client))
      refuse("UnsupportedOperationException", "Token revocation is not enabled for the client.");
    if (crypto::parse_jws(token))
      refuse("UnsupportedTokenTypeException", "Only refresh tokens can be revoked.", "Token is a refresh token", "",
             "an ID or access token");
    // Whoever revokes what is none, or is ended already, has what it wanted.
    const TokenFamily* family = find_family(cognito, token);
    if (family != nullptr && family->client_id != client.id)
      refuse("UnauthorizedException", "The refresh token is not of this client.");
    end_one(cognito.families, family, &TokenFamily::revoked_at, state.clock.now());
  });
  return Json::object();
}

Json global_sign_out(Call& call) {
  const Bearer bearer = bearer_of(call);
  call.visit.world.step([&](WorldState& state) { end_families_of(state, records_of(state, bearer).member.user.id); });
  return Json::object();
}

Json admin_user_global_sign_out(Call& call) {
  call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
    end_families_of(state, named_pool_user(state, pool, call.text("Username")).user.id);
  });
  return Json::object();
}

}  // namespace understudy::cognito
