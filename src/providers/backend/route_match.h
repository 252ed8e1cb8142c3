// What stands before a route of the backend: its method and path, "GET /v1/entity/{slug}/{rest*}".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/formats.h"

namespace understudy::backend {

extern const config::TextFormat route_match;

/// The names of the path's parameters: of "/v1/{slug}/{rest*}" slug and rest.
std::vector<std::string_view> path_names(std::string_view pattern);

/// The match with the names of its parameters left out: what two routes for the same requests have in common.
std::string without_names(std::string_view match);

}  // namespace understudy::backend
