// Addresses of the web as they are compared and put together: in one spelling.
#pragma once

#include <string>
#include <string_view>

namespace understudy {

/// The address of `url`, an http or https one without user, query and fragment, as browsers write it: scheme and host
/// in lower case, without the scheme's usual port. Without final slashes, so that a path can follow.
std::string normal_web_address(std::string_view url);

}  // namespace understudy
