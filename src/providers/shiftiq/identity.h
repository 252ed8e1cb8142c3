// A person of Shift iQ as the identity that gateway and routes know.
#pragma once

#include <string_view>

#include "access/credentials.h"
#include "providers/shiftiq/person.h"

namespace understudy::shiftiq {

/// `kind` is the credential kind's name. Without a JWT, its details are claims as a bearer token of the person has
/// them.
access::Identity identity_of(const ShiftPerson& person, std::string_view kind);

/// The claims of a bearer token that say who the person is, in their order: sub, authority, org_code, org_id,
/// partition_id, partition_slug, person_id, role.
void add_person_claims(Json& claims, const ShiftPerson& person);
/// user_email, user_id, user_name, user_phone, user_language, user_timezone.
void add_user_claims(Json& claims, const ShiftPerson& person);

}  // namespace understudy::shiftiq
