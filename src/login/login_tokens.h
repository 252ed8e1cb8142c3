// Login tokens: what one system gives a user who is known to it already, and the door of another one takes as an answer
// in place of a password. Each is for one user, good once and for a while, and known to one world alone.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "world/world.h"

namespace understudy {

namespace login {

struct LoginToken {
  std::string id;  ///< the token itself: nobody can guess it
  std::string user_id;
  Instant good_until{};
};

/// Found by its id alone.
inline std::vector<std::string> lookups(const LoginToken& /*token*/) { return {}; }

inline constexpr size_t most_login_tokens = 10'000;  ///< of a world; the oldest goes. Stated in docs/limits.md

/// Makes one for that user. Within a step.
std::string issue_login_token(WorldState& state, const std::string& user_id, Milliseconds lifetime);

/// Whether the token is that user's and still good; it is used up then, and stays as it is otherwise. Within a step.
bool take_login_token(WorldState& state, std::string_view token, std::string_view user_id);

}  // namespace login

extern template class Table<login::LoginToken>;

}  // namespace understudy
