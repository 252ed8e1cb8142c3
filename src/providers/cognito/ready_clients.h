// The app clients of a fixture, as applications are configured with them.
#pragma once

#include "access/ready.h"

namespace understudy::cognito {

extern const access::ReadyList ready_clients;

}  // namespace understudy::cognito
