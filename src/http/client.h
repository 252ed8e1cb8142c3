// A plain GET to a server of http, for the health check.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace understudy::http {

/// The status, or nothing where no HTTP server answered within the time. `url` is "http://host[:port][/path]"; the name
/// localhost means the loopbacks, without asking anyone.
std::optional<int> get_status(std::string_view url, Milliseconds timeout);

}  // namespace understudy::http
