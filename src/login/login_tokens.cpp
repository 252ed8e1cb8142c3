#include "login/login_tokens.h"

namespace understudy {

template class Table<login::LoginToken>;

namespace login {

namespace {

/// Those of a world, which has none of its own before the first one is made.
struct LoginTokens final : Part {
  std::unique_ptr<Part> copy() const override { return std::make_unique<LoginTokens>(*this); }

  Table<LoginToken> tokens{TableBase<LoginToken>()};
};

}  // namespace

std::string issue_login_token(WorldState& state, const std::string& user_id, Milliseconds lifetime) {
  LoginToken token;
  token.id = state.ids.url_safe("login token", user_id, 43);
  token.user_id = user_id;
  token.good_until = state.clock.now() + lifetime;
  std::string given = token.id;
  state.parts.of_or_new<LoginTokens>().tokens.put_among(std::move(token), most_login_tokens);
  return given;
}

bool take_login_token(WorldState& state, std::string_view token, std::string_view user_id) {
  auto& tokens = state.parts.of_or_new<LoginTokens>().tokens;
  const LoginToken* known = tokens.find(token);
  if (known == nullptr || known->user_id != user_id || state.clock.now() >= known->good_until) return false;
  return tokens.erase(token);
}

}  // namespace login

}  // namespace understudy
