// How version 1 of Shift iQ's API answers and turns a request down. It is another framework than version 2: compact
// JSON, and a shape of its own for each place that refuses.
#pragma once

#include <string_view>

#include "base/refusal.h"
#include "front/visit.h"
#include "http/message.h"

namespace understudy::shiftiq {

/// Compact JSON.
http::Reply v1_json(int status, const Json& body);
/// Text that is labelled as JSON, as the original does.
http::Reply v1_text(std::string text);

/// For a body of a type that is not taken.
Refusal v1_unsupported_media_type(std::string_view media_type);

/// Controllers that take everybody.
http::Reply refuse_v1_anonymous(const Refusal& refusal, const front::Visit& visit);
/// The one that judges a JWT of a body.
http::Reply refuse_v1_token_value(const Refusal& refusal, const front::Visit& visit);
/// Behind a client secret as the bearer.
http::Reply refuse_v1(const Refusal& refusal, const front::Visit& visit);
/// Behind the session cookie.
http::Reply refuse_v1_cookie(const Refusal& refusal, const front::Visit& visit);

}  // namespace understudy::shiftiq
