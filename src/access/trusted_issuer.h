// An outside issuer that the fixture trusts: whose tokens are taken beside Understudy's own, and for whom they speak.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "crypto/published_keys.h"
#include "world/part.h"
#include "world/seed.h"

namespace understudy::access {

struct TrustedIssuer {
  /// By which of its members a user of the directory is found.
  enum class UserMember { id, email };

  std::string issuer;                      ///< the claim `iss`, to the letter
  std::vector<crypto::PublishedKey> keys;  ///< at least one
  std::vector<crypto::PassedOverKey> passed_over;
  std::vector<std::string> key_notes;    ///< how its keys should be written otherwise
  bool kid_fallback = false;             ///< a key id that names no key fits the keys without one
  Milliseconds leeway{0};                ///< how far its clock may differ from the world's
  std::vector<std::string> audiences;    ///< the claim `aud` must hold one of them; empty: it is not asked for
  std::optional<std::string> tenant_id;  ///< the tenant that all its tokens speak for; absent: `tenant_claim` says it
  std::string tenant_claim = "org_id";   ///< holds a tenant's id or slug
  std::string user_claim = "email";
  UserMember user_member = UserMember::email;
};

/// Those of a seed.
struct TrustedIssuers : PartOf<TrustedIssuers> {
  std::vector<TrustedIssuer> list;
};

inline const std::vector<TrustedIssuer>& trusted_issuers(const Seed& seed) {
  return seed.parts.of_or_usual<TrustedIssuers>().list;
}

}  // namespace understudy::access
