// Addresses of the web as they are compared and put together: in one spelling.
#pragma once

#include <string>
#include <string_view>

namespace understudy {

/// The address of `url`, an http or https one without user, query and fragment, as browsers write it: scheme and host
/// in lower case, without the scheme's usual port. Without final slashes, so that a path can follow.
std::string normal_web_address(std::string_view url);

/// True for "app.acme.test" and "a.b.acme.test" below "acme.test", which is not below itself.
bool is_subdomain(std::string_view host, std::string_view domain);

}  // namespace understudy
