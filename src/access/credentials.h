// Every kind of credential that a request may carry, in one table: how each is recognised and verified. What passes
// becomes an Identity; what does not is refused with the rule that failed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/jws.h"
#include "world/permissions.h"
#include "world/world.h"

namespace understudy::access {

/// Who a verified credential speaks for.
struct Identity {
  std::string_view kind;      ///< the credential kind's name: "api"
  std::string credential_id;  ///< "api_…"
  std::string tenant_id;
  std::string user_id;        ///< as the credential's claims say it
  std::string owner_user_id;  ///< the directory's user behind it
  std::vector<std::string> roles;
  bool read_only = false;
  bool anonymize = false;
  Json claims;
  std::string token;  ///< as presented

  Subject subject() const { return {tenant_id, user_id, roles, read_only}; }
};

/// A bearer token taken apart, and where it was presented.
struct Presented {
  std::string token;
  crypto::Jws jws;
  std::string_view base;  ///< the world's public address
};

struct CredentialKind {
  std::string_view name;    ///< "api"
  std::string_view family;  ///< whose it is: "epilot"
  bool (*recognises)(const crypto::Jws& jws);
  /// Throws Refusal. Takes the world's lock for short steps only.
  Identity (*verify)(World& world, Presented presented);
};

const std::vector<CredentialKind>& credential_kinds();

/// The kinds that a place takes, by their names or their family's; empty: every kind.
using Accepted = std::vector<std::string>;

/// True where `name` is a kind or a family.
bool is_kind_or_family(std::string_view name);

/// Verifies the value of an Authorization header (RFC 6750 §2.1); null where the request has none. Throws Refusal.
Identity authenticate(World& world, std::string_view base, const std::string* authorization, const Accepted& accepted);

/// A few characters of a token, enough to tell two apart and too few to use.
std::string abridge(std::string_view token);

}  // namespace understudy::access
