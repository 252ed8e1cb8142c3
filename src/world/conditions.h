// The conditions of grants: comparisons of a resource's attributes with values or with the current user.
#pragma once

#include <string_view>

#include "base/json.h"
#include "world/records.h"

namespace understudy {

/// An attribute's path may be nested ("_customer._type") and wildcarded ("workflows.*.task"); an array on the way or at
/// its end matches where any of its elements does. Of several attributes one must match (equals) or none may
/// (not_equals); an attribute that is missing or empty passes not_equals.
bool holds(const Condition& condition, const Json& attributes, std::string_view user_id);

}  // namespace understudy
