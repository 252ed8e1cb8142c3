// The tokens of epilot's Access Token service: RS256 JWTs of seven types, each with its issuer, its key set, its claims
// and their order. Where a real one of a type was seen, they are that one's; else what docs/epilot.md says.
#pragma once

#include "access/credentials.h"
#include "access/key_sets.h"
#include "crypto/jws.h"
#include "providers/epilot/access_token.h"
#include "world/world.h"

namespace understudy::epilot {

inline constexpr std::string_view audience = "epilot";

/// The credential kinds, one a token type.
std::vector<access::CredentialKind> token_kinds();

/// The token's JWT, not yet signed. Equal rows give equal bytes. May wait for the key to be made.
crypto::UnsignedToken mint_token(World& world, const access::Issuing& issuing, const AccessToken& row,
                                 Instant world_started);

}  // namespace understudy::epilot
