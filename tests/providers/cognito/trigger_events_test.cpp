// The events of triggers byte for byte, as a web hook gets them, and which operation's metadata reach which of them.
#include "providers/cognito/hook_calls.h"

namespace understudy::cognito {
namespace {

const std::string pool_of_all = hooked({"pre_sign_up", "post_confirmation", "pre_authentication", "post_authentication",
                                        "pre_token_generation", "user_migration", "custom_message"});
const std::string annas_name = "anna@sunny.test";
const std::string portal = "\"sunnyportal\"";

/// Of an event: "PreSignUp_SignUp", whose, by which client.
struct Head {
  std::string source;
  std::string username;
  std::string client = portal;
};

std::string people_of(const Head& head) {
  return R"("region":"eu-central-1","userPoolId":"eu-central-1_Sunny0001","userName":")" + head.username +
         R"(","callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":)" + head.client + "}";
}

std::string event(const Head& head, const std::string& request, const std::string& response) {
  return R"({"version":"1",)" + people_of(head) + R"(,"triggerSource":")" + head.source + R"(","request":)" + request +
         R"(,"response":)" + response + "}";
}

/// Those before tokens and of migration have their members in another order.
std::string event_by_source(const Head& head, const std::string& request, const std::string& response,
                            const std::string& version = "1") {
  return R"({"version":")" + version + R"(","triggerSource":")" + head.source + "\"," + people_of(head) +
         R"(,"request":)" + request + R"(,"response":)" + response + "}";
}

const std::string flags = R"({"autoConfirmUser":false,"autoVerifyEmail":false,"autoVerifyPhone":false})";
const std::string words = R"({"smsMessage":null,"emailMessage":null,"emailSubject":null})";
const std::string no_groups = R"("groupConfiguration":{"groupsToOverride":[],"iamRolesToOverride":[],)"
                              R"("preferredRole":null})";
const std::string migrated = R"({"userAttributes":null,"forceAliasCreation":null,"enableSMSMFA":null,)"
                             R"("finalUserStatus":null,"messageAction":null,"desiredDeliveryMediums":null})";

std::string asked_for_words(const std::string& attributes, const std::string& more = "",
                            const std::string& username = "null") {
  return R"({"userAttributes":)" + attributes +
         R"(,"codeParameter":"{####}","linkParameter":"{##Click Here##}","usernameParameter":)" + username + more + "}";
}
const std::string metadata = R"(,"clientMetadata":{"from":"test"})";

Json from_test() { return Json::object({{"from", "test"}}); }

}  // namespace

class TriggerEvents : public HookCalls {
 protected:
  TriggerEvents() : HookCalls(pool_of_all) {}

  /// Makes Zoe, whose sub it returns.
  std::string sign_up_zoe(std::initializer_list<Json::NewMember> more = {}) {
    Json body = of_client("zoe", {{"Password", "Zoe-Password-1"},
                                  {"UserAttributes", attributes({{"email", "zoe@sunny.test"}, {"name", "Zoe"}})}});
    for (const auto& member : more) body.set(member.name, member.value);
    return std::string(call("SignUp", body).text_at("UserSub"));
  }
};

TEST_F(TriggerEvents, OfSigningUp) {
  const std::string sub =
      sign_up_zoe({{"ValidationData", attributes({{"captcha", "ok"}})}, {"ClientMetadata", from_test()}});
  EXPECT_EQ(hooks.order(), "pre-sign-up custom-message");
  EXPECT_EQ(hooks.event("pre-sign-up"),
            event({"PreSignUp_SignUp", "zoe"},
                  R"({"userAttributes":{"email":"zoe@sunny.test","name":"Zoe"},"validationData":{"captcha":"ok"})" +
                      metadata + "}",
                  flags));
  const std::string zoe = R"({"sub":")" + sub +
                          R"(","cognito:user_status":"UNCONFIRMED","email_verified":"false","name":"Zoe",)"
                          R"("email":"zoe@sunny.test"})";
  EXPECT_EQ(hooks.event("custom-message"),
            event({"CustomMessage_SignUp", "zoe"}, asked_for_words(zoe, metadata), words));
  call("ResendConfirmationCode", of_client("zoe"));
  EXPECT_EQ(hooks.event("custom-message"), event({"CustomMessage_ResendCode", "zoe"}, asked_for_words(zoe), words));
  call("ConfirmSignUp", of_client("zoe", {{"ConfirmationCode", "246810"}, {"ClientMetadata", from_test()}}));
  EXPECT_EQ(hooks.event("post-confirmation"),
            event({"PostConfirmation_ConfirmSignUp", "zoe"},
                  R"({"userAttributes":{"sub":")" + sub +
                      R"(","cognito:user_status":"CONFIRMED","email_verified":"true","name":"Zoe",)"
                      R"("email":"zoe@sunny.test"})" +
                      metadata + "}",
                  "{}"));
}

