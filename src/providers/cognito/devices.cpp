#include "providers/cognito/devices.h"

#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/call.h"
#include "providers/cognito/identifiers.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/settings.h"

namespace understudy::cognito {

namespace {

constexpr size_t most_devices = 10'000;

const Json& configuration(const Pool& pool) {
  static const Json nothing;
  const Json* set = pool.settings.find("DeviceConfiguration");
  return set == nullptr ? nothing : *set;
}

}  // namespace

bool tracks_devices(const Pool& pool) { return configuration(pool).is_object(); }
bool asks_to_remember(const Pool& pool) { return is_flag(configuration(pool), "DeviceOnlyRememberedOnUserPrompt"); }

bool replaces_second_factors(const Pool& pool) { return is_flag(configuration(pool), "ChallengeRequiredOnNewDevice"); }

const Device* find_device(const CognitoState& cognito, std::string_view user_id, std::string_view key) {
  const Device* device = cognito.devices.find(key);
  return device != nullptr && device->is_confirmed() && device->user_id == user_id ? device : nullptr;
}

bool stands_in_for_second_factor(const WorldState& state, const Pool& pool, std::string_view user_id,
                                 const SignInAttempt& attempt) {
  if (!replaces_second_factors(pool)) return false;
  const Device* device = find_device(cognito_of(state), user_id, attempt.noted.text_at("device_key"));
  return device != nullptr && device->is_remembered && !is_flag(attempt.noted, "is_late");
}

std::string device_group_key(const CognitoState& cognito, const Pool& pool) {
  constexpr size_t length = 8;
  const std::string bytes = crypto::hmac_sha256(cognito.seed, cat({"understudy device group ", pool.id}));
  return cat({"-", spelled(bytes.substr(0, length), all_characters)});
}

Device new_device(WorldState& state, const Pool& pool, const PoolUser& member, std::string_view address) {
  Device device;
  device.id = cat({region_of(pool), "_", state.ids.guid("device", member.user.id)});
  device.pool_id = pool.id;
  device.user_id = member.user.id;
  device.group_key = device_group_key(cognito_of(state), pool);
  device.address = address;
  device.dates = dates_now(state);
  device.authenticated_at = state.clock.now();
  cognito_of(state).devices.put_among(device, most_devices);
  return device;
}

void touch_device(WorldState& state, const Device& known, std::string_view address) {
  Device device = known;
  device.address = address;
  device.authenticated_at = state.clock.now();
  touch(device.dates, state);
  cognito_of(state).devices.put(std::move(device));
}

}  // namespace understudy::cognito
