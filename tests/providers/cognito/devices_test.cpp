// Devices: given a key at sign-in, confirmed, remembered and forgotten; as their users and administrators see them.
#include "providers/cognito/devices.h"

#include "providers/cognito/accounts.h"
#include "providers/cognito/device_calls.h"

namespace understudy::cognito {

class Devices : public DeviceCalls {
 protected:
  /// As DeviceType has them, without dates.
  static std::string attributes_in(const Json& device) {
    std::string all;
    for (const auto& one : device.find("DeviceAttributes")->items())
      all += cat({all.empty() ? "" : " ", one.text_at("Name"), "=", one.text_at("Value")});
    return all;
  }
  size_t listed(const Json& tokens) { return call("ListDevices", bearer(tokens)).find("Devices")->items().size(); }
  std::string remember(const Json& tokens, std::string_view key, std::string_view status) {
    Json body = of_device(tokens, key);
    body.set("DeviceRememberedStatus", status);
    return refusal("UpdateDeviceStatus", body);
  }
};

/// Those that are remembered only when their users say so.
class AskedDevices : public Devices {
 protected:
  AskedDevices() { set_in_pool("DeviceConfiguration", *parse_json(R"({"DeviceOnlyRememberedOnUserPrompt":true})")); }
};

TEST_F(Devices, AreGivenAKeyAtEachSignIn) {
  const Json first = enter();
  const Json& metadata = *first.find("NewDeviceMetadata");
  EXPECT_EQ(first.members().back().name, "NewDeviceMetadata");
  ASSERT_EQ(metadata.members().size(), 2U);
  const auto key = metadata.text_at("DeviceKey");
  const auto group = metadata.text_at("DeviceGroupKey");
  EXPECT_TRUE(key.starts_with("eu-central-1_")) << key;
  EXPECT_EQ(key.size(), std::string_view("eu-central-1_").size() + 36);
  EXPECT_EQ(group.size(), 9U);
  EXPECT_EQ(group.front(), '-');
  const Json second = enter();
  EXPECT_NE(new_device_in(second).key, key);
  EXPECT_EQ(new_device_in(second).group, group) << "the pool's";
  EXPECT_NE(new_device_in(enter("Anna", "other")).key, key);
  const Json claims = *parse_json(*from_base64url(split(first.text_at("AccessToken"), '.').at(1)));
  EXPECT_EQ(claims.text_at("device_key"), key);
}

TEST_F(Devices, AreGivenNoKeyInPoolsThatRememberNone) {
  set_in_pool("DeviceConfiguration", Json());
  EXPECT_EQ(enter().find("NewDeviceMetadata"), nullptr);
  set_in_pool("DeviceConfiguration",
              *parse_json(R"({"ChallengeRequiredOnNewDevice":false,"DeviceOnlyRememberedOnUserPrompt":false})"));
  EXPECT_NE(enter().find("NewDeviceMetadata"), nullptr) << "whatever it says, as soon as it is there";
}

TEST_F(Devices, AreConfirmedOnce) {
  const Json tokens = enter();
  const KnownDevice device = new_device_in(tokens);
  EXPECT_EQ(refusal("GetDevice", of_device(tokens, device.key)), no_device) << "not before it is confirmed";
  EXPECT_EQ(call("ConfirmDevice", confirmation(tokens, device, verifier_of(device))).dump(),
            R"({"UserConfirmationNecessary":false})");
  EXPECT_EQ(refusal("ConfirmDevice", confirmation(tokens, device, verifier_of(device))),
            "DeviceKeyExistsException: Device already exists.");
  EXPECT_EQ(listed(tokens), 1U);
}

TEST_F(Devices, AreConfirmedByTheirOwnSignIn) {
  const Json tokens = enter();
  const Json others = enter();
  const Json sams = *answer(with_sms(sign_in("Sam"))).find("AuthenticationResult");
  const KnownDevice device = new_device_in(tokens);
  for (const Json& stranger : {others, sams})
    EXPECT_EQ(refusal("ConfirmDevice", confirmation(stranger, device, verifier_of(device))), invalid_key);
  const KnownDevice unknown{"eu-central-1_00000000-0000-4000-8000-000000000000", device.group};
  EXPECT_EQ(refusal("ConfirmDevice", confirmation(tokens, unknown, verifier_of(unknown))), invalid_key);
  EXPECT_EQ(refusal("ConfirmDevice", confirmation(enter("Anna", "other"), device, verifier_of(device)), "other"),
            invalid_key);
  set_in_pool("DeviceConfiguration", Json());
  EXPECT_EQ(refusal("ConfirmDevice", confirmation(tokens, device, verifier_of(device))), invalid_key);
}

TEST_F(Devices, NeedAVerifierThatIsOne) {
  const Json tokens = enter();
  const KnownDevice device = new_device_in(tokens);
  const Json good = verifier_of(device);
  const std::string invalid = "InvalidParameterException: Invalid DeviceSecretVerifierConfig.";
  const auto with = [&](std::string_view member, std::string_view value) {
    Json changed = good;
    changed.set(member, value);
    return refusal("ConfirmDevice", confirmation(tokens, device, changed));
  };
  Json none = bearer(tokens, {{"DeviceKey", device.key}});
  EXPECT_EQ(refusal("ConfirmDevice", none), invalid);
  for (const std::string bad : {"", "not base64", "AA==", "!!!!"})
    EXPECT_EQ(with("PasswordVerifier", bad), invalid) << bad;
  EXPECT_EQ(with("PasswordVerifier", to_base64(std::string(400, 'x'))), invalid) << "longer than N";
  EXPECT_EQ(with("PasswordVerifier", to_base64(*from_hex(srp_client().n()))), invalid) << "0 modulo N";
  for (const std::string& bad : {std::string(), std::string("not base64"), to_base64(std::string(65, 'x'))})
    EXPECT_EQ(with("Salt", bad), invalid) << bad;
  EXPECT_EQ(refusal("ConfirmDevice", confirmation(tokens, device, good)), "accepted");
}

TEST_F(Devices, AreSeenByTheirUsers) {
  const Json tokens = enter();
  EXPECT_EQ(call("ListDevices", bearer(tokens)).dump(), R"({"Devices":[]})");
  const KnownDevice device = confirmed(tokens);
  const std::string expected =
      R"({"DeviceAttributes":[{"Name":"device_status","Value":"valid"},{"Name":"device_name","Value":"Laptop"},)"
      R"({"Name":"last_ip_used","Value":""}],"DeviceCreateDate":1767225600,"DeviceKey":")" +
      device.key + R"(","DeviceLastAuthenticatedDate":1767225600,"DeviceLastModifiedDate":1767225600})";
  EXPECT_EQ(call("GetDevice", of_device(tokens, device.key)).dump(), R"({"Device":)" + expected + "}");
  EXPECT_EQ(call("ListDevices", bearer(tokens)).dump(), R"({"Devices":[)" + expected + "]}");
  wait(Milliseconds(90'250));
  enter_with(device);
  const Json later = *call("GetDevice", of_device(tokens, device.key)).find("Device");
  EXPECT_EQ(member_of(later, "DeviceCreateDate"), "1767225600");
  EXPECT_EQ(member_of(later, "DeviceLastAuthenticatedDate"), "1767225690") << "whole seconds";
  EXPECT_EQ(member_of(later, "DeviceLastModifiedDate"), "1767225690.25");
}

TEST_F(Devices, AreSeenByAdministrators) {
  const Json tokens = enter();
  const KnownDevice device = confirmed(tokens);
  const std::string owner = "anna@sunny.test.eu-central-1_Sunny0001";
  const std::string seen =
      cat({"device_status=valid device_name=Laptop dev:device_arn=arn:aws:cognito-idp:eu-central-1:123456789012:owner/",
           owner, "/device/", device.key, " dev:device_owner=", owner,
           " last_ip_used= dev:device_remembered_status=remembered dev:device_sdk=aws-sdk-unknown-unknown"});
  EXPECT_EQ(attributes_in(*call("AdminGetDevice", of_users_device("Anna", device.key)).find("Device")), seen);
  const Json list = call("AdminListDevices", of_user("anna@sunny.test"));
  ASSERT_EQ(list.find("Devices")->items().size(), 1U);
  EXPECT_EQ(attributes_in(list.find("Devices")->items().at(0)), seen);
  EXPECT_EQ(call("AdminListDevices", of_user("sam@sunny.test")).dump(), R"({"Devices":[]})");
  EXPECT_EQ(refusal("AdminGetDevice", of_users_device("Sam", device.key)), no_device) << "another user's";
  EXPECT_EQ(refusal("AdminGetDevice", of_users_device("Nobody", device.key)),
            "UserNotFoundException: User does not exist.");
  EXPECT_EQ(refusal("AdminListDevices", of_user("nobody@sunny.test")), "UserNotFoundException: User does not exist.");
}

TEST_F(Devices, WithoutANameAreToldWithoutOne) {
  const Json tokens = enter();
  const KnownDevice device = new_device_in(tokens);
  call("ConfirmDevice", confirmation(tokens, device, verifier_of(device)));
  EXPECT_EQ(attributes_in(*call("GetDevice", of_device(tokens, device.key)).find("Device")),
            "device_status=valid last_ip_used=");
}

TEST_F(Devices, AreListedInPages) {
  const Json tokens = enter();
  std::vector<std::string> keys{confirmed(tokens).key};
  for (int i = 0; i < 2; ++i) keys.push_back(confirmed(enter()).key);
  Json body = bearer(tokens, {{"Limit", 2}});
  const Json first = call("ListDevices", body);
  ASSERT_EQ(first.find("Devices")->items().size(), 2U);
  EXPECT_EQ(first.find("Devices")->items().at(0).text_at("DeviceKey"), keys[0]);
  body.set("PaginationToken", first.text_at("PaginationToken"));
  const Json second = call("ListDevices", body);
  ASSERT_EQ(second.find("Devices")->items().size(), 1U);
  EXPECT_EQ(second.find("Devices")->items().at(0).text_at("DeviceKey"), keys[2]);
  EXPECT_EQ(second.find("PaginationToken"), nullptr);
}

TEST_F(Devices, AreForgottenAndTheirUsersStayIn) {
  const Json tokens = enter();
  const KnownDevice device = confirmed(tokens);
  const Json others = enter();
  const KnownDevice second = confirmed(others);
  const auto reply = send("ForgetDevice", of_device(others, device.key).dump());
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(refusal("ForgetDevice", of_device(others, device.key)), no_device);
  EXPECT_EQ(remember(others, device.key, "remembered"), no_device);
  EXPECT_EQ(listed(others), 1U);
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted");
  EXPECT_EQ(refusal("GetUser", bearer(others)), "accepted");
  EXPECT_EQ(refusal("AdminForgetDevice", of_users_device("Sam", second.key)), no_device);
  EXPECT_EQ(send("AdminForgetDevice", of_users_device("Anna", second.key).dump()).status, 200);
  EXPECT_EQ(refusal("AdminGetDevice", of_users_device("Anna", second.key)), no_device);
}

TEST_F(Devices, AreNotOfAnotherUsers) {
  const KnownDevice device = confirmed(enter());
  const Json sams = *answer(with_sms(sign_in("Sam"))).find("AuthenticationResult");
  for (const auto* operation : {"GetDevice", "ForgetDevice"})
    EXPECT_EQ(refusal(operation, of_device(sams, device.key)), no_device) << operation;
  EXPECT_EQ(remember(sams, device.key, "not_remembered"), no_device);
  EXPECT_EQ(listed(sams), 0U);
  EXPECT_EQ(refusal("ForgetDevice", Json::object({{"DeviceKey", device.key}})),
            "NotAuthorizedException: Invalid Access Token");
}

TEST_F(Devices, OutliveAGlobalSignOutButNotTheirUser) {
  const Json tokens = enter();
  const KnownDevice device = confirmed(tokens);
  call("GlobalSignOut", bearer(tokens));
  EXPECT_EQ(refusal("AdminGetDevice", of_users_device("Anna", device.key)), "accepted");
  call("AdminDeleteUser", of_user("anna@sunny.test"));
  EXPECT_EQ(mock.world().step([](WorldState& state) { return cognito_of(state).devices.size(); }), 0U);
}

TEST_F(Devices, ThatAreNotRememberedAreHiddenFromTheirUsers) {
  const Json tokens = enter();
  const KnownDevice device = confirmed(tokens);
  EXPECT_EQ(remember(tokens, device.key, "not_remembered"), "accepted");
  EXPECT_EQ(listed(tokens), 0U);
  EXPECT_EQ(refusal("GetDevice", of_device(tokens, device.key)), no_device);
  const auto seen = attributes_in(*call("AdminGetDevice", of_users_device("Anna", device.key)).find("Device"));
  EXPECT_NE(seen.find("dev:device_remembered_status=not_remembered"), std::string::npos);
  Json body = of_users_device("Anna", device.key);
  body.set("DeviceRememberedStatus", "remembered");
  EXPECT_EQ(call("AdminUpdateDeviceStatus", body).dump(), "{}");
  EXPECT_EQ(listed(tokens), 1U);
  EXPECT_EQ(
      remember(tokens, device.key, "perhaps"),
      "InvalidParameterException: 1 validation error detected: Value 'perhaps' at 'deviceRememberedStatus' failed "
      "to satisfy constraint: Member must satisfy enum value set: [remembered, not_remembered]");
}

TEST_F(AskedDevices, AreRememberedWhenTheirUsersSaySo) {
  const Json tokens = enter();
  const KnownDevice device = new_device_in(tokens);
  EXPECT_EQ(call("ConfirmDevice", confirmation(tokens, device, verifier_of(device))).dump(),
            R"({"UserConfirmationNecessary":true})");
  EXPECT_EQ(listed(tokens), 0U);
  EXPECT_EQ(remember(tokens, device.key, "remembered"), "accepted");
  EXPECT_EQ(listed(tokens), 1U);
}

TEST_F(Devices, AreNeverMoreThanTenThousand) {
  const Json tokens = enter();
  const std::string first = new_device_in(tokens).key;
  mock.world().step([](WorldState& state) {
    const Pool pool = *cognito_of(state).pools.find("eu-central-1_Sunny0001");
    const PoolUser member = *find_pool_user(state, pool, "sam@sunny.test");
    for (int i = 1; i < 10'000; ++i) new_device(state, pool, member, "");
  });
  const auto count = [&] {
    return mock.world().step([](WorldState& state) { return cognito_of(state).devices.size(); });
  };
  EXPECT_EQ(count(), 10'000U);
  enter();
  EXPECT_EQ(count(), 10'000U);
  const KnownDevice gone{first, new_device_in(tokens).group};
  EXPECT_EQ(refusal("ConfirmDevice", confirmation(tokens, gone, verifier_of(gone))), invalid_key) << "the oldest goes";
}

}  // namespace understudy::cognito
