// Refresh tokens: what they are good for, for how long, with and without rotation, and how they end.
#include "crypto/jws.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string invalid = "NotAuthorizedException: Invalid Refresh Token";
const std::string revoked = "NotAuthorizedException: Refresh Token has been revoked";
const std::string expired = "NotAuthorizedException: Refresh Token has expired";
const std::string reused = "RefreshTokenReuseException: Refresh token has already been used.";

std::string claim(const Json& tokens, std::string_view token, std::string_view name) {
  const auto jws = crypto::parse_jws(tokens.text_at(token));
  const Json* value = jws ? jws->payload.find(name) : nullptr;
  return value == nullptr ? "none" : value->dump();
}

}  // namespace

class Refresh : public UserPoolCalls {
 protected:
  explicit Refresh(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {}

  /// By either operation.
  static Json in_flow(std::string_view token, std::string_view client = "sunnyportal") {
    return Json::object({{"AuthFlow", "REFRESH_TOKEN_AUTH"},
                         {"ClientId", client},
                         {"AuthParameters", Json::object({{"REFRESH_TOKEN", token}})}});
  }
  static Json plain(std::string_view token, std::string_view client = "sunnyportal") {
    return Json::object({{"ClientId", client}, {"RefreshToken", token}});
  }
  static std::string token_of(const Json& tokens) { return std::string(tokens.text_at("RefreshToken")); }
  Json refreshed(const std::string& token) {
    return *call("GetTokensFromRefreshToken", plain(token)).find("AuthenticationResult");
  }
  std::string refresh(const std::string& token, std::string_view world = "") {
    return refusal("GetTokensFromRefreshToken", plain(token), world);
  }
  std::string revoke(const std::string& token, std::string_view client = "sunnyportal", std::string_view secret = "") {
    Json body = Json::object({{"ClientId", client}, {"Token", token}});
    if (!secret.empty()) body.set("ClientSecret", secret);
    return refusal("RevokeToken", body);
  }
  void rotate(int grace) {
    set_in_client("RefreshTokenRotation", Json::object({{"Feature", "ENABLED"}, {"RetryGracePeriodSeconds", grace}}));
  }
};

TEST_F(Refresh, GivesNewTokensOfTheSameSignIn) {
  const Json tokens = anna();
  EXPECT_EQ(split(token_of(tokens), '.').size(), 5U) << "as an encrypted JWT has";
  wait(std::chrono::minutes(10));
  for (const auto& [operation, body] : {std::pair("InitiateAuth", in_flow(token_of(tokens))),
                                        std::pair("GetTokensFromRefreshToken", plain(token_of(tokens)))}) {
    SCOPED_TRACE(operation);
    const Json again = *call(operation, body).find("AuthenticationResult");
    EXPECT_EQ(again.find("RefreshToken"), nullptr);
    EXPECT_EQ(again.text_at("TokenType"), "Bearer");
    EXPECT_EQ(again.find("ExpiresIn")->dump(), "3600");
    for (const auto* token : {"IdToken", "AccessToken"}) {
      for (const auto* name : {"sub", "origin_jti", "event_id", "auth_time"})
        EXPECT_EQ(claim(tokens, token, name), claim(again, token, name)) << name;
      EXPECT_NE(claim(tokens, token, "jti"), claim(again, token, "jti"));
      EXPECT_EQ(claim(again, token, "iat"), "1767226200");
      EXPECT_EQ(claim(again, token, "exp"), "1767229800");
    }
    EXPECT_EQ(refusal("GetUser", bearer(again)), "accepted");
  }
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted") << "those before stay good";
}

TEST_F(Refresh, TellsWhatChangedMeanwhile) {
  const Json tokens = anna();
  call("AdminRemoveUserFromGroup", of_user("anna@sunny.test", {{"GroupName", "admins"}}));
  call("AdminUpdateUserAttributes",
       of_user("anna@sunny.test", {{"UserAttributes", attributes({{"given_name", "Anne"}})}}));
  const Json again = refreshed(token_of(tokens));
  EXPECT_EQ(claim(again, "AccessToken", "cognito:groups"), R"(["installers"])");
  EXPECT_EQ(claim(again, "IdToken", "given_name"), R"("Anne")");
}

TEST_F(Refresh, TakesItsOwnTokensAlone) {
  const Json tokens = anna();
  const std::string token = token_of(tokens);
  std::string tampered = token;
  tampered.back() = tampered.back() == 'A' ? 'B' : 'A';
  for (const std::string& other : {std::string("x"), std::string("a.b.c.d.e"), tampered, token + "x",
                                   token.substr(0, token.rfind('.')), std::string(tokens.text_at("AccessToken"))}) {
    EXPECT_EQ(refresh(other), invalid) << other;
    EXPECT_EQ(refusal("InitiateAuth", in_flow(other)), invalid) << other;
  }
  EXPECT_EQ(refresh(token, "other"), invalid);
  Json of_backend = plain(token, "sunnybackend");
  EXPECT_EQ(refusal("GetTokensFromRefreshToken", of_backend),
            "NotAuthorizedException: Unable to verify secret for client sunnybackend");
  of_backend.set("ClientSecret", "sunny0backend0secret0000001");
  EXPECT_EQ(refusal("GetTokensFromRefreshToken", of_backend), invalid) << "of another client";
  EXPECT_EQ(refresh(token), "accepted");
  EXPECT_EQ(refusal("InitiateAuth", Json::object({{"AuthFlow", "REFRESH_TOKEN_AUTH"}, {"ClientId", "sunnyportal"}})),
            "InvalidParameterException: Missing required parameter REFRESH_TOKEN");
}

TEST_F(Refresh, AsksForTheSecretHashOfAnyNameOfTheUser) {
  Json begun = with_password("anna@sunny.test", "Anna-Password-1");
  begun.set("ClientId", "sunnybackend");
  // Of "anna@sunny.test" and "sunnybackend", by another program.
  const std::string of_name = "Zu38YFAqbKNR2TNVU08Yrz7EkGPEXGE+cFdBkWuUZdk=";
  begun.set("AuthParameters",
            Json::object({{"USERNAME", "anna@sunny.test"}, {"PASSWORD", "Anna-Password-1"}, {"SECRET_HASH", of_name}}));
  const Json tokens = *call("InitiateAuth", begun).find("AuthenticationResult");
  const auto with_hash = [&](const std::string& hash) {
    Json body = in_flow(token_of(tokens), "sunnybackend");
    Json parameters = *body.find("AuthParameters");
    if (!hash.empty()) parameters.set("SECRET_HASH", hash);
    body.set("AuthParameters", parameters);
    return refusal("InitiateAuth", body);
  };
  EXPECT_EQ(with_hash(of_name), "accepted");
  EXPECT_EQ(with_hash("AAAA"), "NotAuthorizedException: Unable to verify secret hash for client sunnybackend");
  EXPECT_EQ(with_hash(""),
            "NotAuthorizedException: Client sunnybackend is configured with secret but SECRET_HASH was not received");
  EXPECT_EQ(revoke(token_of(tokens), "sunnybackend"),
            "UnauthorizedException: Unable to verify secret for client sunnybackend");
  EXPECT_EQ(revoke(token_of(tokens), "sunnybackend", "sunny0backend0secret0000001"), "accepted");
  EXPECT_EQ(with_hash(of_name), revoked);
}

TEST_F(Refresh, LastsAsLongAsTheClientSays) {
  struct Row {
    Json settings;
    Milliseconds lasts;
  };
  const std::vector<Row> rows{
      {*parse_json("{}"), std::chrono::days(30)},
      {*parse_json(R"({"RefreshTokenValidity":2})"), std::chrono::days(2)},
      {*parse_json(R"({"RefreshTokenValidity":90,"TokenValidityUnits":{"RefreshToken":"minutes"}})"),
       std::chrono::minutes(90)},
      {*parse_json(R"({"RefreshTokenValidity":3600,"TokenValidityUnits":{"RefreshToken":"seconds"}})"),
       std::chrono::hours(1)},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.settings.dump());
    for (const auto* name : {"RefreshTokenValidity", "TokenValidityUnits"})
      set_in_client(name, row.settings.find(name) == nullptr ? Json() : *row.settings.find(name));
    const std::string token = token_of(anna());
    wait(row.lasts - std::chrono::milliseconds(1));
    EXPECT_EQ(refresh(token), "accepted");
    wait(std::chrono::milliseconds(1));
    EXPECT_EQ(refresh(token), expired);
    EXPECT_EQ(refusal("InitiateAuth", in_flow(token)), expired);
  }
}