TEST_F(TriggerEvents, OfWhatAdministratorsDoNameNoClient) {
  const std::string sub = sign_up_zoe();
  EXPECT_EQ(hooks.request("pre-sign-up").dump(),
            R"({"userAttributes":{"email":"zoe@sunny.test","name":"Zoe"},"validationData":null})");
  call("AdminConfirmSignUp", of_user("zoe"));
  EXPECT_EQ(hooks.event("post-confirmation"),
            event({"PostConfirmation_ConfirmSignUp", "zoe", "null"},
                  R"({"userAttributes":{"sub":")" + sub +
                      R"(","cognito:user_status":"CONFIRMED","email_verified":"false","name":"Zoe",)"
                      R"("email":"zoe@sunny.test"}})",
                  "{}"));
  call("AdminCreateUser",
       of_user("yan", {{"UserAttributes", attributes({{"email", "yan@sunny.test"}, {"email_verified", "true"}})},
                       {"TemporaryPassword", "Temporary-1"},
                       {"DesiredDeliveryMediums", Json::array({"EMAIL"})},
                       {"ValidationData", attributes({{"captcha", "ok"}})},
                       {"ClientMetadata", from_test()}}));
  const std::string nobody = "\"CLIENT_ID_NOT_APPLICABLE\"";
  EXPECT_EQ(hooks.event("pre-sign-up"), event({"PreSignUp_AdminCreateUser", "yan", nobody},
                                              R"({"userAttributes":{"email":"yan@sunny.test","email_verified":"true"},)"
                                              R"("validationData":{"captcha":"ok"})" +
                                                  metadata + "}",
                                              flags));
  const std::string yan =
      R"({"sub":")" +
      std::string(call("AdminGetUser", of_user("yan")).find("UserAttributes")->items()[0].text_at("Value")) +
      R"(","cognito:user_status":"FORCE_CHANGE_PASSWORD","email_verified":"true","email":"yan@sunny.test"})";
  EXPECT_EQ(hooks.event("custom-message"), event({"CustomMessage_AdminCreateUser", "yan", nobody},
                                                 asked_for_words(yan, metadata, "\"{username}\""), words));
}

TEST_F(TriggerEvents, OfSigningIn) {
  Json request = with_password(annas_name, "Anna-Password-1");
  request.set("ClientMetadata", from_test());
  call("InitiateAuth", request);
  EXPECT_EQ(hooks.order(), "pre-authentication pre-token-generation post-authentication");
  EXPECT_EQ(hooks.event("pre-authentication"),
            event({"PreAuthentication_Authentication", annas_name},
                  R"({"userAttributes":)" + annas_attributes + R"(,"validationData":{"from":"test"}})", "{}"));
  EXPECT_EQ(hooks.event("pre-token-generation"),
            event_by_source({"TokenGeneration_Authentication", annas_name},
                            R"({"userAttributes":)" + annas_attributes + "," + no_groups + "}",
                            R"({"claimsOverrideDetails":null})"));
  EXPECT_EQ(hooks.event("post-authentication"),
            event({"PostAuthentication_Authentication", annas_name},
                  R"({"userAttributes":)" + annas_attributes + R"(,"newDeviceUsed":false})", "{}"));
}

TEST_F(TriggerEvents, OfSigningInSayWhetherTheUserIsThereWhereThatIsHidden) {
  set_in_client("PreventUserExistenceErrors", "ENABLED");
  hooks.fill("user-migration", Json::object());
  EXPECT_EQ(refusal("InitiateAuth", with_password("nobody@sunny.test", "x")),
            "NotAuthorizedException: Incorrect username or password.");
  EXPECT_EQ(hooks.order(), "user-migration pre-authentication");
  EXPECT_EQ(hooks.event("pre-authentication"), event({"PreAuthentication_Authentication", "nobody@sunny.test"},
                                                     R"({"userAttributes":{},"userNotFound":true})", "{}"));
  call("InitiateAuth", with_password(annas_name, "Anna-Password-1"));
  EXPECT_EQ(hooks.request("pre-authentication").find("userNotFound")->dump(), "false");
}

