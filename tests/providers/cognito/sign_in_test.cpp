#include "crypto/jws.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string wrong = "NotAuthorizedException: Incorrect username or password.";

}  // namespace

using SignIn = UserPoolCalls;

TEST_F(SignIn, GivesTokensForThePassword) {
  const Json answer = call("InitiateAuth", with_password("Anna@Sunny.test", "Anna-Password-1"));
  const Json& tokens = *answer.find("AuthenticationResult");
  EXPECT_EQ(answer.find("ChallengeParameters")->dump(), "{}");
  EXPECT_EQ(tokens.find("ExpiresIn")->dump(), "3600");
  EXPECT_EQ(tokens.text_at("TokenType"), "Bearer");
  EXPECT_EQ(split(tokens.text_at("RefreshToken"), '.').size(), 5U);
  const auto id = crypto::parse_jws(tokens.text_at("IdToken"));
  const auto access = crypto::parse_jws(tokens.text_at("AccessToken"));
  EXPECT_NE(id->header.text_at("kid"), access->header.text_at("kid"));
  const auto order = [](const Json& json) {
    std::string names;
    for (const auto& member : json.members()) names += member.name + " ";
    return names;
  };
  EXPECT_EQ(order(id->header), "kid alg ");
  EXPECT_EQ(order(access->payload),
            "sub cognito:groups iss client_id origin_jti event_id token_use scope auth_time exp iat jti username "
            "custom:ivy_org_id custom:ivy_user_id ");
  EXPECT_EQ(order(id->payload),
            "sub cognito:groups cognito:preferred_role cognito:roles email_verified phone_number_verified iss "
            "cognito:username given_name name phone_number custom:ivy_org_id custom:ivy_user_id origin_jti aud "
            "event_id token_use auth_time exp iat jti email ");
  EXPECT_EQ(id->payload.find("cognito:groups")->dump(), R"(["admins","installers"])");
  EXPECT_EQ(id->payload.find("email_verified")->dump(), "true");
  EXPECT_EQ(id->payload.text_at("iss"), "http://localhost:9119/eu-central-1_Sunny0001");
  EXPECT_EQ(id->payload.text_at("custom:ivy_user_id"), "40000001");
  EXPECT_EQ(access->payload.text_at("username"), "anna@sunny.test");
}

TEST_F(SignIn, SaysOfEveryAccountWhatTheOriginalSays) {
  EXPECT_EQ(refusal("InitiateAuth", with_password("anna@sunny.test", "wrong")), wrong);
  EXPECT_EQ(refusal("InitiateAuth", with_password("nobody@sunny.test", "x")),
            "UserNotFoundException: User does not exist.");
  EXPECT_EQ(refusal("InitiateAuth", with_password("frida@cloudy.test", "Frida-Password-1")),
            "UserNotFoundException: User does not exist.")
      << "a user of another pool";
  for (const auto* password : {"Cleo-Password-1", "wrong"})
    EXPECT_EQ(refusal("InitiateAuth", with_password("cleo@sunny.test", password)),
              "UserNotConfirmedException: User is not confirmed.");
  EXPECT_EQ(refusal("InitiateAuth", with_password("dan@sunny.test", "Dan-Password-1")),
            "NotAuthorizedException: User is disabled.");
  EXPECT_EQ(refusal("InitiateAuth", with_password("eva@sunny.test", "Eva-Password-1")),
            "PasswordResetRequiredException: Password reset required for the user");
}

