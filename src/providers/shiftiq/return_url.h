// Where a browser is sent after it signed in: within this world, or to an origin whose pages may read Shift iQ's
// replies. Everything else is refused, however it is spelled.
#pragma once

#include <string>
#include <string_view>

#include "front/api.h"

namespace understudy::shiftiq {

/// `given` is a path on this server, which is kept within the world, or an absolute address. The result is fit for a
/// header. Throws Refusal{invalid_request}.
std::string checked_return_url(const front::Visit& visit, std::string_view given);

/// The address with a parameter `token` added to its query.
std::string with_token(std::string_view address, std::string_view token);

}  // namespace understudy::shiftiq
