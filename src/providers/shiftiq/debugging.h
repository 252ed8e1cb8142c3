// What the original answers in its local environment only: cookies that a client makes up, without a password.
#pragma once

#include <string>

#include "http/message.h"
#include "world/seed.h"

namespace understudy::shiftiq {

/// Throws Refusal{invalid_request} where the fixture has it refused, as in every environment but the local one.
void check_debugging(const Seed& seed);

/// The body as plain text, or as a JSON text, without blanks around it. Throws Refusal{invalid_request} where it is
/// empty, longer than any cookie, or of another type.
std::string raw_body(const http::Request& request);

}  // namespace understudy::shiftiq
