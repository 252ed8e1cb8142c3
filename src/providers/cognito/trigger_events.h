// Events as triggers get them and give them back, member by member in the original's order.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "providers/cognito/accounts.h"
#include "providers/cognito/triggers.h"

namespace understudy::cognito {

/// "PreSignUp", as the original's errors have it.
std::string_view name_of(Trigger trigger);

/// What a trigger is asked about.
struct Occasion {
  Trigger trigger{};
  std::string_view source;  ///< "PreSignUp_SignUp", which outlives everything
  std::string pool_id;
  std::string client_id;  ///< empty: none calls
  std::string username;
  Json request;  ///< in its order, without clientMetadata
};

/// The event of an occasion. `metadata` is the call's ClientMetadata, null where it has none; `version` is that of the
/// events before tokens: "V2_0".
Json event_of(const Occasion& occasion, const Json& metadata, std::string_view version);

/// All of a user's attributes, and cognito:user_status; of nobody {}.
Json event_attributes(const std::optional<PoolUser>& member);

/// What speaks against using an answer to that event, one line for people; empty where nothing does. A lenient reader
/// wants nothing but a response that can be read.
std::string why_unusable(const Json& event, const Json& answer, Trigger trigger, bool is_strict);

}  // namespace understudy::cognito
