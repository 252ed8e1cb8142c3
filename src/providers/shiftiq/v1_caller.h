// Who calls version 1 of Shift iQ's API: there the client secret itself is the bearer token, and the first label of the
// host names the organization.
#pragma once

#include "front/api.h"
#include "providers/shiftiq/person.h"

namespace understudy::shiftiq {

/// What groups require: the ShiftPerson behind `Authorization: Bearer <client secret>`. Noted in the journal. Throws
/// Refusal where there is no good secret, where it is another organization's than the host's, or where the person has
/// asked for too much.
void require_v1_caller(front::Visit& visit);

}  // namespace understudy::shiftiq
