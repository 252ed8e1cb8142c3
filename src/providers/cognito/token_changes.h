// What the trigger before tokens changes in them: claims put in or left out, scopes, groups. Claims that say who gave a
// token to whom, and until when, nobody changes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "providers/cognito/pool_keys.h"

namespace understudy::cognito {

struct TokenChanges {
  struct Claims {
    Json add = Json::object();
    std::vector<std::string> suppress;
  };
  /// In the place of the user's own, all three together.
  struct Groups {
    std::vector<std::string> names;
    std::vector<std::string> roles;
    std::string preferred_role;
  };
  Claims id_token;
  Claims access_token;
  std::vector<std::string> scopes_to_add;
  std::vector<std::string> scopes_to_suppress;
  std::optional<Groups> groups;
};

/// Of the trigger's response, which is null where none ran. Throws InvalidLambdaResponseException where a claim is of a
/// type that the event's version has none for.
TokenChanges token_changes(const Json& response);

/// Whether a trigger may put that claim into tokens of that use for that client, or leave it out of them.
bool may_add(std::string_view claim, const Json& value, TokenUse use, std::string_view client_id);
bool may_suppress(std::string_view claim, TokenUse use);

/// Puts them into claims.
void apply(const TokenChanges& changes, TokenUse use, std::string_view client_id, Json& claims);

}  // namespace understudy::cognito
