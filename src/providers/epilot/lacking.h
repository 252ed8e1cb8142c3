// Routes of epilot's APIs of which Understudy emulates nothing yet, as far as people, portals and services sign in with
// them: their addresses and the names of their operations. Those whose specification is published have its names.
#pragma once

#include <vector>

#include "front/api.h"

namespace understudy::epilot {

std::vector<front::Route> sso_routes();
std::vector<front::Route> customer_portal_routes();
std::vector<front::Route> file_routes();
std::vector<front::Route> sandbox_routes();
std::vector<front::Route> internal_auth_routes();
std::vector<front::Route> app_routes();
std::vector<front::Route> mcp_routes();
/// Pages of the web application that programs are sent to.
std::vector<front::Route> web_routes();

}  // namespace understudy::epilot
