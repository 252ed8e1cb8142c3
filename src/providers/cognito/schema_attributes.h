// The attributes that users of a pool may have: the standard ones, which every pool has, and custom ones.
#pragma once

#include "base/json.h"

namespace understudy::cognito {

/// SchemaAttributes of a new pool: the 20 standard ones as `schema` changes them, and its custom ones after them. Null:
/// none was given. Throws Refusal.
Json new_schema(const Json* schema);

/// With further custom ones, as AddCustomAttributes takes them. Throws Refusal.
Json extended_schema(const Json& schema_attributes, const Json& custom);

}  // namespace understudy::cognito
