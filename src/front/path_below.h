// Paths as links and cookies have them, which name no host.
#pragma once

#include <string>
#include <string_view>

namespace understudy::front {

/// A path below a world's address, as it stands behind the host: "/w/t1/ui" for "http://localhost:9119/w/t1" and "/ui".
std::string path_below(std::string_view address, std::string_view path);

}  // namespace understudy::front
