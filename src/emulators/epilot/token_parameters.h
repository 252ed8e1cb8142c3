// The body of createAccessToken, read and checked before anything happens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace understudy::epilot {

struct TokenParameters {
  std::string name;
  std::optional<std::vector<std::string>> assignments;  ///< role ids; absent: the caller's own
  std::optional<Milliseconds> expires_in;               ///< absent: the token does not expire
  bool read_only = false;
  std::optional<bool> anonymize;
};

/// Throws Refusal{invalid_request} where the body is not what a token of type api takes, and Refusal{not_emulated} for
/// the other token types.
TokenParameters parse_token_parameters(std::string_view body);

/// A lifetime as clients write it: whole seconds (3600), or a text with a unit ("10h", "2 days"); a text without one
/// counts seconds. 30 seconds to 365 days. Throws Refusal{invalid_request}.
Milliseconds parse_expires_in(const Json& value);

}  // namespace understudy::epilot
