// What PATCH /v2/users/{id} may change of a user: read from a body first, then laid over the user.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "world/records.h"

namespace understudy::epilot {

struct UserChanges {
  std::optional<std::string> email;  ///< wanted: it becomes the user's once it is confirmed
  bool forgets_totp = false;
  std::vector<Json::Member> members;  ///< that are changed at once, each as good as its row says
  std::vector<Json::Member> fixed;    ///< that only the API sets: fine where they say what is so
};

/// Members of the body that no UserV2 has are left out. Throws Refusal{invalid_request} where a value is none.
UserChanges parse_user_changes(std::string_view body);

/// Lays them over the user. Throws Refusal{invalid_request} where they say otherwise than `told`, the user as a UserV2,
/// of what only the API sets, or come to more than a user may have.
void apply(const UserChanges& changes, const Json& told, User& user);

}  // namespace understudy::epilot
