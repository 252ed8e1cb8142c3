// A user as Understudy's own answers tell of it in JSON: its password included.
#pragma once

#include "base/json.h"
#include "world/records.h"

namespace understudy::access {

Json to_json(const User& user);

}  // namespace understudy::access
