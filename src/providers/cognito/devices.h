// Devices that a pool remembers: given a key at a sign-in, confirmed by their user with a password of their own, and
// then shown again at the next sign-in, where they may stand in for a second factor.
#pragma once

#include <string>
#include <string_view>

#include "providers/cognito/accounts.h"

namespace understudy::cognito {

/// Whether the pool remembers any: whatever DeviceConfiguration says, as soon as it is there.
bool tracks_devices(const Pool& pool);
/// Whether devices are remembered only once their users say so.
bool asks_to_remember(const Pool& pool);

/// The device of that key, which its user confirmed; null where it is none of theirs.
const Device* find_device(const CognitoState& cognito, std::string_view user_id, std::string_view key);

/// Whether a remembered device takes the place of a second factor.
bool replaces_second_factors(const Pool& pool);

/// Whether the device with which somebody signs in is asked for in the place of a second factor.
bool stands_in_for_second_factor(const WorldState& state, const Pool& pool, std::string_view user_id,
                                 const SignInAttempt& attempt);

/// "-a1B2c3D4": what the devices of a pool have in common.
std::string device_group_key(const CognitoState& cognito, const Pool& pool);

/// One that nobody confirmed yet. Within a step.
Device new_device(WorldState& state, const Pool& pool, const PoolUser& member, std::string_view address);

/// Seen at a sign-in.
void touch_device(WorldState& state, const Device& device, std::string_view address);

}  // namespace understudy::cognito
