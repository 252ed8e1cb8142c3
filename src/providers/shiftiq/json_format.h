// JSON as Shift iQ's API writes and reads it: PascalCase and indented on its way out, in any casing on its way in.
#pragma once

#include <string_view>

#include "base/json.h"
#include "http/message.h"

namespace understudy::shiftiq {

/// Members as they are named, indented by two blanks, those that are null left out.
http::Reply pascal_json(int status, const Json& body);

/// The body, which must be labelled as JSON and be an object. Throws Refusal.
Json read_json_object(const http::Request& request);

/// The member of that name in any casing, the last one where there are several, or null.
const Json* find_ignoring_case(const Json& object, std::string_view name);

}  // namespace understudy::shiftiq
