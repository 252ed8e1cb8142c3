// Shift iQ's side of the directory. Its user is an e-mail address, its person a user within one organization (here: a
// row of the users' table), its organization a tenant, and its partition a group of tenants. All of them have GUIDs,
// which follow from the fixture's seed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/seed_time.h"
#include "base/time.h"
#include "gate/www_authenticate.h"
#include "world/lookup.h"

namespace understudy::shiftiq {

/// "e99": an isolated instance of Shift iQ, named in the paths of its API.
struct ShiftPartition {
  std::string slug;
  std::string name;
  std::string domain = "shiftiq.com";
};

/// What a person is in its organization.
struct ShiftFlags {
  bool developer = false;  ///< may have client secrets and bearer tokens
  bool administrator = false;
  bool operates = false;  ///< the flag `operator`: is granted everything
  bool learner = true;

  bool operator==(const ShiftFlags&) const = default;
};

/// What a role may do with the data of a resource (a row of the organization's permission matrix).
struct ShiftGrant {
  enum Data : unsigned { read = 1, update = 2, create = 4, remove = 8, administrate = 16, configure = 32 };
  std::string resource;  ///< "security/users"
  unsigned data = read;  ///< bits of Data
};

// What the directory's rows are to Shift iQ, by their ids.

/// A user; one without a row is what ShiftFlags says of itself.
struct ShiftStanding {
  std::string id;
  ShiftFlags flags;
};

/// A role; one without a row grants nothing.
struct ShiftRole {
  std::string id;
  std::vector<ShiftGrant> grants;
};

/// A tenant.
struct ShiftOrganization {
  std::string id;
  std::string partition;                     ///< by its slug: "e01"
  std::vector<std::string> languages{"en"};  ///< that its users may choose
};

/// How the session cookie is set, and how long a session lasts without being renewed.
struct ShiftCookie {
  enum class SameSite { lax, strict, none };

  std::string name = "InSite.WebToken";
  std::string id_name = "InSite.WebTokenId";  ///< of its companion, whose value is the cookie's id
  Milliseconds lifetime = std::chrono::minutes(60);
  SameSite same_site = SameSite::lax;
  bool secure = true;
  /// Absent: the partition's domain on that host and those below it, else none. Empty: none.
  std::optional<std::string> domain;
  std::string path = "/";  ///< below the world's own
};

/// A token bucket for each person: every request takes its cost out, and time fills it again.
struct ShiftThrottle {
  struct Cost {
    std::string operation;  ///< "listUsers"
    int64_t cost = 1;
  };

  int64_t capacity = 100;
  int64_t refill = 10;  ///< comes back in every period
  Milliseconds period = std::chrono::seconds(1);
  int64_t cost = 1;  ///< of an operation that has none of its own
  std::vector<Cost> costs;
  int status = 403;  ///< of a request that finds too little, or 429
};

/// How Shift iQ is set up, and the choices where its documentation and its published source disagree or are silent.
struct ShiftSettings {
  enum class OutOfRange { refuse, clamp };
  enum class ExpiryUnit { seconds, minutes };
  enum class BadSecret { unauthorized, server_error };
  enum class MissingCredential { empty_body, problem };
  enum class AnonymousMe { refuse, guest };
  enum class RefreshIcon { revokes, as_built };
  enum class SignOut { cookie, session };
  enum class DebugEndpoints { allow, refuse };
  enum class Wrappers { by_path, always, never };
  enum class ForeignPartition { refuse, accept };
  enum class BearerAddress { any, same };
  enum class CountShape { object, number };

