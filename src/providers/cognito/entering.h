// How the flows of InitiateAuth begin: who is meant by AuthParameters, and what a client sends along.
#pragma once

#include <string>
#include <string_view>

#include "providers/cognito/sign_in.h"

namespace understudy::cognito {

inline constexpr std::string_view auth_parameters = "AuthParameters";
inline constexpr std::string_view challenge_responses = "ChallengeResponses";

/// One of AuthParameters. Throws InvalidParameterException where it is not there.
std::string_view required_parameter(const Call& call, std::string_view name);
/// The same of ChallengeResponses.
std::string_view required_response(const Call& call, std::string_view name);

/// Whether the user that is meant may sign in is asked at once, or only when a proof comes.
enum class AskedAbout { now, later };

/// Finds who is meant, and checks the client's secret hash.
Entrance enter(Call& call, Side side, const login::Policy& policy, AskedAbout account);

/// require_open_account (sign_in.h), where somebody is meant.
void require_open_account_of(Call& call, const Entrance& entrance);

/// A new attempt's id.
std::string begin_attempt(Call& call, const Entrance& entrance, login::Door& door);

/// What an attempt notes of the device that it is made with, which may be none.
Json noted_device(const std::string& key);
/// The same of one that was named when a code was asked for: it does not take the place of that.
Json noted_late_device(const std::string& key);

/// {"A":"<hex>"} of SRP_A, for a challenge that proves a password. Refused by its length before any arithmetic, and
/// where it is 0 modulo N: then anybody could prove anything.
Json sent_public_value(std::string_view text);

}  // namespace understudy::cognito
