// How a 401 says that it wants a bearer token (RFC 6750 §3), where the fixture has its API say so.
#pragma once

#include "base/refusal.h"
#include "http/message.h"
#include "world/challenge.h"

namespace understudy::oauth {

/// Adds `Bearer` to a 401; for a token that was presented and is not good, with `error="invalid_token"`.
void add_challenge(http::Reply& reply, WwwAuthenticate choice, Reason reason);

}  // namespace understudy::oauth
