// Who calls Shift iQ's API: the schemes of the header Authorization, and the partition that a path names.
#pragma once

#include <optional>
#include <string>

#include "access/shift_credentials.h"
#include "front/emulator.h"

namespace understudy::shiftiq {

/// Throws Refusal{unknown_record} where the path names a partition that there is not.
void check_partition(const front::Visit& visit);

/// The person behind `Authorization: Bearer`; nothing where the request has no such header. Noted in the journal.
/// Throws Refusal where the token is not good.
std::optional<access::ShiftCaller> find_caller(front::Visit& visit);
/// The same, but throws Refusal{missing_credential} too.
access::ShiftCaller require_caller(front::Visit& visit);

/// The value behind `Authorization: Secret`; empty where the request has no such header.
std::string presented_secret(const http::Request& request);
/// Whose client secret that is. Noted in the journal. Throws Refusal.
access::SecretHolder require_holder(front::Visit& visit, const std::string& secret);

/// Principal: a person as introspection shows it.
Json principal_json(const Seed& seed, const access::ShiftPerson& person, std::string_view ip_address);

}  // namespace understudy::shiftiq
