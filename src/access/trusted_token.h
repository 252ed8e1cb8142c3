// A token of an outside issuer that the fixture trusts: an OpenID provider's or another service's JWT, which speaks for
// a user of the directory.
#pragma once

#include "access/credentials.h"

namespace understudy::access {

CredentialKind trusted_token_kind();

}  // namespace understudy::access
