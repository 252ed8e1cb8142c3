// The JSON Schema (draft 2020-12) of a shape, for editors and for whoever writes a configuration by program.
#pragma once

#include <string>
#include <string_view>

#include "config/shape.h"

namespace understudy::config {

std::string json_schema(const ObjectShape& root, std::string_view title);

}  // namespace understudy::config
