// What a client is shown when a sign-in waits for something: the name, session and parameters of a challenge as the API
// has them.
#pragma once

#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

/// The answer to a turn in which something is asked that a right first answer leads to; it asks, and posts what the
/// challenge sends.
Json show_next(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn);

/// The same of one challenge, of several that could be answered.
Json show_challenge(Call& call, const Entrance& entrance, login::Door& door, const login::Turn& turn,
                    std::string_view challenge);

/// A challenge that was asked already, and sends a code.
Json show_sent(Call& call, const Entrance& entrance, const login::Turn& asked, std::string_view challenge);

/// PASSWORD_VERIFIER as the engine showed it.
Json proof_parameters(const World& world, const login::Turn& asked);

/// {"ChallengeName":…,"Session":…,"ChallengeParameters":…}
Json shown_challenge(const World& world, std::string_view name, const login::Turn& turn, Json parameters);

/// How a second factor is called, and how its challenge is, which may be the same.
struct FactorName {
  std::string_view factor;     ///< "EMAIL_OTP"
  std::string_view challenge;  ///< "EMAIL_MFA"
};
/// Null where it is none that is asked for.
const FactorName* find_factor(std::string_view factor);

}  // namespace understudy::cognito
