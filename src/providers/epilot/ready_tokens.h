// The fixture's own access tokens as JWTs, ready to be sent.
#pragma once

#include "access/ready.h"

namespace understudy::epilot {

extern const access::ReadyList ready_tokens;

}  // namespace understudy::epilot
