// Calls of users with devices: what a client does that remembers one, by the arithmetic of crypto/srp_client.h.
#pragma once

#include <string>
#include <string_view>

#include "providers/cognito/factor_calls.h"
#include "providers/cognito/srp_answers.h"

namespace understudy::cognito {

/// A device as its client knows it.
struct KnownDevice {
  std::string key;
  std::string group;
  std::string password = "Device-Password";
};

class DeviceCalls : public FactorCalls {
 protected:
  explicit DeviceCalls(const std::string& settings = "remember_devices: always") : FactorCalls(settings) {}

  /// AuthenticationResult of a sign-in that asks for nothing else.
  Json enter(std::string_view who = "Anna", std::string_view world = "") {
    return *sign_in(who, world).find("AuthenticationResult");
  }
  static KnownDevice new_device_in(const Json& result) {
    const Json& metadata = *result.find("NewDeviceMetadata");
    return {std::string(metadata.text_at("DeviceKey")), std::string(metadata.text_at("DeviceGroupKey"))};
  }
  /// What a client keeps on the server: both numbers as it would write them, with a zero byte before a top bit.
  static Json verifier_of(const KnownDevice& device, const std::string& salt = std::string(16, '\x7A')) {
    const auto made =
        crypto::SrpClient(std::string(64, '\x22')).verifier({device.group, device.key, device.password}, to_hex(salt));
    return Json::object({{"PasswordVerifier", to_base64(crypto::padded_bytes(made))},
                         {"Salt", to_base64(crypto::padded_bytes(to_hex(salt)))}});
  }
  static Json confirmation(const Json& tokens, const KnownDevice& device, Json verifier, std::string_view name = "") {
    Json body = bearer(tokens, {{"DeviceKey", device.key}, {"DeviceSecretVerifierConfig", std::move(verifier)}});
    if (!name.empty()) body.set("DeviceName", name);
    return body;
  }
  /// A device that its user confirmed; its name is "Laptop".
  KnownDevice confirmed(const Json& tokens) {
    const KnownDevice device = new_device_in(tokens);
    call("ConfirmDevice", confirmation(tokens, device, verifier_of(device), "Laptop"));
    return device;
  }

  static Json with_device(Json body, std::string_view key) {
    Json parameters = *body.find("AuthParameters");
    parameters.set("DEVICE_KEY", key);
    body.set("AuthParameters", parameters);
    return body;
  }
  static Json device_begin(const Json& asked, std::string_view key, std::string_view who = "Anna") {
    return reply(asked, "DEVICE_SRP_AUTH", who, {{"DEVICE_KEY", key}, {"SRP_A", srp_public_value()}});
  }
  Json device_answer(const Json& shown, const KnownDevice& device, std::string_view who = "Anna") {
    const Json& parameters = *shown.find("ChallengeParameters");
    const std::string block(parameters.text_at("SECRET_BLOCK"));
    const std::string time = to_english_time(mock.machine);
    Json numbers = parameters;
    numbers.set("USER_ID_FOR_SRP", device.key);
    const std::string signature = srp_signature(numbers, device.group, device.password, *from_base64(block), time);
    return reply(shown, "DEVICE_PASSWORD_VERIFIER", who,
                 {{"DEVICE_KEY", device.key},
                  {"PASSWORD_CLAIM_SECRET_BLOCK", block},
                  {"PASSWORD_CLAIM_SIGNATURE", signature},
                  {"TIMESTAMP", time}});
  }
  /// The whole of a sign-in by password with that device, up to the tokens.
  Json enter_with(const KnownDevice& device, std::string_view who = "Anna") {
    const Json asked = call("InitiateAuth", with_device(by_password(who), device.key));
    const Json shown = answer(device_begin(asked, device.key, who));
    return *answer(device_answer(shown, device, who)).find("AuthenticationResult");
  }
  static Json of_device(const Json& tokens, std::string_view key) { return bearer(tokens, {{"DeviceKey", key}}); }
  static Json of_users_device(std::string_view who, std::string_view key) {
    return of_user(name_of(who), {{"DeviceKey", key}});
  }

  const std::string no_device = "ResourceNotFoundException: Device does not exist.";
  const std::string invalid_key = "InvalidParameterException: Invalid device key given.";
};

}  // namespace understudy::cognito
