// An outside issuer that the fixture trusts: whose tokens are taken beside Understudy's own, and for whom they speak.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/jwks.h"

namespace understudy {

struct TrustedIssuer {
  /// By which of its members a user of the directory is found.
  enum class UserMember { id, email };

  std::string issuer;                      ///< the claim `iss`, to the letter
  std::vector<crypto::PublishedKey> keys;  ///< at least one
  std::vector<std::string> audiences;      ///< the claim `aud` must hold one of them; empty: it is not asked for
  std::optional<std::string> tenant_id;    ///< the tenant that all its tokens speak for; absent: `tenant_claim` says it
  std::string tenant_claim = "org_id";     ///< holds a tenant's id or slug
  std::string user_claim = "email";
  UserMember user_member = UserMember::email;
};

}  // namespace understudy
