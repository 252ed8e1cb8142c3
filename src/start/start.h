// The first look at a server: its start page, in a browser or as JSON, and the lists of operations of its APIs. It
// shows what the control API shows, passwords and tokens included, so whoever lists it guards it in the same way
// (control::guard).
#pragma once

#include <string_view>
#include <vector>

#include "front/api.h"
#include "start/overview.h"
#include "world/worlds.h"

namespace understudy::start {

/// `others` are the server's other APIs, whose operations are listed. Where one of them answers GET /, the start
/// page is at /_understudy/ alone. `worlds` outlives them.
std::vector<front::Api> apis(Worlds& worlds, Facts facts, const std::vector<front::Api>& others);

/// Where a server of these APIs has its start page, below a world's address: "/" or "/_understudy/".
std::string_view page_path(const std::vector<front::Api>& others);

}  // namespace understudy::start
