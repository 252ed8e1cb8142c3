// The operations that Shift iQ's API answers with, one line each; shiftiq.cpp has the routes to them.
#pragma once

#include "front/emulator.h"

namespace understudy::shiftiq {

// Tokens (tokens.cpp, token_report.cpp)
http::Reply generate_token(front::Visit& visit);
http::Reply introspect_token(front::Visit& visit);
/// Below `security` the report stands in a member `result`, below `accounts` it stands bare.
http::Reply validate_token_wrapped(front::Visit& visit);
http::Reply validate_token(front::Visit& visit);

// Client secrets (secrets.cpp)
http::Reply introspect_secret(front::Visit& visit);
http::Reply generate_secret(front::Visit& visit);

// Who am I (me.cpp)
http::Reply get_my_context(front::Visit& visit);
http::Reply get_my_roles(front::Visit& visit);
http::Reply get_my_permissions(front::Visit& visit);

// Diagnostics (diagnostics.cpp)
http::Reply get_health(front::Visit& visit);
http::Reply get_version(front::Visit& visit);

// Small data of the directory, protected (directory.cpp)
http::Reply list_users(front::Visit& visit);
http::Reply count_users(front::Visit& visit);
http::Reply list_organizations(front::Visit& visit);
http::Reply count_organizations(front::Visit& visit);
http::Reply list_groups(front::Visit& visit);
http::Reply count_groups(front::Visit& visit);

}  // namespace understudy::shiftiq
