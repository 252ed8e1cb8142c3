// The sign-in page: a door to the sign-in engine that ends in a session cookie.
#pragma once

#include "front/api.h"
#include "login/policy.h"

namespace understudy::shiftiq {

/// Both throw Refusal where the address of the page is not good.
http::Reply show_sign_in_page(front::Visit& visit, const login::Policy& policy);
http::Reply take_sign_in_form(front::Visit& visit, const login::Policy& policy);

}  // namespace understudy::shiftiq
