// A value deep within JSON, found by a text that says where it stands.
#pragma once

#include <string_view>

#include "base/json.h"

namespace understudy::backend {

/// By names with dots between them, and positions within arrays: "items.0.name". A member whose whole name has dots in
/// it, as claims may have, is found too. Null where nothing stands there.
const Json* at_path(const Json& whole, std::string_view path);

}  // namespace understudy::backend
