// ID, access and refresh tokens: made for one sign-in, made anew with its refresh token, and ended together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/jws.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/call.h"
#include "providers/cognito/pool_keys.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/token_changes.h"

namespace understudy::cognito {

/// Everything that tokens say, as the world knew it in one step: nothing of it points into the state.
struct TokenFacts {
  std::string issuer;
  std::string id_key;      ///< the label
  std::string access_key;  ///< likewise
  TokenFamily family;
  PoolUser member;
  std::vector<UserGroup> groups;    ///< the member's, the one that counts most first
  std::vector<Attribute> readable;  ///< what the client may read of the member
  TokenLifetimes lifetimes{};
  TokenChanges changes;    ///< that a trigger asks for
  bool has_origin = true;  ///< whether tokens say which sign-in they come of
  std::string id_jti;
  std::string access_jti;
  Instant issued_at{};
};

inline constexpr std::string_view api_scope = "aws.cognito.signin.user.admin";

/// Whom the client lets in from now on. Within a step.
TokenFamily begin_family(WorldState& state, const World& world, const Pool& pool, const Client& client,
                         const PoolUser& member, std::string_view device_key = {});
/// {"groupsToOverride":[…],"iamRolesToOverride":[…],"preferredRole":…} of the user's groups, as triggers see them.
Json group_configuration(const CognitoState& cognito, const Account& account);

/// What the next tokens of a family say. Within a step. `base` is the world's public address.
TokenFacts gather(WorldState& state, const World& world, const access::Issuing& issuing, const Pool& pool,
                  const Client& client, const PoolUser& member, const TokenFamily& family);

crypto::UnsignedToken make_token(World& world, const TokenFacts& facts, TokenUse use);

/// AuthenticationResult: signed outside of any step. The refresh token is left out where it is empty.
Json authentication_result(Call& call, const TokenFacts& facts, std::string_view refresh_token);

/// Ends all of a user's, within a step; how many there were.
size_t end_families_of(WorldState& state, const std::string& user_id);

/// A new refresh token of that stem.
std::string make_refresh_token(WorldState& state, std::string_view stem, std::string_view owner);
/// Whose refresh token it is, or was before it was rotated; null where it is nobody's.
const TokenFamily* find_family(const CognitoState& cognito, std::string_view refresh_token);

}  // namespace understudy::cognito
