// Devices as their users and administrators see to them.
#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/srp.h"
#include "providers/cognito/access_tokens.h"
#include "providers/cognito/devices.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/identifiers.h"
#include "providers/cognito/listing.h"
#include "providers/cognito/operations.h"
#include "providers/cognito/tokens.h"

namespace understudy::cognito {

namespace {

enum class Viewer { user, administrator };

Json attribute(std::string_view name, std::string_view value) {
  return Json::object({{"Name", name}, {"Value", value}});
}

Json attributes_of_device(const WorldState& state, const Pool& pool, const Device& device, Viewer viewer) {
  const bool is_for_administrators = viewer == Viewer::administrator;
  Json all = Json::array({attribute("device_status", "valid")});
  if (!device.name.empty()) all.push(attribute("device_name", device.name));
  const auto member = pool_user_of(state, pool, device.user_id);
  const std::string owner = cat({member ? member->account.username : device.user_id, ".", pool.id});
  if (is_for_administrators) {
    const auto& account = cognito_of(state).choices.account_id;
    all.push(attribute("dev:device_arn", cat({"arn:aws:cognito-idp:", device.id.substr(0, device.id.rfind('_')), ":",
                                              account, ":owner/", owner, "/device/", device.id})));
    all.push(attribute("dev:device_owner", owner));
  }
  all.push(attribute("last_ip_used", device.address));
  if (is_for_administrators) {
    all.push(attribute("dev:device_remembered_status", device.is_remembered ? "remembered" : "not_remembered"));
    all.push(attribute("dev:device_sdk", "aws-sdk-unknown-unknown"));
  }
  return all;
}

Json describe(const WorldState& state, const Pool& pool, const Device& device, Viewer viewer) {
  // Whole seconds, unlike the two others.
  const Json authenticated = Json(static_cast<double>(to_unix_seconds(device.authenticated_at)));
  return Json::object({{"DeviceAttributes", attributes_of_device(state, pool, device, viewer)},
                       {"DeviceCreateDate", to_json(device.dates.created.at(state.started))},
                       {"DeviceKey", device.id},
                       {"DeviceLastAuthenticatedDate", authenticated},
                       {"DeviceLastModifiedDate", to_json(device.dates.modified.at(state.started))}});
}

/// Throws ResourceNotFoundException where it is none of the user's.
const Device& named_device(const CognitoState& cognito, const std::string& user_id, std::string_view key) {
  const Device* device = find_device(cognito, user_id, key);
  if (device == nullptr) refuse(no_such_device, "the user confirmed a device of that key");
  return *device;
}

Json list(const Call& call, const WorldState& state, const Pool& pool, const std::string& user_id, Viewer viewer) {
  std::vector<const Device*> devices = cognito_of(state).devices.find_all(Device::by_user, user_id);
  std::erase_if(devices, [&](const Device* device) {
    return !device->is_confirmed() || (viewer == Viewer::user && !device->is_remembered);
  });
  return listed(call, {.items = "Devices", .most = "Limit", .token = "PaginationToken"}, devices.size(),
                [&](size_t row) { return describe(state, pool, *devices[row], viewer); });
}

/// Its refresh tokens are good no more without it; access tokens are, so that the user who forgets the own one stays
/// in.
void forget(WorldState& state, const Device& device) { cognito_of(state).devices.erase(std::string(device.id)); }

void remember(WorldState& state, Device device, std::string_view status) {
  device.is_remembered = status == "remembered";
  touch(device.dates, state);
  cognito_of(state).devices.put(std::move(device));
}

/// Runs `change(state, pool, device)` on the device that an administrator names.
template <class Change>
void with_named_device(Call& call, Change change) {
  call.visit.world.step([&](WorldState& state) {
    const auto& cognito = cognito_of(state);
    const Pool& pool = named_pool(cognito, call.text("UserPoolId"));
    call.visit.journal.tenant = pool.tenant_id;
    const PoolUser member = named_pool_user(state, pool, call.text("Username"));
    change(state, pool, named_device(cognito, member.user.id, call.text("DeviceKey")));
  });
}

/// What SRP knows of the device's password: numbers that may read as negative where a client writes them so.
struct Verifier {
  std::string salt;
  std::string number;
};
Verifier verifier_in(const Json* config) {
  const Json nothing;
  const Json& given = config == nullptr ? nothing : *config;
  constexpr size_t longest_salt = 64;
  auto salt = from_base64(given.text_at("Salt"));
  const auto bytes = from_base64(given.text_at("PasswordVerifier"));
  const auto number = bytes ? crypto::srp::read_public_value(to_hex(*bytes)) : std::nullopt;
  if (!salt || salt->empty() || salt->size() > longest_salt || !number)
    refuse_parameter("Invalid DeviceSecretVerifierConfig.", "Salt and PasswordVerifier in base64");
  salt->erase(0, std::min(salt->find_first_not_of('\0'), salt->size() - 1));
  return {std::move(*salt), *number};
}

}  // namespace

Json confirm_device(Call& call) {
  const Bearer bearer = bearer_of(call);
  const Verifier verifier = verifier_in(call.body.find("DeviceSecretVerifierConfig"));
  return call.visit.world.step([&](WorldState& state) {
    auto& cognito = cognito_of(state);
    const auto [pool, client, member] = records_of(state, bearer);
    const Device* known = cognito.devices.find(call.text("DeviceKey"));
    const TokenFamily* family = cognito.families.find(bearer.family_id);
    const bool is_of_sign_in = known != nullptr && family != nullptr && family->device_key == known->id;
    if (!is_of_sign_in || !tracks_devices(pool))
      refuse_parameter("Invalid device key given.", "the key that came with this sign-in",
                       std::string(shorten(call.text("DeviceKey"), 60)));
    if (known->is_confirmed()) refuse("DeviceKeyExistsException", "Device already exists.");
    Device device = *known;
    device.salt = verifier.salt;
    device.verifier = verifier.number;
    device.name = call.text("DeviceName");
    device.is_remembered = !asks_to_remember(pool);
    touch(device.dates, state);
    cognito.devices.put(std::move(device));
    return Json::object({{"UserConfirmationNecessary", asks_to_remember(pool)}});
  });
}

Json get_device(Call& call) {
  const Bearer bearer = bearer_of(call);
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client, member] = records_of(state, bearer);
    const Device& device = named_device(cognito_of(state), member.user.id, call.text("DeviceKey"));
    if (!device.is_remembered) refuse(no_such_device, "the device is remembered");
    return Json::object({{"Device", describe(state, pool, device, Viewer::user)}});
  });
}

