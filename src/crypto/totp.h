// Time-based one-time passwords as authenticator apps have them: RFC 6238 over HMAC-SHA-1, a step of 30 seconds, six
// digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"

namespace understudy::crypto {

/// Which step since 1970 a time lies in.
int64_t totp_step(Instant time);

/// The password of that step; `secret` is bytes.
std::string totp(std::string_view secret, int64_t step);

}  // namespace understudy::crypto
