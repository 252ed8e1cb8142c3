// The users of the samples of challenges (challenge_samples.h), and what their pools have them do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "crypto/srp.h"
#include "providers/cognito/part.h"
#include "support/mock.h"

namespace understudy::cognito {

struct Someone {
  std::string name;
  std::string id;
  std::string password;
  std::string client = "sunnyportal";
  std::string app{};     ///< the secret of an authenticator app
  std::string device{};  ///< its key
};

inline const Someone anna{"anna@sunny.test", "40000001", "Anna-Password-1"};
inline const Someone ben{"ben@sunny.test", "40000002", "Ben-Password-1"};
// They must change their passwords.
inline const Someone nina{"nina@sunny.test", "40000003", "Nina-Temporary-1"};
inline const Someone nora{"nora@sunny.test", "40000004", "Nora-Temporary-1"};
// With a second factor: a text message, an app, a mail.
inline const Someone sam{"sam@sunny.test", "40000011", "Sam-Password-1"};
inline const Someone sue{"sue@sunny.test", "40000012", "Sue-Password-1"};
inline const Someone tom{"tom@sunny.test", "40000013", "Tom-Password-1", "sunnyportal", "JBSWY3DPEHPK3PXP"};
inline const Someone tia{"tia@sunny.test", "40000014", "Tia-Password-1", "sunnyportal", "KRUWCIDIMFZSAYLO"};
inline const Someone eve{"eve@sunny.test", "40000015", "Eve-Password-1"};
inline const Someone eli{"eli@sunny.test", "40000016", "Eli-Password-1"};
// With a device.
inline const Someone dora{"dora@sunny.test", "40000017", "Dora-Password-1",
                          "sunnyportal",     {},         "eu-central-1_00000000-0000-4000-8000-000000000017"};
inline const Someone dirk{"dirk@sunny.test", "40000018", "Dirk-Password-1",
                          "sunnyportal",     {},         "eu-central-1_00000000-0000-4000-8000-000000000018"};
// In a pool that asks everybody for a second factor, without any.
inline const Someone rita{"rita@strict.test", "40000021", "Rita-Password-1", "strictportal"};
inline const Someone rob{"rob@strict.test", "40000022", "Rob-Password-1", "strictportal"};

constexpr std::string_view device_group = "-a1B2c3D4";
constexpr std::string_view device_password = "Device-Password";

inline Seed directory() {
  return testing::seed_of_text(R"(
version: 1
seed: user pools
tenants:
  - name: Sunny Energy
    slug: sunny
    id: 400001
    cognito:
      pool_id: eu-central-1_Sunny0001
      clients: [{id: sunnyportal}, {id: sunnyother, name: other}]
      mfa: optional
      mfa_factors: [software_token, sms, email]
      passwordless: [email_otp, sms_otp]
      remember_devices: always
    users:
      - {email: anna@sunny.test, password: Anna-Password-1, id: 40000001, phone: "+4915100000001"}
      - {email: ben@sunny.test, password: Ben-Password-1, id: 40000002, phone: "+4915100000002"}
      - {email: nina@sunny.test, password: Nina-Temporary-1, id: 40000003, cognito: {state: force_change_password}}
      - {email: nora@sunny.test, password: Nora-Temporary-1, id: 40000004, cognito: {state: force_change_password}}
      - {email: dan@sunny.test, password: Dan-Password-1, id: 40000005, status: Deactivated, phone: "+4915100000005"}
      - {email: pat@sunny.test, id: 40000006}
      - {email: sam@sunny.test, password: Sam-Password-1, id: 40000011, phone: "+4915100000011",
         cognito: {mfa: {factors: [sms]}}}
      - {email: sue@sunny.test, password: Sue-Password-1, id: 40000012, phone: "+4915100000012",
         cognito: {mfa: {factors: [sms]}}}
      - {email: tom@sunny.test, password: Tom-Password-1, id: 40000013, cognito: {mfa: {totp: JBSWY3DPEHPK3PXP}}}
      - {email: tia@sunny.test, password: Tia-Password-1, id: 40000014, cognito: {mfa: {totp: KRUWCIDIMFZSAYLO}}}
      - {email: eve@sunny.test, password: Eve-Password-1, id: 40000015, cognito: {mfa: {factors: [email]}}}
      - {email: eli@sunny.test, password: Eli-Password-1, id: 40000016, cognito: {mfa: {factors: [email]}}}
      - {email: dora@sunny.test, password: Dora-Password-1, id: 40000017}
      - {email: dirk@sunny.test, password: Dirk-Password-1, id: 40000018}
  - name: Strict
    slug: strict
    id: 400002
    cognito:
      pool_id: eu-central-1_Strict001
      clients: [{id: strictportal}]
      mfa: required
      mfa_factors: [software_token, email]
    users:
      - {email: rita@strict.test, password: Rita-Password-1, id: 40000021, cognito: {username: rita@strict.test}}
      - {email: rob@strict.test, password: Rob-Password-1, id: 40000022, cognito: {username: rob@strict.test}}
  - {name: Cloudy, slug: cloudy, cognito: {pool_id: eu-central-1_Cloudy001, clients: [{id: cloudyapp}]}}
)");
}

inline void give_device(WorldState& state, const Someone& who) {
  static const std::string salt(16, 'S');
  static const auto verifier_of = [](const Someone& one) {
    return crypto::srp::make_verifier(device_group, one.device, device_password, salt);
  };
  Device device;
  device.id = who.device;
  device.pool_id = "eu-central-1_Sunny0001";
  device.user_id = who.id;
  device.group_key = device_group;
  device.salt = verifier_of(who).salt;
  device.verifier = verifier_of(who).number;
  device.is_remembered = true;
  cognito_of(state).devices.put(std::move(device));
}

/// What a fixture cannot say: devices, and users without any address.
inline World& prepared(World& world) {
  world.step([](WorldState& state) {
    for (const auto& who : {dora, dirk}) give_device(state, who);
    for (const auto& who : {rita, rob}) state.users.change(who.id, [](User& user) { user.email.clear(); });
  });
  return world;
}

}  // namespace understudy::cognito
