#include "login/login_tokens.h"

#include <deque>
#include <map>
#include <utility>

#include "base/text.h"
#include "world/part.h"

namespace understudy::login {

namespace {

/// Those of a world, which has none of its own before the first one is made. By the user and the token, so that a
/// user's stand together.
struct LoginTokens final : PartOf<LoginTokens> {
  struct Row {
    Instant good_until{};
    bool is_used = false;
  };
  std::map<std::string, Row, std::less<>> rows;
  std::deque<std::string> in_order;  ///< their keys, the oldest first
};

std::string first_key_of(std::string_view user_id) { return cat({user_id, "/"}); }

LoginTokens& tokens_of(WorldState& state) { return state.parts.of_or_new<LoginTokens>(); }

}  // namespace

std::string issue_login_token(WorldState& state, const std::string& user_id, Milliseconds lifetime) {
  auto& tokens = tokens_of(state);
  std::string token = state.ids.url_safe("login token", user_id, 43);
  std::string key = cat({first_key_of(user_id), token});
  tokens.rows[key] = {state.clock.now() + lifetime};
  tokens.in_order.push_back(std::move(key));
  if (tokens.in_order.size() > most_login_tokens) {
    tokens.rows.erase(tokens.in_order.front());
    tokens.in_order.pop_front();
  }
  return token;
}

bool has_login_token(WorldState& state, std::string_view user_id) {
  const auto& rows = tokens_of(state).rows;
  const std::string first = first_key_of(user_id);
  const auto found = rows.lower_bound(first);
  return found != rows.end() && found->first.starts_with(first);
}

bool take_login_token(WorldState& state, std::string_view token, std::string_view user_id) {
  auto& rows = tokens_of(state).rows;
  const auto found = rows.find(cat({first_key_of(user_id), token}));
  if (found == rows.end() || found->second.is_used || state.clock.now() >= found->second.good_until) return false;
  found->second.is_used = true;
  return true;
}

}  // namespace understudy::login