Json list_devices(Call& call) {
  const Bearer bearer = bearer_of(call);
  return call.visit.world.step([&](WorldState& state) {
    const auto [pool, client, member] = records_of(state, bearer);
    return list(call, state, pool, member.user.id, Viewer::user);
  });
}

Json update_device_status(Call& call) {
  const Bearer bearer = bearer_of(call);
  call.visit.world.step([&](WorldState& state) {
    const auto member = records_of(state, bearer).member;
    remember(state, named_device(cognito_of(state), member.user.id, call.text("DeviceKey")),
             call.text("DeviceRememberedStatus"));
  });
  return Json::object();
}

Json forget_device(Call& call) {
  // Without an access token nobody is named whose device it could be.
  const Bearer bearer = bearer_of(call);
  call.visit.world.step([&](WorldState& state) {
    const auto member = records_of(state, bearer).member;
    forget(state, Device(named_device(cognito_of(state), member.user.id, call.text("DeviceKey"))));
  });
  return {};
}

Json admin_get_device(Call& call) {
  Json answer;
  with_named_device(call, [&](WorldState& state, const Pool& pool, const Device& device) {
    answer = Json::object({{"Device", describe(state, pool, device, Viewer::administrator)}});
  });
  return answer;
}

Json admin_list_devices(Call& call) {
  return call.visit.world.step([&](WorldState& state) {
    const Pool& pool = named_pool(cognito_of(state), call.text("UserPoolId"));
    call.visit.journal.tenant = pool.tenant_id;
    const PoolUser member = named_pool_user(state, pool, call.text("Username"));
    return list(call, state, pool, member.user.id, Viewer::administrator);
  });
}

Json admin_update_device_status(Call& call) {
  with_named_device(call, [&](WorldState& state, const Pool& /*pool*/, const Device& device) {
    remember(state, device, call.text("DeviceRememberedStatus"));
  });
  return Json::object();
}

Json admin_forget_device(Call& call) {
  with_named_device(
      call, [](WorldState& state, const Pool& /*pool*/, const Device& device) { forget(state, Device(device)); });
  return {};
}

}  // namespace understudy::cognito