TEST_F(SignIn, AsksWhoeverMustForANewPasswordAndGivesNoTokenBefore) {
  const Json asked = call("InitiateAuth", with_password("ben@sunny.test", "Temporary-1"));
  EXPECT_EQ(asked.text_at("ChallengeName"), "NEW_PASSWORD_REQUIRED");
  EXPECT_EQ(asked.find("AuthenticationResult"), nullptr);
  EXPECT_EQ(asked.find("ChallengeParameters")->dump(),
            R"({"USER_ID_FOR_SRP":"ben@sunny.test","requiredAttributes":"[]",)"
            R"("userAttributes":"{\"email_verified\":\"true\",\"email\":\"ben@sunny.test\"}"})");
  const auto answer = [&](std::string_view session, std::string_view client, std::string_view name,
                          std::string_view password) {
    return Json::object({{"ClientId", client},
                         {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
                         {"Session", session},
                         {"ChallengeResponses", Json::object({{"USERNAME", name}, {"NEW_PASSWORD", password}})}});
  };
  const auto session = asked.text_at("Session");
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer(session, "sunnyportal", "ben@sunny.test", "short")),
            "InvalidPasswordException: Password did not conform with policy: Password not long enough");
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer(session, "sunnyportal", "anna@sunny.test", "Better-1-Word")),
            wrong);
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer(session, "cloudyapp", "ben@sunny.test", "Better-1-Word")),
            "NotAuthorizedException: Invalid session for the user.");
  EXPECT_EQ(
      refusal("RespondToAuthChallenge", answer(session, "sunnyportal", "ben@sunny.test", "Better-1-Word"), "other"),
      "NotAuthorizedException: Invalid session for the user.");
  EXPECT_EQ(refusal("RespondToAuthChallenge",
                    answer(std::string(session) + "x", "sunnyportal", "ben@sunny.test", "Better-1-Word")),
            "NotAuthorizedException: Invalid session for the user.");
  const Json done = call("RespondToAuthChallenge", answer(session, "sunnyportal", "ben@sunny.test", "Better-1-Word"));
  EXPECT_NE(done.find("AuthenticationResult"), nullptr);
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer(session, "sunnyportal", "ben@sunny.test", "Better-2-Word")),
            "NotAuthorizedException: Invalid session for the user, session can only be used once.");
  EXPECT_EQ(refusal("InitiateAuth", with_password("ben@sunny.test", "Temporary-1")), wrong);
  EXPECT_EQ(refusal("InitiateAuth", with_password("ben@sunny.test", "Better-1-Word")), "accepted");
}

TEST_F(SignIn, KeepsASessionForThreeMinutes) {
  const auto answer = [](std::string_view session) {
    return Json::object(
        {{"ClientId", "sunnyportal"},
         {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
         {"Session", session},
         {"ChallengeResponses", Json::object({{"USERNAME", "ben@sunny.test"}, {"NEW_PASSWORD", "Better-1-Word"}})}});
  };
  const Json first = call("InitiateAuth", with_password("ben@sunny.test", "Temporary-1"));
  wait(std::chrono::minutes(3));
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer(first.text_at("Session"))),
            "NotAuthorizedException: Invalid session for the user, session is expired.");
  const Json second = call("InitiateAuth", with_password("ben@sunny.test", "Temporary-1"));
  wait(std::chrono::minutes(3) - Milliseconds(1));
  EXPECT_EQ(refusal("RespondToAuthChallenge", answer(second.text_at("Session"))), "accepted");
}

TEST_F(SignIn, LocksAnAccountAsTheOriginalDoes) {
  const std::string locked = "NotAuthorizedException: Password attempts exceeded";
  const auto guess = [&](std::string_view password) {
    return refusal("InitiateAuth", with_password("anna@sunny.test", password));
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess("wrong"), wrong);
  EXPECT_EQ(guess("Anna-Password-1"), locked) << "for a second";
  wait(std::chrono::seconds(1));
  EXPECT_EQ(guess("wrong"), wrong);
  wait(std::chrono::seconds(1));
  EXPECT_EQ(guess("wrong"), locked) << "for two";
  wait(std::chrono::seconds(1));
  EXPECT_EQ(guess("Anna-Password-1"), "accepted");
  EXPECT_EQ(guess("wrong"), wrong);
  EXPECT_EQ(guess("Anna-Password-1"), "accepted") << "the count began again";
  for (int i = 0; i < 4; ++i) EXPECT_EQ(guess("wrong"), wrong);
  wait(std::chrono::minutes(15));
  EXPECT_EQ(guess("wrong"), wrong);
  EXPECT_EQ(guess("Anna-Password-1"), "accepted") << "a quarter of an hour forgives";
}

