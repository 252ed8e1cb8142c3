// Shift iQ's side of the directory. Its user is an e-mail address, its person a user within one organization (here: a
// row of the users' table), its organization a tenant, and its partition a group of tenants. All of them have GUIDs,
// which follow from the fixture's seed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "world/seed_time.h"

namespace understudy {

/// "e99": an isolated instance of Shift iQ, named in the paths of its API.
struct ShiftPartition {
  std::string slug;
  std::string name;
  std::string domain;  ///< "shiftiq.com"
};

/// What a person is in its organization.
struct ShiftFlags {
  bool developer = false;  ///< may have client secrets and bearer tokens
  bool administrator = false;
  bool operates = false;  ///< the flag `operator`: is granted everything
  bool learner = true;
};

/// What a role may do with the data of a resource (a row of the organization's permission matrix).
struct ShiftGrant {
  enum Data : unsigned { read = 1, update = 2, create = 4, remove = 8, administrate = 16, configure = 32 };
  std::string resource;  ///< "security/users"
  unsigned data = read;  ///< bits of Data
};

/// How Shift iQ is set up, and the choices where its documentation and its published source disagree or are silent.
struct ShiftSettings {
  enum class OutOfRange { refuse, clamp };
  enum class ExpiryUnit { seconds, minutes };
  enum class BadSecret { unauthorized, server_error };
  enum class MissingCredential { empty_body, problem };
  enum class AnonymousMe { refuse, guest };

  std::vector<ShiftPartition> partitions;                 ///< never empty once a fixture is read
  std::string audience = "shift-iq";                      ///< the claim `aud`
  Milliseconds token_lifetime = std::chrono::hours(24);   ///< of a bearer token whose request names none
  OutOfRange lifetime_out_of_range = OutOfRange::refuse;  ///< below a minute, above a year
  ExpiryUnit expiry_unit = ExpiryUnit::seconds;           ///< minutes: the mistake of release 26.2
  BadSecret bad_secret_header = BadSecret::unauthorized;  ///< 401, or the 500 of release 26.2
  MissingCredential missing_credential = MissingCredential::empty_body;
  AnonymousMe anonymous_me = AnonymousMe::refuse;
};

/// The secret of a person: at most one at a time.
struct ClientSecret {
  std::string id;       ///< a GUID
  std::string user_id;  ///< the directory's user
  std::string value;    ///< 88 characters of base64 where it was generated
  SeedTime created_at;
  SeedTime expires_at;
  std::optional<Milliseconds> lifetime_limit;  ///< of the bearer tokens made from it
};

/// A bearer token as the world remembers it; the JWT itself is not kept.
struct ShiftToken {
  std::string id;         ///< SHA-256 of the JWT, hex
  std::string user_id;    ///< the directory's user
  std::string secret_id;  ///< the client secret it was made from
  Instant expires_at{};
  std::optional<Instant> revoked_at;
};

std::vector<std::string> lookups(const ClientSecret& secret);  // user:<id>, value:<value>
std::vector<std::string> lookups(const ShiftToken& token);     // user:<id>, secret:<id>

/// A GUID that follows from the seed: "3f2504e0-4f89-41d3-9a0c-0305e82c3301". `kind` is "user" (of an e-mail address in
/// lower case), "person" (of a user's id), "organization" (of a tenant's id), "partition" (of a slug), "role" (of a
/// role's id) or "secret".
std::string shift_guid(std::string_view seed, std::string_view kind, std::string_view of);

}  // namespace understudy
