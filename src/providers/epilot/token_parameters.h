// The body of createAccessToken, read and checked before anything happens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "providers/epilot/access_token.h"

namespace understudy::epilot {

struct TokenParameters {
  AccessToken token;                                    ///< what the body says of it; the rest is left to be settled
  std::optional<std::vector<std::string>> assignments;  ///< role ids; absent: the caller's own
  std::optional<Milliseconds> lifetime;                 ///< absent: the usual one of the type
  std::optional<bool> anonymize;
};

/// Throws Refusal{invalid_request} where the body is none that its token type takes: each type has its own members, and
/// the schema allows no others.
TokenParameters parse_token_parameters(std::string_view body);

}  // namespace understudy::epilot
