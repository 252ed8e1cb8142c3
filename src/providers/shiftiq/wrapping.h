// Some answers stand in a member of their own in one release and bare in another.
#pragma once

#include <string_view>

#include "front/api.h"

namespace understudy::shiftiq {

/// As the fixture says, which is by the request's path mostly: release 26.2, whose paths have `security`, wraps, later
/// ones, which have `accounts`, do not.
bool is_wrapped(const front::Visit& visit);

/// 200 with `body`, or with an object that has it as `member`.
http::Reply wrapped(const front::Visit& visit, std::string_view member, Json body);

}  // namespace understudy::shiftiq
