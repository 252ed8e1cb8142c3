// A fixture that travelled in a variable: as YAML or in base64, and in the quotes that not every reader of variables
// takes off (docker's --env-file does not).
#pragma once

#include <string>
#include <string_view>

namespace understudy::config {

/// The YAML in it. What cannot be unpacked stays as it is, for the loader to complain of.
std::string unpack_source(std::string_view packed);

}  // namespace understudy::config
