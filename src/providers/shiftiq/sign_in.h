// The doors to the sign-in engine: the sign-in page, which ends in a session cookie, and version 1's sign-in.
#pragma once

#include "front/api.h"
#include "login/policy.h"

namespace understudy::shiftiq {

/// What the page asks, and what version 1's sign-in does.
const login::Policy& page_policy();
const login::Policy& v1_policy();

/// Both throw Refusal where the address of the page is not good.
http::Reply show_sign_in_page(front::Visit& visit, const login::Policy& policy);
http::Reply take_sign_in_form(front::Visit& visit, const login::Policy& policy);

}  // namespace understudy::shiftiq