TEST_F(Refresh, EndsWithItsSignIn) {
  const std::string first = token_of(anna());
  const Json second = anna();
  EXPECT_EQ(revoke(first), "accepted");
  EXPECT_EQ(revoke(first), "accepted") << "once more";
  EXPECT_EQ(revoke("a.b.c.d.e"), "accepted") << "what is none is ended";
  EXPECT_EQ(refresh(first), revoked);
  EXPECT_EQ(refresh(token_of(second)), "accepted");
  EXPECT_EQ(refusal("RevokeToken", Json::object({{"ClientId", "sunnybackend"},
                                                 {"ClientSecret", "sunny0backend0secret0000001"},
                                                 {"Token", token_of(second)}})),
            "UnauthorizedException: The refresh token is not of this client.");
  for (const auto* token : {"IdToken", "AccessToken"})
    EXPECT_EQ(revoke(std::string(second.text_at(token))),
              "UnsupportedTokenTypeException: Only refresh tokens can be revoked.");
  EXPECT_EQ(refusal("RevokeToken", Json::object({{"ClientId", "sunnyportal"},
                                                 {"Token", token_of(second)},
                                                 {"RevokeAssociatedSessions", "LINKED"}})),
            "501 NotEmulatedException: Understudy does not emulate RevokeAssociatedSessions LINKED of Amazon Cognito "
            "user pools");
  EXPECT_EQ(refresh(token_of(second)), "accepted");
}

