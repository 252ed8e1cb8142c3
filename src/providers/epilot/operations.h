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
http::Reply list_users_v2(front::Visit& visit);
http::Reply list_users(front::Visit& visit);
http::Reply get_user_v2(front::Visit& visit);
http::Reply get_user(front::Visit& visit);
http::Reply update_user_v2(front::Visit& visit);
http::Reply delete_user_v2(front::Visit& visit);
http::Reply sign_up_user(front::Visit& visit);
http::Reply invite_user(front::Visit& visit);
http::Reply resend_user_invitation(front::Visit& visit);
http::Reply check_invite_token(front::Visit& visit);
http::Reply activate_user(front::Visit& visit);
http::Reply reject_invite(front::Visit& visit);
http::Reply verify_email_with_token(front::Visit& visit);
http::Reply request_password_reset(front::Visit& visit);
http::Reply reset_password(front::Visit& visit);
http::Reply send_user_password_reset(front::Visit& visit);
http::Reply switch_organization(front::Visit& visit);

inline constexpr size_t most_users_in_a_list = 1000;  ///< the next page: `offset`. Stated in docs/limits.md

// Organization API
http::Reply get_current_organization(front::Visit& visit);

// Permissions API
http::Reply list_current_roles(front::Visit& visit);

}  // namespace understudy::epilot
