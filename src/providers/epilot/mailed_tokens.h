// Making, finding and using up the tokens that the User API mails (mailed_token.h).
#pragma once

#include <string>
#include <string_view>

#include "providers/epilot/mailed_token.h"
#include "world/world.h"

namespace understudy::epilot {

/// Of a world; the oldest that the world made goes. Stated in docs/limits.md.
inline constexpr size_t most_mailed_tokens = 10'000;

/// Where mailed links lead: the web app of the fixture, or the world's own address. `base` is that address.
std::string portal_address(const Seed& seed, std::string_view base);

/// What a mail is written with.
struct Letter {
  MailedToken::Kind kind;
  std::string email{};     ///< the new address, of an email_change
  std::string language{};  ///< "de" or "de-AT"; any other stands for English
};

/// Makes a token for the user, in the place of one of that kind, and mails it. Throws Refusal{invalid_request} where
/// the address is longer than mail takes. Within a step.
void mail_token(WorldState& state, const Seed& seed, std::string_view portal, const User& user, const Letter& letter);

/// The token of that kind, where it is good; null else. Within a step.
const MailedToken* find_mailed(const WorldState& state, MailedToken::Kind kind, std::string_view token);
/// The user's own of that kind, where it is good; null else. Within a step.
const MailedToken* mailed_to(const WorldState& state, MailedToken::Kind kind, std::string_view user_id);

/// What is mailed to the user can be used no more.
void use_up(WorldState& state, MailedToken::Kind kind, std::string_view user_id);
void use_up_all(WorldState& state, std::string_view user_id);
/// The new address is wanted no more; its token is known still, but confirms nothing.
void withdraw_email_change(WorldState& state, std::string_view user_id);

/// Of a token's row.
std::string mailed_token_id(MailedToken::Kind kind, std::string_view user_id);

}  // namespace understudy::epilot