TEST_F(Refresh, SaysOfADisabledUserThatTheyAre) {
  const std::string token = token_of(anna());
  call("AdminDisableUser", of_user("anna@sunny.test"));
  EXPECT_EQ(refresh(token), "NotAuthorizedException: User is disabled.");
  EXPECT_EQ(refusal("InitiateAuth", in_flow(token)), "NotAuthorizedException: User is disabled.");
  call("AdminDeleteUser", of_user("anna@sunny.test"));
  EXPECT_EQ(refresh(token), invalid);
}

TEST_F(Refresh, RotatesWhereTheClientSaysSo) {
  rotate(10);
  const std::string first = token_of(anna());
  for (const Json& flows : {Json(), Json::array({"ALLOW_USER_PASSWORD_AUTH"})}) {
    set_in_client("ExplicitAuthFlows", flows);
    EXPECT_EQ(refusal("InitiateAuth", in_flow(first)),
              "NotAuthorizedException: Refresh token rotation is enabled for this client.");
  }
  const std::string second = token_of(refreshed(first));
  EXPECT_NE(second, "");
  EXPECT_NE(first, second);
  wait(std::chrono::seconds(10) - std::chrono::milliseconds(1));
  const std::string third = token_of(refreshed(first));
  EXPECT_EQ(second, third) << "within the grace, whoever asks once more gets what it missed";
  wait(std::chrono::milliseconds(1));
  EXPECT_EQ(refresh(first), reused);
  EXPECT_EQ(refresh(third), "accepted") << "nothing else ended";
}

TEST_F(Refresh, ForgivesTheTokenBeforeAndNoOlderOne) {
  rotate(10);
  const std::string first = token_of(anna());
  const std::string second = token_of(refreshed(first));
  refreshed(second);
  EXPECT_EQ(refresh(first), reused);
  EXPECT_EQ(refresh(second), "accepted");
}

TEST_F(Refresh, RotatesWithoutGraceWhereThereIsNone) {
  rotate(0);
  const std::string first = token_of(anna());
  const Json second = refreshed(first);
  EXPECT_EQ(refresh(first), reused);
  EXPECT_EQ(refusal("GetUser", bearer(second)), "accepted");
  const std::string third = token_of(refreshed(token_of(second)));
  EXPECT_EQ(revoke(first), "accepted") << "any of them ends the sign-in";
  EXPECT_EQ(refresh(third), revoked);
  EXPECT_EQ(refusal("GetUser", bearer(second)), "NotAuthorizedException: Access Token has been revoked");
}

TEST_F(Refresh, KeepsTheFirstTokensEndWhenItRotates) {
  rotate(0);
  std::string token = token_of(anna());
  wait(std::chrono::days(29));
  token = token_of(refreshed(token));
  wait(std::chrono::days(1) - std::chrono::milliseconds(1));
  token = token_of(refreshed(token));
  wait(std::chrono::milliseconds(1));
  EXPECT_EQ(refresh(token), expired);
}

class RefreshReuse : public Refresh {
 protected:
  RefreshReuse()
      : Refresh(testing::seed_of_text("version: 1\nseed: user pools\ncognito: {refresh_token_reuse: end_sign_in}\n"
                                      "tenants: [{name: S, slug: sunny, cognito: {pool_id: eu-central-1_Sunny0001, "
                                      "clients: [{id: sunnyportal}]}, users: [{email: anna@sunny.test, password: "
                                      "Anna-Password-1}]}]\n")) {}
};

TEST_F(RefreshReuse, EndsTheSignInWhereTheFixtureSaysSo) {
  rotate(0);
  const std::string first = token_of(anna());
  const Json second = refreshed(first);
  const Json other = anna();
  EXPECT_EQ(refresh(first), reused);
  EXPECT_EQ(refresh(token_of(second)), revoked);
  EXPECT_EQ(refusal("GetUser", bearer(second)), "NotAuthorizedException: Access Token has been revoked");
  EXPECT_EQ(refresh(token_of(other)), "accepted") << "another sign-in of hers";
}

}  // namespace understudy::cognito
