// How Shift iQ's API turns a request down. Which body a refusal has depends on who refuses in the original: a
// controller, the authentication in front of it, or the binding of a request's values.
#pragma once

#include <string_view>

#include "base/refusal.h"
#include "front/visit.h"
#include "http/message.h"
#include "world/world.h"

namespace understudy::shiftiq {

/// For a value of the request that cannot be read; `member` is empty for the body as a whole. Never holds the value.
Refusal not_bound(std::string_view member, std::string_view message);
/// The code of what is said, in both versions, of a body whose type is not taken.
inline constexpr std::string_view media_type_code = "media type";
/// For a body that is not labelled as JSON.
Refusal unsupported_media_type(std::string_view content_type);

// One for each way to authenticate. A refusal's message is what the original says.
http::Reply refuse_anonymous(const Refusal& refusal, const front::Visit& visit);  ///< controllers that take everybody
http::Reply refuse_bearer(const Refusal& refusal, const front::Visit& visit);
http::Reply refuse_secret(const Refusal& refusal, const front::Visit& visit);

/// With the challenge that RFC 9110 §11.6.1 asks of a 401, where the fixture has it: the original leaves it out.
http::Reply challenged(http::Reply reply, const Refusal& refusal, const World& world);

/// Controllers that judge a cookie in the body: a bad one is a bad request.
http::Reply refuse_cookie_value(const Refusal& refusal, const front::Visit& visit);

}  // namespace understudy::shiftiq
