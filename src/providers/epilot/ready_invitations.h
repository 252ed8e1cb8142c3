// The invitations of the fixture that are open, ready to be accepted.
#pragma once

#include "access/ready.h"

namespace understudy::epilot {

extern const access::ReadyList ready_invitations;

}  // namespace understudy::epilot
