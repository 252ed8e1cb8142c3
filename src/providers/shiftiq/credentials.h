// Shift iQ's bearer tokens (HS256 JWTs) and client secrets: made, recognised and verified. Its server's own words for
// what is wrong stand in the refusals' rules, since its API repeats them.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "access/credentials.h"
#include "access/signer.h"
#include "providers/shiftiq/person.h"
#include "providers/shiftiq/records.h"
#include "world/world.h"

namespace understudy::shiftiq {

struct ShiftBearer {
  std::string token;
  std::string payload;  ///< as signed: indented JSON
};

/// What a bearer token is asked for with.
struct ShiftTokenOrder {
  std::string issuer;      ///< the address of the request that asked
  std::string ip_address;  ///< of who asked
  Milliseconds lifetime{};
  bool debug = false;
  bool is_from_page = false;  ///< the profile page asked
  /// Signs in another way than the original does; empty: as it does.
  std::function<ShiftBearer(const std::string& secret, Json claims)> sign{};
};

/// Finds the person of a client secret. Throws Refusal whose rule is Shift iQ's own sentence: "Your client secret is
/// not recognized" (unknown_token), "Your client secret is expired" (expired), "Developer access is not granted to your
/// account" (permission_denied), "User not found" (unknown_user).
struct SecretHolder {
  ClientSecret secret;
  ShiftPerson person;
};
SecretHolder find_secret_holder(World& world, std::string_view value);

/// Makes a token and remembers it. Claims and their order are those of Shift iQ's server. Equal orders of one second
/// give the same token, unless that was revoked: then the next second dates it.
/// The profile page's revokes, in the same step, those that the page made for the person before, where the fixture says
/// so; the second after the newest of them dates it then, at the earliest.
ShiftBearer issue_shift_bearer(World& world, const access::Signer& signer, const SecretHolder& holder,
                               const ShiftTokenOrder& order);

/// Replaces the person's client secret, whose value is unknown at once; a limit of its tokens' lifetime stays. Within a
/// step.
ClientSecret renew_client_secret(WorldState& state, const ShiftPerson& person, Milliseconds lifetime);

/// A bearer token that passed. Throws Refusal (bad_signature, wrong_audience, expired, malformed_credential, revoked,
/// unknown_token) whose rule is the message of X-Authentication-Failed.
struct ShiftCaller {
  ShiftPerson person;
  Json claims;  ///< the payload
};
ShiftCaller verify_shift_bearer(World& world, std::string_view token);

// The credential kinds of bearer tokens and of client secrets, for places that take several kinds.
access::CredentialKind bearer_kind();
access::CredentialKind secret_kind();

}  // namespace understudy::shiftiq
