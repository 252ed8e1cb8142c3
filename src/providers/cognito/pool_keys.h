// The keys of a pool: one signs its ID tokens, another its access tokens, and both are published together.
#pragma once

#include <string>
#include <string_view>

#include "access/key_sets.h"
#include "crypto/key.h"
#include "providers/cognito/part.h"

namespace understudy::cognito {

enum class TokenUse { id, access };

std::string key_label(const Pool& pool, TokenUse use);  ///< "cognito.acme.id"

/// As headers and documents give it: 32 bytes in base64, with its padding.
std::string key_id(const crypto::PublicKey& key);

/// The issuer that this world's tokens of the pool carry.
std::string issuer(const Pool& pool, const World& world, const access::Issuing& issuing);
/// The original's: "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Ab3dE9xYz".
std::string vendor_issuer(const Pool& pool);
/// All issuers of the pool's tokens.
access::OwnIssuers own_issuers(const Pool& pool, const World& world, std::string_view base);

/// {"keys":[…]}: those of ID tokens, then those of access tokens.
std::string jwks(World& world, const Pool& pool);

}  // namespace understudy::cognito
