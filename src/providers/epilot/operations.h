// The operations that epilot's APIs answer with, one line each; epilot.cpp has the routes to them.
#pragma once

#include "access/key_sets.h"
#include "front/api.h"

namespace understudy::epilot {

// Access Token API
http::Reply create_access_token(front::Visit& visit);
http::Reply list_access_tokens(front::Visit& visit);
http::Reply revoke_access_token(front::Visit& visit);
front::Handler jwks_of(const access::KeySet& set);
front::Handler openid_configuration_of(const access::KeySet& set);

// User API
http::Reply get_me_v2(front::Visit& visit);
http::Reply get_me(front::Visit& visit);
http::Reply get_login_parameters(front::Visit& visit);

// Organization API
http::Reply get_current_organization(front::Visit& visit);

// Permissions API
http::Reply list_current_roles(front::Visit& visit);

}  // namespace understudy::epilot
