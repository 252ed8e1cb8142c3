// The triggers that a fixture can name a web hook for.
#pragma once

#include <array>
#include <string_view>

#include "providers/cognito/triggers.h"

namespace understudy::cognito {

struct Hook {
  Trigger trigger;
  std::string_view key;  ///< of the fixture
  std::string_view meaning;
  std::string_view told_by = {};  ///< the key that tells what the hook would say; empty: none can
  bool (*is_told)(const Triggers& triggers) = nullptr;
};
inline bool tells_challenge(const Triggers& triggers) { return triggers.challenge.has_value(); }
inline constexpr std::array hooks{
    Hook{Trigger::pre_sign_up, "pre_sign_up", "Asked before an account is made.", "pre_sign_up",
         [](const Triggers& triggers) { return triggers.sign_up.has_value(); }},
    Hook{Trigger::post_confirmation, "post_confirmation", "Asked once an account is confirmed.", "post_confirmation",
         [](const Triggers& triggers) { return triggers.tells_confirmation; }},
    Hook{Trigger::pre_authentication, "pre_authentication", "Asked before a sign-in is looked at."},
    Hook{Trigger::post_authentication, "post_authentication", "Asked once a sign-in is well.", "post_authentication",
         [](const Triggers& triggers) { return triggers.tells_authentication; }},
    Hook{Trigger::define_auth_challenge, "define_auth_challenge",
         "Asked which challenge of a custom sign-in comes next.", "custom_challenge", tells_challenge},
    Hook{Trigger::create_auth_challenge, "create_auth_challenge", "Asked what that challenge asks.", "custom_challenge",
         tells_challenge},
    Hook{Trigger::verify_auth_challenge_response, "verify_auth_challenge_response",
         "Asked whether its answer is right.", "custom_challenge", tells_challenge},
    Hook{Trigger::pre_token_generation, "pre_token_generation", "Asked before tokens are made.", "pre_token_generation",
         [](const Triggers& triggers) { return triggers.tokens.has_value(); }},
    Hook{Trigger::user_migration, "user_migration", "Asked about users whom the pool does not know.", "user_migration",
         [](const Triggers& triggers) { return !triggers.migration.empty(); }},
    Hook{Trigger::custom_message, "custom_message", "Asked what messages say.", "custom_message",
         [](const Triggers& triggers) { return !triggers.messages.empty(); }},
};

}  // namespace understudy::cognito
