// What a fixture becomes: the immutable beginning that all worlds of one server share. It knows nothing of YAML; tests
// may build one by hand.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "world/challenge.h"
#include "world/part.h"
#include "world/protected_route.h"
#include "world/records.h"
#include "world/shift.h"
#include "world/table.h"
#include "world/trusted_issuer.h"

namespace understudy {

struct ClockSetting {
  enum class Mode {
    system,   ///< the machine's time, moved by what a test adds
    ticking,  ///< starts at `start`, then runs
    frozen,   ///< stands at `start` until moved
  };
  Mode mode = Mode::system;
  Instant start{};  ///< not used by system
};

/// Whose issuer strings stand in tokens and documents.
enum class Issuers {
  local,   ///< this server's own addresses
  vendor,  ///< the original's, for code that has them built in
};

/// How the API gateway turns a bad credential down.
enum class GatewayRefusal {
  unauthorized,   ///< 401 {"message":"Unauthorized"}
  explicit_deny,  ///< 403 {"Message":"User is not authorized to access this resource with an explicit deny"}
};

struct Seed {
  std::string seed;  ///< everything that looks random is derived from it
  ClockSetting clock;
  std::string public_url;  ///< without a final slash; empty: http://localhost:PORT
  Issuers issuers = Issuers::local;
  GatewayRefusal gateway_refusal = GatewayRefusal::unauthorized;
  WwwAuthenticate gateway_challenge = WwwAuthenticate::absent;  ///< also of the APIs and routes behind it
  Parts parts;  ///< what emulated systems read from the fixture for themselves

  /// Outside issuers whose tokens are taken beside Understudy's own.
  std::vector<TrustedIssuer> trusted_issuers;
  /// The product's own backend, as far as the fixture plays it.
  std::vector<ProtectedRoute> routes;

  /// Private keys that replace the derived ones, PEM or JWK text by key-set label ("epilot.api").
  std::map<std::string, std::string> keys;

  // Base tables; a world lays its own changes over them. Insertion order is fixture order.
  TableBase<Tenant> tenants;
  TableBase<Role> roles;
  TableBase<User> users;
};

}  // namespace understudy