TEST_F(SignIn, RunsOnlyTheFlowsThatAClientAllows) {
  const auto with = [](std::string_view flow, std::string_view client) {
    return Json::object({{"AuthFlow", flow},
                         {"ClientId", client},
                         {"AuthParameters", Json::object({{"USERNAME", "a"}, {"PASSWORD", "b"}, {"SRP_A", "1"}})}});
  };
  EXPECT_EQ(refusal("InitiateAuth", with("ADMIN_USER_PASSWORD_AUTH", "sunnyportal")),
            "InvalidParameterException: Initiate Auth method not supported.");
  EXPECT_EQ(refusal("InitiateAuth", with("USER_PASSWORD_AUTH", "cloudyapp")),
            "InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client");
  EXPECT_EQ(refusal("InitiateAuth", with("USER_SRP_AUTH", "nosuchclient")),
            "ResourceNotFoundException: User pool client nosuchclient does not exist.");
  EXPECT_EQ(refusal("InitiateAuth", with("CUSTOM_AUTH", "cloudyapp")),
            "InvalidParameterException: Auth flow not enabled for this client");
  EXPECT_EQ(refusal("InitiateAuth", with("CUSTOM_AUTH", "sunnyportal")), "UserNotFoundException: User does not exist.");
  EXPECT_EQ(refusal("InitiateAuth", Json::object({{"AuthFlow", "USER_PASSWORD_AUTH"}, {"ClientId", "sunnyportal"}})),
            "InvalidParameterException: Missing required parameter PASSWORD");
  Json by_admin = with_password("anna@sunny.test", "Anna-Password-1");
  by_admin.set("UserPoolId", "eu-central-1_Sunny0001");
  EXPECT_EQ(refusal("AdminInitiateAuth", by_admin), "InvalidParameterException: Initiate Auth method not supported.");
  by_admin.set("AuthFlow", "ADMIN_USER_PASSWORD_AUTH");
  EXPECT_EQ(refusal("AdminInitiateAuth", by_admin), "accepted");
  by_admin.set("UserPoolId", "eu-central-1_Cloudy001");
  EXPECT_EQ(refusal("AdminInitiateAuth", by_admin),
            "ResourceNotFoundException: User pool client sunnyportal does not exist.");
}

TEST_F(SignIn, AsksForTheSecretHashOfClientsWithASecret) {
  Json body = with_password("anna@sunny.test", "Anna-Password-1");
  body.set("ClientId", "sunnybackend");
  EXPECT_EQ(refusal("InitiateAuth", body),
            "NotAuthorizedException: Client sunnybackend is configured with secret but SECRET_HASH was not received");
  Json parameters = *body.find("AuthParameters");
  parameters.set("SECRET_HASH", "AAAA");
  body.set("AuthParameters", parameters);
  EXPECT_EQ(refusal("InitiateAuth", body),
            "NotAuthorizedException: Unable to verify secret hash for client sunnybackend");
  // base64(HMAC-SHA256("sunny0backend0secret0000001", "anna@sunny.testsunnybackend")), by another program.
  parameters.set("SECRET_HASH", "Zu38YFAqbKNR2TNVU08Yrz7EkGPEXGE+cFdBkWuUZdk=");
  body.set("AuthParameters", parameters);
  EXPECT_EQ(refusal("InitiateAuth", body), "accepted");
}