  std::vector<ShiftPartition> partitions;                 ///< never empty once a fixture is read
  bool any_partition = false;                             ///< the fixture names none: paths may name any
  bool is_named = false;                                  ///< the fixture says something of Shift iQ
  std::string audience = "shift-iq";                      ///< the claim `aud`
  Milliseconds token_lifetime = std::chrono::hours(24);   ///< of a bearer token whose request names none
  OutOfRange lifetime_out_of_range = OutOfRange::refuse;  ///< below a minute, above a year
  ExpiryUnit expiry_unit = ExpiryUnit::seconds;           ///< minutes: the mistake of release 26.2
  BadSecret bad_secret_header = BadSecret::unauthorized;  ///< 401, or the 500 of release 26.2
  MissingCredential missing_credential = MissingCredential::empty_body;
  AnonymousMe anonymous_me = AnonymousMe::refuse;
  RefreshIcon refresh_icon = RefreshIcon::revokes;  ///< what becomes of the token that the profile page showed before
  SignOut sign_out = SignOut::cookie;               ///< whether a copy of the cookie lives on, as built, or ends too
  DebugEndpoints debug_endpoints = DebugEndpoints::allow;  ///< cookies without a password: cookies/login and its like
  Wrappers wrappers = Wrappers::by_path;  ///< `result`, `token` and `cookie` around some answers: below `security` only
  gate::WwwAuthenticate www_authenticate = gate::WwwAuthenticate::absent;
  ForeignPartition foreign_partition = ForeignPartition::refuse;  ///< a credential of another one than the path's
  BearerAddress bearer_address = BearerAddress::any;  ///< same: only from the address that asked for the token
  CountShape count_shape = CountShape::object;        ///< {"Count":4}, or a bare 4
  std::string signing_secret;  ///< signs bearer tokens of all partitions; empty: one of its own for each
  /// Origins whose pages may call, such as "https://*.shiftiq.com"; absent: localhost and the partitions' domains.
  std::optional<std::vector<std::string>> cors_origins;
  ShiftCookie cookie;
  std::optional<ShiftThrottle> throttle;  ///< absent: nothing is counted
};

/// The secret of a person: at most one at a time.
struct ClientSecret {
  static constexpr Lookup<ClientSecret> by_user{"user"};
  static constexpr Lookup<ClientSecret> by_value{"value"};
  std::string id;       ///< a GUID
  std::string user_id;  ///< the directory's user
  std::string value;    ///< 88 characters of base64 where it was generated
  SeedTime created_at;
  SeedTime expires_at;
  std::optional<Milliseconds> lifetime_limit;  ///< of the bearer tokens made from it
};

/// A bearer token as the world remembers it; the JWT itself is not kept.
struct ShiftToken {
  static constexpr Lookup<ShiftToken> by_user{"user"};
  std::string id;         ///< SHA-256 of the JWT, hex
  std::string user_id;    ///< the directory's user
  std::string secret_id;  ///< the client secret it was made from
  Instant expires_at{};
  std::optional<Instant> revoked_at;
  bool is_from_page = false;  ///< the profile page made it and showed it once
};

/// A session as the world remembers it. Its cookies, one more with each renewal, tell themselves when they were made,
/// so that however many there are take no room here.
struct ShiftSession {
  static constexpr Lookup<ShiftSession> by_user{"user"};
  static constexpr Lookup<ShiftSession> by_cookie{"cookie"};  ///< by the id of one of those it knows
  static constexpr size_t most_cookies = 16;

  std::string id;            ///< that of its first cookie, a GUID
  std::string user_id;       ///< the directory's user
  std::string impersonator;  ///< the directory's user who acts as that one; empty: nobody does
  std::string source;        ///< how it began: "Shift iQ", "Test Login"
  std::string language;      ///< of its newest cookie
  Instant created{};
  Instant modified{};                ///< when its newest cookie was made
  std::vector<std::string> cookies;  ///< ids of those that were made or renewed last, the newest last
  std::optional<Instant> ended_at;
};

/// What a person may still ask for, where requests are counted.
struct ShiftAllowance {
  std::string id;        ///< the person as the journal names callers: "shift:<GUID>"
  double remaining = 0;  ///< at that time
  Instant counted_at{};
};

/// One of an organization's gradebooks: small data for a client's first real call.
struct ShiftGradebook {
  static constexpr Lookup<ShiftGradebook> by_tenant{"tenant"};
  std::string id;  ///< a GUID
  std::string tenant_id;
  std::string title;
};

// Found by their ids alone.
inline std::vector<std::string> lookups(const ShiftStanding& /*standing*/) { return {}; }
inline std::vector<std::string> lookups(const ShiftRole& /*role*/) { return {}; }
inline std::vector<std::string> lookups(const ShiftOrganization& /*organization*/) { return {}; }
inline std::vector<std::string> lookups(const ShiftAllowance& /*allowance*/) { return {}; }

std::vector<std::string> lookups(const ClientSecret& secret);
std::vector<std::string> lookups(const ShiftToken& token);
std::vector<std::string> lookups(const ShiftSession& session);
std::vector<std::string> lookups(const ShiftGradebook& gradebook);

/// A GUID that follows from the seed: "3f2504e0-4f89-41d3-9a0c-0305e82c3301". `kind` is "user" (of an e-mail address in
/// lower case), "person" (of a user's id), "organization" (of a tenant's id), "partition" (of a slug), "role" (of a
/// role's id), "secret" or "gradebook".
std::string shift_guid(std::string_view seed, std::string_view kind, std::string_view of);

}  // namespace understudy::shiftiq
