// Who calls Shift iQ's API: the schemes of the header Authorization, and the partition that a path names.
#pragma once

#include <optional>
#include <string>

#include "front/api.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/session.h"

namespace understudy::shiftiq {

/// Whether the person belongs to the partition that the path names: each is an instance of its own, with keys and
/// secrets of its own. True where the path names none, or the fixture lets partitions mix.
bool is_at_home(const front::Visit& visit, const ShiftPerson& person);

/// Tells the journal who calls.
void note_caller(front::Visit& visit, const ShiftPerson& person);

/// Who calls, and by what: the claims of the token behind `Authorization: Bearer`, or else the session of the cookie. A
/// header that begins with "bearer " in any casing decides alone: a bad token is not rescued by a good cookie.
struct Caller {
  ShiftPerson person;
  std::optional<Json> claims;
  std::optional<ShiftSessionCaller> session;
};

// What groups of routes require. Each throws Refusal, first {unknown_record} where the path names a partition that
// there is not.

/// Nobody.
void require_partition(front::Visit& visit);
/// A Caller; Refusal{missing_credential} where there is none.
void require_caller(front::Visit& visit);
/// A Caller, or nobody where the fixture lets guests ask.
void require_caller_or_guest(front::Visit& visit);
/// A ShiftCaller, by a bearer token alone.
void require_bearer(front::Visit& visit);
/// A ShiftSessionCaller, by the session cookie alone.
void require_session(front::Visit& visit);
/// A SecretHolder, by the header `Authorization: Secret`.
void require_secret(front::Visit& visit);

/// The value behind `Authorization: Secret`; empty where the request has no such header.
std::string presented_secret(const http::Request& request);
/// Whose client secret that is. Noted in the journal. Throws Refusal.
SecretHolder admit_holder(front::Visit& visit, const std::string& secret);

/// Principal: a person as introspection shows it.
Json principal_json(const Seed& seed, const ShiftPerson& person, std::string_view ip_address);

}  // namespace understudy::shiftiq
