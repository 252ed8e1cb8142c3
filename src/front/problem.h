// Problem JSON (RFC 9457): how Understudy speaks where no emulated API does.
#pragma once

#include <string>

#include "base/refusal.h"
#include "http/message.h"

namespace understudy::front {

/// The status that says such a reason best, where no original says another.
int problem_status(Reason reason);

/// application/problem+json with type, title, status, detail, then the members of `more`.
http::Reply problem(int status, std::string detail, const Json& more = {});

/// A refusal as a problem, with the reason, what was expected and what came.
http::Reply problem(const Refusal& refusal);

}  // namespace understudy::front
