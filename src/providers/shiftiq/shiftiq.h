// Shift iQ's API: bearer tokens and client secrets of API v2, who am I, diagnostics, and small data of the directory
// behind its permissions. Paths are matched without regard to case, in all three generations that its servers had.
#pragma once

#include <string>
#include <vector>

#include "front/api.h"

namespace understudy::shiftiq {

/// One for each way of its endpoints to authenticate, since the same mistake has another answer in each.
std::vector<front::Api> apis();

/// The path of the sign-in page below a world's address, with e-mail and organization filled in; empty where the user
/// has no password to sign in with there, or may not.
std::string sign_in_page_for(const User& user, const Tenant& tenant);

}  // namespace understudy::shiftiq
