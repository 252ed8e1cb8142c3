// Who calls Shift iQ's API: the schemes of the header Authorization, and the partition that a path names.
#pragma once

#include <optional>
#include <string>

#include "front/emulator.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/session.h"

namespace understudy::shiftiq {

/// Throws Refusal{unknown_record} where the path names a partition that there is not.
void check_partition(const front::Visit& visit);

/// Whether the person belongs to the partition that the path names: each is an instance of its own, with keys and
/// secrets of its own. True where the path names none, or the fixture lets partitions mix.
bool is_at_home(const front::Visit& visit, const ShiftPerson& person);

/// Tells the journal who calls.
void note_caller(front::Visit& visit, const ShiftPerson& person);

/// Who calls, and by what: a bearer token's claims, or a session.
struct Caller {
  ShiftPerson person;
  std::optional<Json> claims;
  std::optional<ShiftSessionCaller> session;
};

/// The person behind `Authorization: Bearer`, or else behind the session cookie; nothing where the request has neither.
/// A header that begins with "bearer " in any casing decides alone: a bad token is not rescued by a good cookie. Noted
/// in the journal. Throws Refusal where the credential is not good, or the person has asked for too much.
std::optional<Caller> find_caller(front::Visit& visit);
/// The same, but throws Refusal{missing_credential} too.
Caller require_caller(front::Visit& visit);

/// By a bearer token alone.
ShiftCaller require_bearer(front::Visit& visit);
/// By the session cookie alone.
ShiftSessionCaller require_session(front::Visit& visit);

/// The value behind `Authorization: Secret`; empty where the request has no such header.
std::string presented_secret(const http::Request& request);
/// Whose client secret that is. Noted in the journal. Throws Refusal.
SecretHolder require_holder(front::Visit& visit, const std::string& secret);

/// Principal: a person as introspection shows it.
Json principal_json(const Seed& seed, const ShiftPerson& person, std::string_view ip_address);

}  // namespace understudy::shiftiq
