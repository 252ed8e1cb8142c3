#include "access/issue_token.h"

#include "base/text.h"
#include "world/epilot_parts.h"

namespace understudy::access {

namespace {

using Type = AccessToken::Type;

/// What a token's maker who says nothing gets; the fixture may choose where epilot's sources are silent.
std::optional<Milliseconds> usual_lifetime(Type type, const EpilotChoices& choices) {
  switch (type) {
    case Type::assume: return choices.assume_lifetime;
    case Type::app: return choices.app_lifetime;
    case Type::portal_preview: return choices.portal_preview_lifetime;
    case Type::api:
    case Type::journey:
    case Type::portal:
    case Type::contact_identification: break;
  }
  return std::nullopt;
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

Milliseconds longest_lifetime(AccessToken::Type type) {
  switch (type) {
    case Type::api: return std::chrono::days(365);
    case Type::contact_identification: return std::chrono::seconds(900);
    case Type::journey:
    case Type::portal:
    case Type::assume:
    case Type::app:
    case Type::portal_preview: break;
  }
  return std::chrono::days(7);
}

}  // namespace understudy::access