/// Before the password is looked at; not where there is nothing to look at.
TEST_F(TriggerEvents, OfSigningInComeBeforeThePassword) {
  EXPECT_EQ(refusal("InitiateAuth", with_password(annas_name, "wrong")),
            "NotAuthorizedException: Incorrect username or password.");
  EXPECT_EQ(hooks.order(), "pre-authentication");
  hooks.asked.clear();
  refusal("InitiateAuth", with_password(annas_name, ""));
  refusal("InitiateAuth", with_password("", "x"));
  EXPECT_EQ(hooks.order(), "");
}

TEST_F(TriggerEvents, OfAChallengeHaveItsAnswersMetadata) {
  call("AdminSetUserPassword", of_user(annas_name, {{"Password", "Temporary-1"}}));
  const Json asked = call("InitiateAuth", with_password(annas_name, "Temporary-1"));
  EXPECT_EQ(hooks.order(), "pre-authentication");
  call("RespondToAuthChallenge",
       Json::object(
           {{"ClientId", "sunnyportal"},
            {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
            {"Session", asked.text_at("Session")},
            {"ClientMetadata", from_test()},
            {"ChallengeResponses", Json::object({{"USERNAME", annas_name}, {"NEW_PASSWORD", "Anna-Password-2"}})}}));
  EXPECT_EQ(hooks.order(), "pre-authentication pre-token-generation post-authentication");
  std::string before = annas_attributes;
  before.replace(before.find("CONFIRMED"), 9, "FORCE_CHANGE_PASSWORD");
  EXPECT_EQ(hooks.event("pre-token-generation"),
            event_by_source({"TokenGeneration_NewPasswordChallenge", annas_name},
                            R"({"userAttributes":)" + before + "," + no_groups + metadata + "}",
                            R"({"claimsOverrideDetails":null})"));
  EXPECT_EQ(hooks.event("post-authentication"),
            event({"PostAuthentication_Authentication", annas_name},
                  R"({"userAttributes":)" + before + R"(,"newDeviceUsed":false)" + metadata + "}", "{}"));
}

TEST_F(TriggerEvents, OfRefreshing) {
  const Json tokens = anna();
  hooks.asked.clear();
  call("InitiateAuth",
       Json::object({{"AuthFlow", "REFRESH_TOKEN_AUTH"},
                     {"ClientId", "sunnyportal"},
                     {"ClientMetadata", from_test()},
                     {"AuthParameters", Json::object({{"REFRESH_TOKEN", tokens.text_at("RefreshToken")}})}}));
  EXPECT_EQ(hooks.order(), "pre-token-generation");
  const std::string about_anna = R"({"userAttributes":)" + annas_attributes + "," + no_groups;
  EXPECT_EQ(hooks.event("pre-token-generation"),
            event_by_source({"TokenGeneration_RefreshTokens", annas_name}, about_anna + "}",
                            R"({"claimsOverrideDetails":null})"));
  call("GetTokensFromRefreshToken", Json::object({{"ClientId", "sunnyportal"},
                                                  {"ClientMetadata", from_test()},
                                                  {"RefreshToken", tokens.text_at("RefreshToken")}}));
  EXPECT_EQ(hooks.event("pre-token-generation"),
            event_by_source({"TokenGeneration_Authentication", annas_name}, about_anna + metadata + "}",
                            R"({"claimsOverrideDetails":null})"));
}

TEST_F(TriggerEvents, OfMigration) {
  Json request = with_password("old@sunny.test", "Old-Password-1");
  EXPECT_EQ(refusal("InitiateAuth", request), "UserNotFoundException: User does not exist.");
  EXPECT_EQ(hooks.event("user-migration"),
            event_by_source({"UserMigration_Authentication", "old@sunny.test"},
                            R"({"password":"Old-Password-1","validationData":null,"userAttributes":null})", migrated));
  request.set("ClientMetadata", from_test());
  refusal("InitiateAuth", request);
  EXPECT_EQ(hooks.request("user-migration").dump(),
            R"({"password":"Old-Password-1","validationData":{"from":"test"},"userAttributes":null})");
  refusal("ForgotPassword", of_client("old@sunny.test", {{"ClientMetadata", from_test()}}));
  EXPECT_EQ(hooks.event("user-migration"),
            event_by_source({"UserMigration_ForgotPassword", "old@sunny.test"},
                            R"({"validationData":null,"userAttributes":null)" + metadata + "}", migrated));
}

TEST_F(TriggerEvents, OfMessages) {
  const Json tokens = anna();
  const auto newest = [&] { return hooks.event("custom-message"); };
  call("ForgotPassword", of_client(annas_name, {{"ClientMetadata", from_test()}}));
  EXPECT_EQ(newest(),
            event({"CustomMessage_ForgotPassword", annas_name}, asked_for_words(annas_attributes, metadata), words));
  call("ConfirmForgotPassword",
       of_client(annas_name,
                 {{"ConfirmationCode", "246810"}, {"Password", "Anna-Password-2"}, {"ClientMetadata", from_test()}}));
  EXPECT_EQ(hooks.event("post-confirmation"), event({"PostConfirmation_ConfirmForgotPassword", annas_name},
                                                    R"({"userAttributes":)" + annas_attributes + metadata + "}", "{}"));
  call("GetUserAttributeVerificationCode",
       bearer(tokens, {{"AttributeName", "email"}, {"ClientMetadata", from_test()}}));
  EXPECT_EQ(newest(), event({"CustomMessage_VerifyUserAttribute", annas_name},
                            asked_for_words(annas_attributes, metadata), words));
  call("AdminResetUserPassword", of_user(annas_name, {{"ClientMetadata", from_test()}}));
  std::string reset = annas_attributes;
  reset.replace(reset.find("CONFIRMED"), 9, "RESET_REQUIRED");
  EXPECT_EQ(newest(), event({"CustomMessage_ForgotPassword", annas_name, "\"CLIENT_ID_NOT_APPLICABLE\""},
                            asked_for_words(reset, metadata), words));
  std::string moved = reset;
  moved.replace(moved.find(annas_name), annas_name.size(), "new@sunny.test");
  moved.replace(moved.find("\"true\""), 6, "\"false\"");
  call("UpdateUserAttributes", bearer(tokens, {{"UserAttributes", attributes({{"email", "new@sunny.test"}})},
                                               {"ClientMetadata", from_test()}}));
  EXPECT_EQ(newest(),
            event({"CustomMessage_UpdateUserAttribute", annas_name}, asked_for_words(moved, metadata), words));
}

class LaterTokenEvents : public HookCalls {
 protected:
  explicit LaterTokenEvents(const std::string& version = "V2_0")
      : HookCalls(hooked({"pre_token_generation"}, ", token_event: " + version)) {}

  void expect_version(const std::string& version) {
    call("CreateGroup", of_pool({{"GroupName", "admins"}, {"RoleArn", "arn:aws:iam::123456789012:role/admin"}}));
    call("AdminAddUserToGroup", of_user(annas_name, {{"GroupName", "admins"}}));
    anna();
    EXPECT_EQ(
        hooks.event("pre-token-generation"),
        event_by_source({"TokenGeneration_Authentication", annas_name},
                        R"({"userAttributes":)" + annas_attributes +
                            R"(,"groupConfiguration":{"groupsToOverride":["admins"],"iamRolesToOverride":)"
                            R"(["arn:aws:iam::123456789012:role/admin"],"preferredRole":)"
                            R"("arn:aws:iam::123456789012:role/admin"},"scopes":["aws.cognito.signin.user.admin"]})",
                        R"({"claimsAndScopeOverrideDetails":null})", version));
  }
};

class ThirdTokenEvents : public LaterTokenEvents {
 protected:
  ThirdTokenEvents() : LaterTokenEvents("V3_0") {}
};

TEST_F(LaterTokenEvents, TellOfScopes) { expect_version("2"); }
TEST_F(ThirdTokenEvents, TellOfScopes) { expect_version("3"); }

class EventsOfNumberedUsers : public HookCalls {
 protected:
  EventsOfNumberedUsers()
      : HookCalls("username_attributes: [email]\n      " + hooked({"pre_sign_up", "custom_message"})) {}
};

/// In pools whose users sign up by an address the user name is the sub, from the first event on.
TEST_F(EventsOfNumberedUsers, NameTheSub) {
  const std::string sub(
      call("SignUp", of_client("zoe@sunny.test", {{"Password", "Zoe-Password-1"}})).text_at("UserSub"));
  EXPECT_EQ(hooks.event("pre-sign-up"),
            event({"PreSignUp_SignUp", sub}, R"({"userAttributes":{"email":"zoe@sunny.test"},"validationData":null})",
                  flags));
  EXPECT_EQ(parse_json(hooks.event("custom-message"))->text_at("userName"), sub);
}

}  // namespace understudy::cognito
