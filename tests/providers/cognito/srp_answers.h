// What a client answers to the SRP challenge: the arithmetic of crypto/srp_client.h over what a pool shows.
#pragma once

#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/srp_client.h"

namespace understudy::cognito {

inline const crypto::SrpClient& srp_client() {
  static const crypto::SrpClient client(std::string(64, '\x22'));
  return client;
}

/// A, in hex.
inline const std::string& srp_public_value() {
  static const std::string value = srp_client().public_value();
  return value;
}

/// The signature in base64. `shown` has SALT, SRP_B and USER_ID_FOR_SRP; `block` is bytes.
inline std::string srp_signature(const Json& shown, std::string_view pool_name, std::string_view password,
                                 std::string_view block, std::string_view time) {
  const auto user_id = shown.text_at("USER_ID_FOR_SRP");
  const auto numbers = srp_client().answer({pool_name, user_id, password}, srp_public_value(), shown.text_at("SALT"),
                                           shown.text_at("SRP_B"));
  return to_base64(crypto::hmac_sha256(*from_hex(numbers.key), cat({pool_name, user_id, block, time})));
}

}  // namespace understudy::cognito
