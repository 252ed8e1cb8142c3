#include "providers/epilot/issue_token.h"

#include "base/text.h"
#include "providers/epilot/part.h"
#include "providers/epilot/token_types.h"

namespace understudy::epilot {

namespace {

/// What a token's maker who says nothing gets; the fixture may choose where epilot's sources are silent.
std::optional<Milliseconds> usual_lifetime(AccessToken::Type type, const Choices& choices) {
  const auto choice = row_of(type).usual_lifetime;
  return choice == nullptr ? std::nullopt : std::optional(choices.*choice);
}

}  // namespace

AccessToken issue_token(WorldState& state, const World& world, AccessToken token,
                        std::optional<Milliseconds> lifetime) {
  const Instant now = state.clock.now();
  token.created_at = {SeedTime::Kind::absolute, now, {}};
  token.ends_by_its_type = !lifetime;
  if (!lifetime) lifetime = usual_lifetime(token.type, epilot_of(world.seed()).choices);
  if (lifetime) token.expires_at = {SeedTime::Kind::absolute, now + *lifetime, {}};
  token.id = cat({to_text(token.type), "_", state.ids.url_safe("access token", token.user_id, 21)});
  epilot_of(state).access_tokens.put_among(token, world.limits().access_tokens);
  return token;
}

std::optional<Instant> expiry_of(const AccessToken& token, Instant world_started) {
  if (!token.expires_at) return std::nullopt;
  return std::chrono::floor<std::chrono::seconds>(token.expires_at->at(world_started));
}

}  // namespace understudy::epilot
