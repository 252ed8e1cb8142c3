// epilot's APIs: Access Token, User, Organization and Permissions, each an emulated API of its own because each turns
// requests down in its own shape. All stand behind the API gateway. Of the others with which people sign in there are
// only the addresses.
#pragma once

#include <vector>

#include "front/api.h"

namespace understudy::epilot {

std::vector<front::Api> apis();

}  // namespace understudy::epilot
