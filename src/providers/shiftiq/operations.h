// The operations that Shift iQ's API answers with, one line each; shiftiq.cpp has the routes to them.
#pragma once

#include "front/api.h"

namespace understudy::shiftiq {

// Tokens (tokens.cpp, token_report.cpp)
http::Reply generate_token(front::Visit& visit);
http::Reply introspect_token(front::Visit& visit);
http::Reply validate_token(front::Visit& visit);

// Client secrets (secrets.cpp)
http::Reply introspect_secret(front::Visit& visit);
http::Reply generate_secret(front::Visit& visit);

// Session cookies (sessions.cpp)
http::Reply login_cookie(front::Visit& visit);
http::Reply logout_cookie(front::Visit& visit);
http::Reply introspect_cookie(front::Visit& visit);
http::Reply validate_cookie(front::Visit& visit);
http::Reply decode_cookie(front::Visit& visit);
http::Reply refresh_session(front::Visit& visit);
http::Reply change_language(front::Visit& visit);

// Cookies that a client makes up (debugging.cpp)
http::Reply generate_cookie(front::Visit& visit);
http::Reply create_cookie(front::Visit& visit);
http::Reply change_theme(front::Visit& visit);

// Who am I (me.cpp)
http::Reply get_my_context(front::Visit& visit);
http::Reply get_my_roles(front::Visit& visit);
http::Reply get_my_permissions(front::Visit& visit);

// Diagnostics (diagnostics.cpp)
http::Reply get_health(front::Visit& visit);
http::Reply get_version(front::Visit& visit);

// Small data of the organization, protected (directory.cpp, lists_of_sessions.cpp)
http::Reply list_users(front::Visit& visit);
http::Reply count_users(front::Visit& visit);
http::Reply list_organizations(front::Visit& visit);
http::Reply count_organizations(front::Visit& visit);
http::Reply list_groups(front::Visit& visit);
http::Reply count_groups(front::Visit& visit);
http::Reply list_permissions(front::Visit& visit);
http::Reply count_permissions(front::Visit& visit);
http::Reply list_gradebooks(front::Visit& visit);
http::Reply count_gradebooks(front::Visit& visit);
http::Reply list_sessions(front::Visit& visit);
http::Reply count_sessions(front::Visit& visit);

// The pages (sign_in.cpp, profile.cpp)
http::Reply show_sign_in(front::Visit& visit);
http::Reply sign_in(front::Visit& visit);
http::Reply sign_out(front::Visit& visit);
http::Reply show_profile(front::Visit& visit);
http::Reply change_profile(front::Visit& visit);

// API v1 (v1_tokens.cpp, v1_sign_in.cpp, v1_sessions.cpp, v1_learners.cpp, diagnostics.cpp)
http::Reply generate_token_v1(front::Visit& visit);
http::Reply validate_token_v1(front::Visit& visit);
http::Reply authenticate_v1(front::Visit& visit);
http::Reply start_microsoft_sign_in_v1(front::Visit& visit);
http::Reply get_client_cookie_v1(front::Visit& visit);
http::Reply get_session_timeout_v1(front::Visit& visit);
http::Reply list_learners_v1(front::Visit& visit);
http::Reply get_learner_v1(front::Visit& visit);
http::Reply search_learners_v1(front::Visit& visit);
http::Reply count_learners_v1(front::Visit& visit);
http::Reply get_status_v1(front::Visit& visit);
http::Reply get_version_v1(front::Visit& visit);

}  // namespace understudy::shiftiq
