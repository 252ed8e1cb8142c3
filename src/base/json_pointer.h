// A value deep within JSON, found by a JSON pointer (RFC 6901): "/items/0/name".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace understudy {

/// The steps of a pointer, unescaped; none for the empty one, which is the whole.
std::vector<std::string> pointer_steps(std::string_view pointer);

/// The member of that name, or the item at that position; null where there is none.
const Json* step_into(const Json& parent, std::string_view step);

/// Null where nothing stands there, and where the text is no pointer.
const Json* at_pointer(const Json& whole, std::string_view pointer);

}  // namespace understudy
