// The one way in which a world comes to know a new access token, and what all who ask for one share.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "providers/epilot/access_token.h"
#include "world/world.h"

namespace understudy::epilot {

/// Completes the row (id, times) and keeps it; beyond the limit the oldest token that this world issued goes. An absent
/// `lifetime` is the usual one of the token's type, which may be: for ever. To be called within a step of the world.
AccessToken issue_token(WorldState& state, const World& world, AccessToken token, std::optional<Milliseconds> lifetime);

/// When the token expires: to the second, as its claim `exp` has it.
std::optional<Instant> expiry_of(const AccessToken& token, Instant world_started);

/// A text that some token types carry, by the name that requests give it.
struct TokenText {
  std::string_view name;
  std::string AccessToken::*field;
};

inline constexpr std::array<TokenText, 7> token_texts{{
    {"name", &AccessToken::name},
    {"journey_id", &AccessToken::journey_id},
    {"portal_id", &AccessToken::portal_id},
    {"portal_user_id", &AccessToken::portal_user_id},
    {"contact_id", &AccessToken::contact_id},
    {"surface_id", &AccessToken::surface_id},
    {"email", &AccessToken::email},
}};

}  // namespace understudy::epilot
