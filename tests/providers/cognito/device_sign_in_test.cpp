// Sign-ins with a device: it proves itself by a password of its own, in the place of a second factor or beside it.
#include <functional>
#include <set>

#include "providers/cognito/device_calls.h"

namespace understudy::cognito {

class DeviceSignIn : public DeviceCalls {
 protected:
  Json begin(const KnownDevice& device, std::string_view who = "Anna") {
    return call("InitiateAuth", with_device(by_password(who), device.key));
  }
  /// Sam's, past his second factor.
  KnownDevice sams() { return confirmed(*answer(with_sms(sign_in("Sam"))).find("AuthenticationResult")); }
  void configure(std::string_view json) { set_in_pool("DeviceConfiguration", *parse_json(json)); }

  /// USER_SRP_AUTH of Anna with that key, and the answer to its challenge.
  Json srp_begin(std::string_view key) {
    Json parameters = Json::object({{"USERNAME", "anna@sunny.test"}, {"SRP_A", srp_public_value()}});
    if (!key.empty()) parameters.set("DEVICE_KEY", key);
    return call(
        "InitiateAuth",
        Json::object({{"AuthFlow", "USER_SRP_AUTH"}, {"ClientId", "sunnyportal"}, {"AuthParameters", parameters}}));
  }
  Json srp_answer(const Json& shown, std::string_view key = "") {
    const Json& parameters = *shown.find("ChallengeParameters");
    const std::string block(parameters.text_at("SECRET_BLOCK"));
    const std::string time = to_english_time(mock.machine);
    const auto signature = srp_signature(parameters, "Sunny0001", "Anna-Password-1", *from_base64(block), time);
    Json responses = Json::object({{"USERNAME", parameters.text_at("USER_ID_FOR_SRP")},
                                   {"PASSWORD_CLAIM_SECRET_BLOCK", block},
                                   {"PASSWORD_CLAIM_SIGNATURE", signature},
                                   {"TIMESTAMP", time}});
    if (!key.empty()) responses.set("DEVICE_KEY", key);
    return Json::object(
        {{"ClientId", "sunnyportal"}, {"ChallengeName", "PASSWORD_VERIFIER"}, {"ChallengeResponses", responses}});
  }
};

TEST_F(DeviceSignIn, AsksForTheDeviceAfterThePassword) {
  const KnownDevice device = confirmed(enter());
  const Json asked = begin(device);
  EXPECT_EQ(told(asked), cat({R"({"ChallengeName":"DEVICE_SRP_AUTH","Session":"…","ChallengeParameters":)",
                              R"({"USERNAME":"anna@sunny.test","USER_ID_FOR_SRP":"anna@sunny.test","DEVICE_KEY":")",
                              device.key, "\"}}"}));
  const Json shown = answer(device_begin(asked, device.key));
  EXPECT_EQ(asked_in(shown), "DEVICE_PASSWORD_VERIFIER");
  std::vector<std::string> names;
  for (const auto& one : shown.find("ChallengeParameters")->members()) names.push_back(one.name);
  EXPECT_EQ(names, (std::vector<std::string>{"SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "DEVICE_KEY"}));
  EXPECT_EQ(shown.find("ChallengeParameters")->text_at("SALT"), to_hex(std::string(16, '\x7A')));
  const Json done = answer(device_answer(shown, device));
  ASSERT_TRUE(is_in(done));
  const Json& result = *done.find("AuthenticationResult");
  EXPECT_EQ(result.find("NewDeviceMetadata"), nullptr) << "it has a key";
  const Json claims = *parse_json(*from_base64url(split(result.text_at("AccessToken"), '.').at(1)));
  EXPECT_EQ(claims.text_at("device_key"), device.key);
}

TEST_F(DeviceSignIn, TakesNumbersThatReadAsNegative) {
  for (const char first : {'\x01', '\x7F', '\x80', '\xFF'}) {
    const Json tokens = enter();
    const KnownDevice device = new_device_in(tokens);
    const std::string salt = std::string(1, first) + std::string(15, '\x11');
    call("ConfirmDevice", confirmation(tokens, device, verifier_of(device, salt)));
    EXPECT_FALSE(enter_with(device).text_at("AccessToken").empty()) << to_hex(salt);
  }
  // One of a few passwords has a verifier with its top bit set, and one without.
  std::set<bool> tried;
  for (int i = 0; tried.size() < 2 && i < 20; ++i) {
    const Json tokens = enter();
    KnownDevice device = new_device_in(tokens);
    device.password = cat({"Password-", std::to_string(i)});
    const Json verifier = verifier_of(device);
    const bool has_top_bit = from_base64(verifier.text_at("PasswordVerifier"))->front() == '\0';
    if (!tried.insert(has_top_bit).second) continue;
    call("ConfirmDevice", confirmation(tokens, device, verifier));
    EXPECT_FALSE(enter_with(device).text_at("AccessToken").empty()) << has_top_bit;
  }
  EXPECT_EQ(tried.size(), 2U);
}

TEST_F(DeviceSignIn, RefusesAWrongProofForGood) {
  const KnownDevice device = confirmed(enter());
  KnownDevice wrong = device;
  wrong.password = "device-password";
  const Json shown = answer(device_begin(begin(device), device.key));
  EXPECT_EQ(answered(device_answer(shown, wrong)), password_refused);
  EXPECT_EQ(answered(device_answer(shown, device)), spent_session_refused);
  EXPECT_FALSE(enter_with(device).text_at("AccessToken").empty());
}

TEST_F(DeviceSignIn, NeedsEveryPartAndItsOwnKey) {
  const KnownDevice device = confirmed(enter());
  const KnownDevice second = confirmed(enter());
  const std::string missing = "InvalidParameterException: Missing required parameter ";
  const Json asked = begin(device);
  EXPECT_EQ(answered(reply(asked, "DEVICE_SRP_AUTH", "Anna", {{"DEVICE_KEY", device.key}})), missing + "SRP_A");
  EXPECT_EQ(answered(reply(asked, "DEVICE_SRP_AUTH", "Anna", {{"SRP_A", srp_public_value()}})), missing + "DEVICE_KEY");
  EXPECT_EQ(answered(reply(asked, "DEVICE_SRP_AUTH", "Anna", {{"DEVICE_KEY", device.key}, {"SRP_A", "0"}})),
            "InvalidParameterException: Invalid SRP_A parameter.");
  EXPECT_EQ(answered(device_begin(asked, second.key)), no_device);
  EXPECT_EQ(answered(device_begin(asked, device.key), "other"), invalid_session_refused);
  const Json shown = answer(device_begin(asked, device.key));
  const Json whole = device_answer(shown, device);
  for (const std::string name :
       {"USERNAME", "DEVICE_KEY", "PASSWORD_CLAIM_SECRET_BLOCK", "PASSWORD_CLAIM_SIGNATURE", "TIMESTAMP"}) {
    Json body = whole;
    Json parts = *whole.find("ChallengeResponses");
    parts.remove(name);
    body.set("ChallengeResponses", parts);
    EXPECT_EQ(answered(body), missing + name);
  }
  EXPECT_EQ(answered(device_begin(shown, device.key)), invalid_session_refused) << "out of order";
  Json bare = whole;
  bare.remove("Session");
  EXPECT_EQ(answered(bare), "accepted") << "some clients send none: the block tells";
}

TEST_F(DeviceSignIn, ReplacesASecondFactorWhereThePoolSaysSo) {
  const KnownDevice device = sams();
  const size_t before = mails();
  const Json asked = begin(device, "Sam");
  EXPECT_EQ(asked_in(asked), "DEVICE_SRP_AUTH");
  EXPECT_EQ(mails(), before) << "no text message";
  EXPECT_FALSE(enter_with(device, "Sam").text_at("AccessToken").empty());

  configure(R"({"ChallengeRequiredOnNewDevice":false,"DeviceOnlyRememberedOnUserPrompt":false})");
  const Json both = begin(device, "Sam");
  ASSERT_EQ(asked_in(both), "SMS_MFA");
  const Json next = answer(with_sms(both));
  ASSERT_EQ(asked_in(next), "DEVICE_SRP_AUTH") << "beside it";
  EXPECT_TRUE(is_in(answer(device_answer(answer(device_begin(next, device.key, "Sam")), device, "Sam"))));
}

TEST_F(DeviceSignIn, ReplacesThatOfEverybodyToo) {
  const KnownDevice device = sams();
  recover_by({"admin_only"});
  set_mfa("ON", {"Sms", "SoftwareToken"});
  EXPECT_FALSE(enter_with(device, "Sam").text_at("AccessToken").empty());
  const KnownDevice annas = [&] {
    set_mfa("OFF", {});
    return confirmed(enter());
  }();
  set_mfa("ON", {"SoftwareToken"});
  EXPECT_FALSE(enter_with(annas).text_at("AccessToken").empty()) << "without any factor set up";
  configure(R"({"ChallengeRequiredOnNewDevice":false})");
  EXPECT_EQ(asked_in(begin(annas)), "MFA_SETUP");
}

TEST_F(DeviceSignIn, IsOfDevicesThatAreRemembered) {
  const KnownDevice device = sams();
  Json body = of_users_device("Sam", device.key);
  body.set("DeviceRememberedStatus", "not_remembered");
  call("AdminUpdateDeviceStatus", body);
  const Json asked = begin(device, "Sam");
  ASSERT_EQ(asked_in(asked), "SMS_MFA") << "as without a device";
  const Json result = *answer(with_sms(asked)).find("AuthenticationResult");
  EXPECT_EQ(result.find("NewDeviceMetadata"), nullptr) << "but it has its key";
}

TEST_F(DeviceSignIn, TellsOfKeysThatAreNone) {
  const Json tokens = enter();
  const KnownDevice device = confirmed(tokens);
  EXPECT_EQ(refusal("InitiateAuth", with_device(by_password("Sam"), device.key)), no_device) << "another user's";
  EXPECT_EQ(refusal("InitiateAuth", with_device(by_password("Anna"), new_device_in(enter()).key)), no_device)
      << "not confirmed";
  const Json asked = begin(device);
  const Json later = begin(device);
  const Json shown = answer(device_begin(asked, device.key));
  call("ForgetDevice", of_device(tokens, device.key));
  EXPECT_EQ(refusal("InitiateAuth", with_device(by_password("Anna"), device.key)), no_device);
  EXPECT_EQ(answered(device_begin(later, device.key)), no_device);
  EXPECT_EQ(answered(device_answer(shown, device)), no_device);
  set_in_pool("DeviceConfiguration", Json());
  EXPECT_EQ(refusal("InitiateAuth", with_device(by_password("Anna"), device.key)), "accepted")
      << "where none is remembered no key counts";
}

TEST_F(DeviceSignIn, GoesOnBySrpWithoutAKeyThatIsNone) {
  const Json tokens = enter();
  const KnownDevice device = confirmed(tokens);
  call("ForgetDevice", of_device(tokens, device.key));
  const Json shown = srp_begin(device.key);
  EXPECT_EQ(answered(srp_answer(shown, device.key)), no_device);
  const Json done = answer(srp_answer(shown));
  ASSERT_TRUE(is_in(done)) << "the same secret block, since clients drop the key and go on with it";
  EXPECT_NE(done.find("AuthenticationResult")->find("NewDeviceMetadata"), nullptr);
}

TEST_F(DeviceSignIn, TakesTheKeyWithTheProofToo) {
  const KnownDevice device = confirmed(enter());
  for (const std::string_view at_first : {std::string_view(), std::string_view(device.key)}) {
    const Json asked = answer(srp_answer(srp_begin(at_first), device.key));
    ASSERT_EQ(asked_in(asked), "DEVICE_SRP_AUTH");
    EXPECT_TRUE(is_in(answer(device_answer(answer(device_begin(asked, device.key)), device))));
  }
}

TEST_F(DeviceSignIn, BindsTheRefreshTokenToTheDevice) {
  const auto refresh = [&](const Json& tokens, std::string_view key) {
    Json parameters = Json::object({{"REFRESH_TOKEN", tokens.text_at("RefreshToken")}});
    if (!key.empty()) parameters.set("DEVICE_KEY", key);
    return refusal("InitiateAuth", Json::object({{"AuthFlow", "REFRESH_TOKEN_AUTH"},
                                                 {"ClientId", "sunnyportal"},
                                                 {"AuthParameters", parameters}}));
  };
  const auto get_tokens = [&](const Json& tokens, std::string_view key) {
    Json body = Json::object({{"ClientId", "sunnyportal"}, {"RefreshToken", tokens.text_at("RefreshToken")}});
    if (!key.empty()) body.set("DeviceKey", key);
    return refusal("GetTokensFromRefreshToken", body);
  };
  const std::string invalid = "NotAuthorizedException: Invalid Refresh Token";
  const Json tokens = enter();
  const std::string key = new_device_in(tokens).key;
  for (const auto& ask : {std::function(refresh), std::function(get_tokens)})
    EXPECT_EQ(ask(tokens, key), invalid) << "not confirmed yet";
  confirmed(tokens);
  const std::string other = confirmed(enter()).key;
  for (const auto& ask : {std::function(refresh), std::function(get_tokens)}) {
    EXPECT_EQ(ask(tokens, ""), invalid);
    EXPECT_EQ(ask(tokens, other), invalid);
    EXPECT_EQ(ask(tokens, key), "accepted");
  }
  call("AdminForgetDevice", of_users_device("Anna", key));
  EXPECT_EQ(refresh(tokens, key), invalid);
}

TEST_F(DeviceSignIn, GivesNoKeyWithARefresh) {
  const Json tokens = enter();
  const KnownDevice device = confirmed(tokens);
  const Json refreshed = call(
      "InitiateAuth", Json::object({{"AuthFlow", "REFRESH_TOKEN_AUTH"},
                                    {"ClientId", "sunnyportal"},
                                    {"AuthParameters", Json::object({{"REFRESH_TOKEN", tokens.text_at("RefreshToken")},
                                                                     {"DEVICE_KEY", device.key}})}}));
  EXPECT_EQ(refreshed.find("AuthenticationResult")->find("NewDeviceMetadata"), nullptr);
}

TEST_F(DeviceSignIn, GivesAKeyAfterEveryWayIn) {
  const auto has_key = [](const Json& answer) {
    return is_in(answer) && answer.find("AuthenticationResult")->find("NewDeviceMetadata") != nullptr;
  };
  Json body = by_password("Anna");
  body.set("UserPoolId", "eu-central-1_Sunny0001");
  body.set("AuthFlow", "ADMIN_USER_PASSWORD_AUTH");
  EXPECT_TRUE(has_key(call("AdminInitiateAuth", body)));
  EXPECT_TRUE(has_key(answer(with_sms(sign_in("Sam")))));
  EXPECT_TRUE(has_key(answer(srp_answer(srp_begin("")))));
  call("AdminSetUserPassword", of_user("anna@sunny.test", {{"Password", "Anna-Password-1"}, {"Permanent", false}}));
  EXPECT_TRUE(
      has_key(answer(reply(sign_in("Anna"), "NEW_PASSWORD_REQUIRED", "Anna", {{"NEW_PASSWORD", "Better-1-Word"}}))));
}

}  // namespace understudy::cognito
