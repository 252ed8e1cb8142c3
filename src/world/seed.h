// What a fixture becomes: the immutable beginning that all worlds of one server share. It knows nothing of YAML; tests
// may build one by hand.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "world/part.h"
#include "world/records.h"
#include "world/table.h"

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

/// A host that the forward proxy leads on to, unread.
struct PassThrough {
  std::string host;  ///< in lower case, without a final dot
  int port = 443;
  bool is_private = false;  ///< it may be on this machine or in a network of one's own
};

struct Seed {
  std::string seed;  ///< everything that looks random is derived from it
  ClockSetting clock;
  std::string public_url;          ///< without a final slash; empty: http://localhost:PORT
  std::optional<Issuers> issuers;  ///< absent: the vendor's under a vendor's host name, else local
  std::vector<std::string> hosts;  ///< under which the server is reached as well: certificates are made for them
  std::vector<PassThrough> pass_through;
  Parts parts;  ///< what emulated systems read from the fixture for themselves

  /// Private keys that replace the derived ones, PEM or JWK text by the label of their key set.
  std::map<std::string, std::string> keys;

  // Base tables; a world lays its own changes over them. Insertion order is fixture order.
  TableBase<Tenant> tenants;
  TableBase<Role> roles;
  TableBase<User> users;
};

}  // namespace understudy
