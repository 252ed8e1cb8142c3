// The login token of switchOrganization as the user pool of the other organization takes it: as the answer to a custom
// challenge.
#include "providers/epilot/user_api.h"

namespace understudy::epilot {

namespace {

const std::string wrong = "NotAuthorizedException: Incorrect username or password.";
const std::string spent = "NotAuthorizedException: Invalid session for the user, session can only be used once.";
const std::string unset = "InvalidParameterException: Custom auth lambda trigger is not configured for the user pool.";
const std::string bea = "bea@people.test";

struct TokenSignIn : UserApi {
  using UserApi::UserApi;

  /// Bea's for Acme, of which she is a user as well.
  std::string token(const std::string& organization = "100100") {
    const auto reply = mock.ask_as(sign_in(bea, "Bea-At-Brightside-1"), "POST", "/v2/users/switchOrganization",
                                   R"({"org_id":")" + organization + "\"}");
    return std::string(testing::body_of(reply).text_at("login_token"));
  }

  /// Which client signs users of an organization in.
  std::string client_of(std::string_view organization) {
    const Json told = testing::body_of(mock.ask("GET", "/v2/users/public/username/" + bea + ":getLoginParameters"));
    for (const auto& one : told.find("login_parameters")->items())
      if (one.text_at("organization_id") == organization)
        return std::string(one.text_at("cognito_user_pool_client_id"));
    return "none";
  }

  Json ask_pool(std::string_view operation, const Json& body, std::string_view world = "") {
    return testing::body_of(mock.ask("POST", world.empty() ? "/" : cat({"/w/", world, "/"}),
                                     {cat({"X-Amz-Target: AWSCognitoIdentityProviderService.", operation}),
                                      "Content-Type: application/x-amz-json-1.1"},
                                     body.dump()));
  }
  Json begin(const std::string& username = bea, std::string_view organization = "100100", std::string_view world = "") {
    return ask_pool("InitiateAuth",
                    Json::object({{"AuthFlow", "CUSTOM_AUTH"},
                                  {"ClientId", client_of(organization)},
                                  {"AuthParameters", Json::object({{"USERNAME", username}})}}),
                    world);
  }
  /// "signed in", or what is refused.
  static std::string told(const Json& answer) {
    if (answer.find("AuthenticationResult") != nullptr) return "signed in";
    if (answer.find("ChallengeName") != nullptr) return std::string(answer.text_at("ChallengeName"));
    return cat({answer.text_at("__type"), ": ", answer.text_at("message")});
  }
  Json answer(const Json& asked, const std::string& token, const std::string& username = bea,
              std::string_view organization = "100100", std::string_view world = "") {
    return ask_pool("RespondToAuthChallenge",
                    Json::object({{"ClientId", client_of(organization)},
                                  {"ChallengeName", "CUSTOM_CHALLENGE"},
                                  {"Session", asked.text_at("Session")},
                                  {"ChallengeResponses", Json::object({{"USERNAME", username}, {"ANSWER", token}})}}),
                    world);
  }
};

}  // namespace

TEST(LoginTokenSignIn, SignsInAtTheOtherOrganizationOnce) {
  TokenSignIn api;
  const std::string token = api.token();
  const Json asked = api.begin();
  EXPECT_EQ(asked.text_at("ChallengeName"), "CUSTOM_CHALLENGE");
  EXPECT_EQ(asked.find("ChallengeParameters")->dump(), R"({"USERNAME":"bea@people.test"})");
  const Json done = api.answer(asked, token);
  ASSERT_EQ(api.told(done), "signed in");
  const Json me = testing::body_of(
      api.mock.ask_as(std::string(done.find("AuthenticationResult")->text_at("AccessToken")), "GET", "/v2/users/me"));
  EXPECT_EQ(me.text_at("organization_id"), "100100");
  EXPECT_EQ(me.text_at("id"), "10000006");
  EXPECT_EQ(api.told(api.answer(asked, token)), spent);
  EXPECT_EQ(api.told(api.answer(api.begin(), token)), wrong) << "good once";
}

TEST(LoginTokenSignIn, TakesOneAnswerAlone) {
  TokenSignIn api;
  const std::string token = api.token();
  const Json asked = api.begin();
  EXPECT_EQ(api.told(api.answer(asked, token.substr(1))), wrong);
  EXPECT_EQ(api.told(api.answer(asked, token)), spent);
  EXPECT_EQ(api.told(api.answer(api.begin(), token)), "signed in") << "a wrong one does not use up the right one";
}

TEST(LoginTokenSignIn, IsGoodForFiveMinutes) {
  TokenSignIn api;
  const std::string token = api.token();
  const std::string second = api.token();
  api.advance(std::chrono::minutes(5) - std::chrono::seconds(1));
  EXPECT_EQ(api.told(api.answer(api.begin(), token)), "signed in");
  api.advance(std::chrono::seconds(1));
  EXPECT_EQ(api.told(api.answer(api.begin(), second)), wrong) << "late by nothing";
  api.advance(std::chrono::seconds(1));
  EXPECT_EQ(api.told(api.answer(api.begin(), second)), wrong) << "late by a second";
}

TEST(LoginTokenSignIn, IsForItsUserInItsOrganization) {
  TokenSignIn api;
  const std::string token = api.token();
  const std::string own = api.token("200200");
  EXPECT_EQ(api.told(api.answer(api.begin(), own)), wrong) << "it is for the account at Brightside";
  EXPECT_EQ(api.told(api.answer(api.begin(bea, "200200"), token, bea, "200200")), wrong);
  const Json asked = api.begin();
  EXPECT_EQ(api.told(api.answer(asked, token, "vera@acme.test")), wrong);
  EXPECT_EQ(api.told(api.answer(asked, token)), "signed in") << "none of these used it up";
  EXPECT_EQ(api.told(api.begin("vera@acme.test")), unset) << "nobody made one for Vera";
}

TEST(LoginTokenSignIn, IsOfOneWorld) {
  TokenSignIn api;
  const std::string token = api.token();
  EXPECT_EQ(api.told(api.begin(bea, "100100", "other")), unset);
  EXPECT_EQ(api.told(api.answer(api.begin(), token, bea, "100100", "other")),
            "NotAuthorizedException: Invalid session for the user.");
}

TEST(LoginTokenSignIn, IsNotAskedForWhereNoneWasEverMade) {
  TokenSignIn api;
  EXPECT_EQ(api.told(api.begin()), unset);
  EXPECT_EQ(api.told(api.begin("nobody@people.test")), "UserNotFoundException: User does not exist.");
}

/// Where the pool has a challenge of its own, both are right answers to it.
TEST(LoginTokenSignIn, IsAnAnswerBesideThePoolsOwn) {
  std::string fixture = user_api_fixture;
  fixture.replace(fixture.find("    slug: acme\n"), 15,
                  "    slug: acme\n    cognito: {triggers: {custom_challenge: {answer: snow}}}\n");
  TokenSignIn api(fixture);
  EXPECT_EQ(api.told(api.answer(api.begin(), api.token())), "signed in");
  EXPECT_EQ(api.told(api.answer(api.begin(), "snow")), "signed in");
  EXPECT_EQ(api.told(api.answer(api.begin(), "rain")), "CUSTOM_CHALLENGE");
}

}  // namespace understudy::epilot
