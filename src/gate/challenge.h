// How a 401 says that it wants a bearer token (RFC 6750 §3), where the fixture has its API say so.
#pragma once

#include "base/refusal.h"
#include "gate/www_authenticate.h"
#include "http/message.h"

namespace understudy::gate {

/// Adds `Bearer` to a 401; for a token that was presented and is not good, with `error="invalid_token"`.
void add_challenge(http::Reply& reply, WwwAuthenticate choice, Reason reason);

}  // namespace understudy::gate