TEST_F(SignIn, RefreshesWithoutRotationUntilTheTokenEnds) {
  const Json tokens = anna();
  const auto with = [&](std::string_view client, std::string_view token) {
    return Json::object({{"AuthFlow", "REFRESH_TOKEN_AUTH"},
                         {"ClientId", client},
                         {"AuthParameters", Json::object({{"REFRESH_TOKEN", token}})}});
  };
  wait(std::chrono::hours(2));
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "NotAuthorizedException: Access Token has expired");
  const Json refreshed =
      *call("InitiateAuth", with("sunnyportal", tokens.text_at("RefreshToken"))).find("AuthenticationResult");
  EXPECT_EQ(refreshed.find("RefreshToken"), nullptr);
  const auto before = crypto::parse_jws(tokens.text_at("IdToken"))->payload;
  const auto after = crypto::parse_jws(refreshed.text_at("IdToken"))->payload;
  for (const auto* name : {"sub", "origin_jti", "event_id"})
    EXPECT_EQ(before.text_at(name), after.text_at(name)) << name;
  EXPECT_EQ(before.find("auth_time")->dump(), after.find("auth_time")->dump());
  EXPECT_NE(before.text_at("jti"), after.text_at("jti"));
  EXPECT_EQ(refusal("GetUser", bearer(refreshed)), "accepted");
  EXPECT_EQ(refusal("InitiateAuth", with("sunnyportal", tokens.text_at("RefreshToken")), "other"),
            "NotAuthorizedException: Invalid Refresh Token");
  EXPECT_EQ(refusal("GetTokensFromRefreshToken", Json::object({{"ClientId", "sunnybackend"},
                                                               {"ClientSecret", "sunny0backend0secret0000001"},
                                                               {"RefreshToken", tokens.text_at("RefreshToken")}})),
            "NotAuthorizedException: Invalid Refresh Token");
  wait(std::chrono::days(30));
  EXPECT_EQ(refusal("InitiateAuth", with("sunnyportal", tokens.text_at("RefreshToken"))),
            "NotAuthorizedException: Refresh Token has expired");
}

TEST_F(SignIn, EndsByRevocationAndGlobalSignOut) {
  const Json first = anna();
  const Json second = anna();
  EXPECT_EQ(
      refusal("RevokeToken", Json::object({{"ClientId", "sunnyportal"}, {"Token", first.text_at("AccessToken")}})),
      "UnsupportedTokenTypeException: Only refresh tokens can be revoked.");
  call("RevokeToken", Json::object({{"ClientId", "sunnyportal"}, {"Token", first.text_at("RefreshToken")}}));
  EXPECT_EQ(refusal("GetUser", bearer(first)), "NotAuthorizedException: Access Token has been revoked");
  EXPECT_EQ(refusal("GetTokensFromRefreshToken",
                    Json::object({{"ClientId", "sunnyportal"}, {"RefreshToken", first.text_at("RefreshToken")}})),
            "NotAuthorizedException: Refresh Token has been revoked");
  EXPECT_EQ(refusal("GetUser", bearer(second)), "accepted");
  call("GlobalSignOut", bearer(second));
  EXPECT_EQ(refusal("GetUser", bearer(second)), "NotAuthorizedException: Access Token has been revoked");
}

TEST_F(SignIn, TakesAccessTokensOfItsOwnWorldAlone) {
  const Json tokens = anna();
  const std::string invalid = "NotAuthorizedException: Invalid Access Token";
  EXPECT_EQ(refusal("GetUser", bearer(tokens), "other"), invalid);
  EXPECT_EQ(refusal("GetUser", Json::object({{"AccessToken", tokens.text_at("IdToken")}})), invalid);
  EXPECT_EQ(refusal("GetUser", Json::object({{"AccessToken", "a.b.c"}})), invalid);
  std::string tampered(tokens.text_at("AccessToken"));
  tampered[tampered.size() - 10] = tampered[tampered.size() - 10] == 'A' ? 'B' : 'A';
  EXPECT_EQ(refusal("GetUser", Json::object({{"AccessToken", tampered}})), invalid);
}

TEST_F(SignIn, GivesTheSameTokensForTheSameRequestsWhateverOthersDo) {
  testing::Mock other(testing::fixture_seed("user-pools.yaml"));
  const auto reply = other.ask("POST", "/", {"X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth"},
                               with_password("anna@sunny.test", "Anna-Password-1").dump());
  call("InitiateAuth", with_password("ben@sunny.test", "Temporary-1"));
  const auto again = send("InitiateAuth", with_password("anna@sunny.test", "Anna-Password-1").dump());
  EXPECT_EQ(reply.body, again.body);
  EXPECT_EQ(reply.headers, again.headers);
}

}  // namespace understudy::cognito
