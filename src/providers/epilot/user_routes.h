// The routes of the User API.
#pragma once

#include <vector>

#include "front/api.h"

namespace understudy::epilot {

std::vector<front::Route> user_routes();         ///< for who is known by a bearer token
std::vector<front::Route> public_user_routes();  ///< for everybody
std::vector<front::Route> lacking_user_routes();

}  // namespace understudy::epilot
