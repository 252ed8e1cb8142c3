// The two cookies of a session on their way to a browser and back.
#pragma once

#include <optional>
#include <string>

#include "front/api.h"
#include "http/cookies.h"
#include "providers/shiftiq/session.h"

namespace understudy::shiftiq {

/// The value of the session cookie, the one of this world where there are several; nothing where the request has none.
std::optional<std::string> presented_cookie(const front::Visit& visit);

/// Sets the session cookie and its companion, and tells in X-Session-Refreshed when. Domain and path follow from the
/// fixture, the request's host and the world's address.
void set_session_cookies(const front::Visit& visit, const ShiftCookieValue& cookie, http::Reply& reply);

/// Ends the session behind the request's cookie, where the fixture has signing out do so; a bad cookie is none.
void end_presented_session(front::Visit& visit);

/// Makes a browser drop both.
void expire_session_cookies(const front::Visit& visit, http::Reply& reply);

/// A cookie of that name with the fixture's attributes, for this host and world; without an end.
http::SetCookie cookie_as_configured(const front::Visit& visit, std::string name, std::string value);

}  // namespace understudy::shiftiq
