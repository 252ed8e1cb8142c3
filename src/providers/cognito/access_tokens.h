// A pool's ID and access tokens as they come back: the same checks for Cognito's own operations and for gateways.
#pragma once

#include <memory>
#include <string_view>

#include "access/credentials.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/call.h"
#include "providers/cognito/pool_keys.h"

namespace understudy::cognito {

/// Signature, issuer, use and times. Throws Refusal in our own words. `base` is the world's public address.
void check_token(World& world, std::string_view base, const std::shared_ptr<const crypto::KnownToken>& token,
                 TokenUse use);

/// Whose access token a call brings, with its scope for Cognito's own operations. Throws the exceptions that those have
/// for a token that is none, has expired, was revoked, or whose user is gone or may not sign in.
struct Bearer {
  std::string family_id;
  std::string pool_id;
  std::string client_id;
  std::string user_id;
};
Bearer bearer_of(Call& call, std::string_view member = "AccessToken");

/// The records of a bearer as the world knows them now. To be used within a step.
struct BearerRecords {
  const Pool& pool;
  const Client& client;
  PoolUser member;
};
BearerRecords records_of(WorldState& state, const Bearer& bearer);

std::vector<access::CredentialKind> token_kinds();

}  // namespace understudy::cognito
