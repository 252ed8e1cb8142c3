// The body of tokens/generate, bound as ASP.NET binds it: keys in any casing, numbers also as texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "http/message.h"
#include "providers/shiftiq/records.h"

namespace understudy::shiftiq {

struct TokenRequest {
  std::string secret;
  std::optional<int64_t> lifetime;  ///< seconds
  bool debug = false;
};

/// Throws Refusal{invalid_request} where the body cannot be bound. An empty body is an empty request where
/// `has_other_secret`: the request then carries a secret elsewhere.
TokenRequest read_token_request(const http::Request& request, bool has_other_secret);

/// How long the token will last: as asked, or as the fixture says, and no longer than the secret allows. Throws
/// Refusal{invalid_request} where it is out of range and the fixture does not clamp.
std::chrono::seconds settle_lifetime(std::optional<int64_t> asked, const ShiftSettings& settings,
                                     const ClientSecret& secret);

/// "3,600 seconds (~1 hour)": the largest unit that fits, up to weeks.
std::string lifetime_text(std::chrono::seconds lifetime);

}  // namespace understudy::shiftiq
