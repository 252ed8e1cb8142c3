// epilot's api access token: a long-lived RS256 JWT of the Access Token API that acts with the roles it carries. Its
// claims and their order are those of a real one.
#pragma once

#include "access/credentials.h"
#include "crypto/jws.h"
#include "world/world.h"

namespace understudy::access {

bool recognises_epilot_api_token(const crypto::Jws& jws);

/// Checks algorithm, issuer, key id, signature, times, audience, and that this world issued the token and has not
/// revoked it. Marks the token as used today. Throws Refusal.
Identity verify_epilot_api_token(World& world, Presented presented);

/// The token's JWT, not yet signed. Equal rows give equal bytes. May wait for the key to be made.
crypto::UnsignedToken mint_epilot_api_token(World& world, std::string_view base, const AccessToken& row,
                                            Instant world_started);

}  // namespace understudy::access
