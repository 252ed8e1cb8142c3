#include <gtest/gtest.h>

#include "base/text.h"
#include "providers/cognito/client_calls.h"

namespace understudy::cognito {

namespace {

struct Refused {
  std::string members;
  std::string refusal;
};

const std::string invalid = "InvalidParameterException: ";
const std::string invalid_flow = "InvalidOAuthFlowException: ";

}  // namespace

TEST(UserPoolClients, HaveTheOriginalsDefaultsAndNothingElse) {
  ClientCalls calls;
  const auto id = calls.new_client();
  EXPECT_EQ(id.size(), 26u);
  EXPECT_EQ(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"), std::string::npos) << id;
  EXPECT_EQ(calls.ask(describe_user_pool_client, calls.naming_client(id)).dump(),
            R"({"UserPoolClient":{"UserPoolId":")" + calls.pool + R"(","ClientName":"web","ClientId":")" + id +
                R"(","LastModifiedDate":1767225600,"CreationDate":1767225600,"RefreshTokenValidity":30,)"
                R"("TokenValidityUnits":{},"AllowedOAuthFlowsUserPoolClient":false,"EnableTokenRevocation":true,)"
                R"("EnablePropagateAdditionalUserContextData":false,"AuthSessionValidity":3}})");
}

TEST(UserPoolClients, GiveBackWhatTheyWereGiven) {
  ClientCalls calls;
  const std::string given =
      R"("RefreshTokenValidity":60,"AccessTokenValidity":10,"IdTokenValidity":20,)"
      R"("TokenValidityUnits":{"AccessToken":"minutes","IdToken":"minutes","RefreshToken":"hours"},)"
      R"("ReadAttributes":["email","custom:plan"],"WriteAttributes":["custom:plan","name"],)"
      R"("ExplicitAuthFlows":["ALLOW_USER_AUTH"],"SupportedIdentityProviders":["COGNITO","Staff"],)"
      R"("CallbackURLs":["https://app.test/in","http://localhost:3000/","myapp://in","http://[::1]/"],)"
      R"("LogoutURLs":["http://127.0.0.1:80/out"],"DefaultRedirectURI":"myapp://in","AllowedOAuthFlows":["code"],)"
      R"("AllowedOAuthScopes":["openid","https://api.acme.example/orders"],"AllowedOAuthFlowsUserPoolClient":true,)"
      R"("AnalyticsConfiguration":{"ApplicationArn":"arn:aws:mobiletargeting:eu-central-1:1:apps/a"},)"
      R"("PreventUserExistenceErrors":"ENABLED","EnableTokenRevocation":false,)"
      R"("EnablePropagateAdditionalUserContextData":true,"AuthSessionValidity":15,)"
      R"("RefreshTokenRotation":{"Feature":"ENABLED","RetryGracePeriodSeconds":10})";
  const Json made = calls.create("," + given);
  const std::string id(made.text_at("ClientId"));
  EXPECT_EQ(made.dump(), R"({"UserPoolId":")" + calls.pool + R"(","ClientName":"web","ClientId":")" + id +
                             R"(","LastModifiedDate":1767225600,"CreationDate":1767225600,)" + given + "}");
  EXPECT_EQ(calls.tell(id), made);
}

TEST(UserPoolClients, TakeEmptyListsAndZeroAsLeftOut) {
  ClientCalls calls;
  Json usual = calls.create();
  Json made = calls.create(R"(,"RefreshTokenValidity":0,"ReadAttributes":[],"CallbackURLs":[],)"
                           R"("ExplicitAuthFlows":null,"SupportedIdentityProviders":[])");
  for (Json* client : {&usual, &made}) client->remove("ClientId");
  EXPECT_EQ(made, usual);
}

TEST(UserPoolClients, AllowThreeFlowsWhereTheyListNone) {
  ClientCalls calls;
  struct Row {
    std::string flows;
    std::string allowed;
  };
  const std::vector<std::string> flows{"ALLOW_USER_SRP_AUTH",      "ALLOW_CUSTOM_AUTH",
                                       "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH",
                                       "ALLOW_USER_AUTH",          "ALLOW_ADMIN_USER_PASSWORD_AUTH"};
  const std::vector<Row> rows{
      {"[]", "ALLOW_USER_SRP_AUTH ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH"},
      {R"(["ALLOW_USER_AUTH"])", "ALLOW_USER_AUTH"},
      {R"(["USER_PASSWORD_AUTH"])",
       "ALLOW_USER_SRP_AUTH ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH ALLOW_USER_PASSWORD_AUTH"},
      {R"(["CUSTOM_AUTH_FLOW_ONLY"])", "ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH"},
      {R"(["ADMIN_NO_SRP_AUTH"])",
       "ALLOW_USER_SRP_AUTH ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH ALLOW_ADMIN_USER_PASSWORD_AUTH"},
  };
  for (const auto& row : rows) {
    const Client client = calls.row(calls.new_client(",\"ExplicitAuthFlows\":" + row.flows));
    std::vector<std::string> allowed;
    for (const auto& flow : flows)
      if (allows_flow(client, flow)) allowed.push_back(flow);
    EXPECT_EQ(join(allowed, " "), row.allowed) << row.flows;
  }
}

TEST(UserPoolClients, RefuseWhatTheOriginalRefuses) {
  ClientCalls calls;
  const std::string range = invalid + "Invalid range for token validity.";
  const std::string oauth = R"("AllowedOAuthFlowsUserPoolClient":true,)";
  const std::string read = invalid + "Invalid read attributes specified while creating a client";
  const std::string write = invalid + "Invalid write attributes specified while creating a client";
  const std::vector<Refused> rows{
      {R"("ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","ADMIN_NO_SRP_AUTH"])",
       invalid + "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names."},
      {R"("ExplicitAuthFlows":["USER_PASSWORD_AUTH","ADMIN_NO_SRP_AUTH"])", "accepted"},
      {R"("AccessTokenValidity":4,"TokenValidityUnits":{"AccessToken":"minutes"})", range},
      {R"("AccessTokenValidity":300,"TokenValidityUnits":{"AccessToken":"seconds"})", "accepted"},
      {R"("AccessTokenValidity":24)", "accepted"},
      {R"("AccessTokenValidity":25)", range},
      {R"("IdTokenValidity":25)", range},
      {R"("AccessTokenValidity":5,"IdTokenValidity":5,"RefreshTokenValidity":59,)"
       R"("TokenValidityUnits":{"AccessToken":"minutes","IdToken":"minutes","RefreshToken":"minutes"})",
       range},
      {R"("RefreshTokenValidity":60,"TokenValidityUnits":{"RefreshToken":"minutes"})", "accepted"},
      {R"("RefreshTokenValidity":3650)", "accepted"},
      {R"("RefreshTokenValidity":3651)", range},
      {R"("AccessTokenValidity":2,"RefreshTokenValidity":1,"TokenValidityUnits":{"RefreshToken":"hours"})", range},
      {R"("IdTokenValidity":2,"RefreshTokenValidity":1,"TokenValidityUnits":{"RefreshToken":"hours"})", range},
      {R"("ReadAttributes":["email","plan"])", read},
      {R"("ReadAttributes":["email_verified","custom:plan"])", "accepted"},
      {R"("WriteAttributes":["custom:none"])", write},
      {R"("WriteAttributes":["email_verified"])", write},
      {R"("WriteAttributes":["sub"])", write},
      {R"("CallbackURLs":["/in"])", invalid + "/in is not an absolute URL."},
      {R"("CallbackURLs":[":in"])", invalid + ":in is not an absolute URL."},
      {R"("CallbackURLs":["a b://in"])", invalid + "a b://in is not an absolute URL."},
      {R"("CallbackURLs":["https://a.test/#in"])", invalid + "https://a.test/#in cannot use fragment"},
      {R"("CallbackURLs":["http://a.test/"])", invalid + "http://a.test/ cannot use the HTTP protocol."},
      {R"("LogoutURLs":["HTTP://localhost.a.test"])",
       invalid + "HTTP://localhost.a.test cannot use the HTTP protocol."},
      {R"("CallbackURLs":["https://a.test/"],"DefaultRedirectURI":"https://a.test")",
       invalid + "The default redirect URI https://a.test is not in the callback URIs list."},
      {R"("AllowedOAuthFlows":["client_credentials","code"],"GenerateSecret":true)",
       invalid_flow + "client_credentials flow can not be selected along with code flow or implicit flow."},
      {R"("AllowedOAuthFlows":["client_credentials"])",
       invalid_flow + "client_credentials flow can not be selected if client does not have a client secret."},
      {oauth + R"("AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":["https://api.acme.example/orders"],)"
               R"("GenerateSecret":true)",
       "accepted"},
      {oauth + R"("AllowedOAuthFlows":["code"])",
       invalid +
           "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows."},
      {oauth + R"("AllowedOAuthFlows":["implicit"],"AllowedOAuthScopes":["openid"])",
       invalid_flow + "CallbackUrls can not be empty when code flow or implicit flow is selected"},
      {R"("AllowedOAuthScopes":["openid","https://api.acme.example/none"])",
       "ScopeDoesNotExistException: Invalid scope requested: https://api.acme.example/none"},
      {R"("AllowedOAuthScopes":["orders"])", "ScopeDoesNotExistException: Invalid scope requested: orders"},
      {R"("AllowedOAuthScopes":["https://api/orders"])",
       "ScopeDoesNotExistException: Invalid scope requested: https://api/orders"},
      {R"("SupportedIdentityProviders":["COGNITO","Google"])",
       invalid + "The provider Google does not exist for User Pool " + calls.pool},
      {R"("RefreshTokenRotation":{"Feature":"ENABLED"},"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"])",
       invalid + "ALLOW_REFRESH_TOKEN_AUTH can not be used along with refresh token rotation."},
      {R"("RefreshTokenRotation":{"Feature":"DISABLED"},"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"])", "accepted"},
  };
  size_t accepted = 0;
  for (const auto& row : rows) {
    EXPECT_EQ(calls.refusal_of(create_user_pool_client, calls.request("," + row.members)), row.refusal) << row.members;
    if (row.refusal == "accepted") ++accepted;
  }
  EXPECT_EQ(counts(calls)[4], accepted) << "what is refused leaves nothing behind";
}

TEST(UserPoolClients, AreReplacedByAnUpdateButForNameAndSecret) {
  ClientCalls calls;
  const Json made = calls.create(R"(,"GenerateSecret":true,"RefreshTokenValidity":5,"ReadAttributes":["email"],)"
                                 R"("AllowedOAuthFlows":["client_credentials"],"PreventUserExistenceErrors":"LEGACY",)"
                                 R"("EnableTokenRevocation":false,"RefreshTokenRotation":{"Feature":"ENABLED"})");
  const std::string id(made.text_at("ClientId"));
  EXPECT_EQ(member(made, "RefreshTokenRotation"), R"({"Feature":"ENABLED","RetryGracePeriodSeconds":0})");
  calls.mock.machine += std::chrono::seconds(1);
  const Json updated = *calls.ask(update_user_pool_client, calls.naming_client(id, R"(,"WriteAttributes":["name"])"))
                            .find("UserPoolClient");
  EXPECT_EQ(
      updated.dump(),
      R"({"UserPoolId":")" + calls.pool + R"(","ClientName":"web","ClientId":")" + id + R"(","ClientSecret":")" +
          std::string(made.text_at("ClientSecret")) +
          R"(","LastModifiedDate":1767225601,"CreationDate":1767225600,"RefreshTokenValidity":30,)"
          R"("TokenValidityUnits":{},"WriteAttributes":["name"],"AllowedOAuthFlowsUserPoolClient":false,)"
          R"("EnableTokenRevocation":true,"EnablePropagateAdditionalUserContextData":false,)"
          R"("AuthSessionValidity":3,"RefreshTokenRotation":{"Feature":"DISABLED","RetryGracePeriodSeconds":0}})");
  EXPECT_EQ(calls.tell(id), updated);
  calls.ask(update_user_pool_client, calls.naming_client(id, R"(,"ClientName":"mobile")"));
  EXPECT_EQ(calls.tell(id).text_at("ClientName"), "mobile");
  EXPECT_EQ(calls.refusal_of(update_user_pool_client, calls.naming_client(id, R"(,"IdTokenValidity":25)")),
            invalid + "Invalid range for token validity.");
  EXPECT_EQ(calls.refusal_of(update_user_pool_client,
                             calls.naming_client(id, R"(,"AllowedOAuthFlows":["client_credentials"])")),
            "accepted")
      << "it has its secret still";
  const auto plain = calls.new_client();
  calls.ask(update_user_pool_client, calls.naming_client(plain));
  EXPECT_EQ(member(calls.tell(plain), "RefreshTokenRotation"), "none");
}

TEST(UserPoolClients, AreListedPageByPageAndDeleted) {
  ClientCalls calls;
  const std::vector<std::string> ids{calls.new_client(), calls.new_client(), calls.new_client()};
  const std::string elsewhere = calls.new_pool("q");
  calls.ask(create_user_pool_client, naming(elsewhere, R"(,"ClientName":"other")"));

  const Json page = calls.ask(list_user_pool_clients, naming(calls.pool, R"(,"MaxResults":2)"));
  ASSERT_EQ(page.find("UserPoolClients")->items().size(), 2u);
  EXPECT_EQ(page.find("UserPoolClients")->items().front().dump(),
            R"({"ClientId":")" + ids[0] + R"(","UserPoolId":")" + calls.pool + R"(","ClientName":"web"})");
  const std::string token(page.text_at("NextToken"));
  const Json last = calls.ask(list_user_pool_clients, naming(calls.pool, R"(,"NextToken":")" + token + "\""));
  ASSERT_EQ(last.find("UserPoolClients")->items().size(), 1u);
  EXPECT_EQ(last.find("UserPoolClients")->items().front().text_at("ClientId"), ids[2]);
  EXPECT_EQ(last.find("NextToken"), nullptr);

  EXPECT_TRUE(calls.ask(delete_user_pool_client, calls.naming_client(ids[0])).is_null());
  const std::string gone = "ResourceNotFoundException: User pool client " + ids[0] + " does not exist.";
  for (const Operation operation :
       {describe_user_pool_client, update_user_pool_client, delete_user_pool_client, add_user_pool_client_secret,
        list_user_pool_client_secrets, delete_user_pool_client_secret})
    EXPECT_EQ(calls.refusal_of(operation, calls.naming_client(ids[0])), gone);
  EXPECT_EQ(counts(calls)[4], 3u);
}

TEST(UserPoolClients, AreOfTheirPoolAlone) {
  ClientCalls calls;
  const auto id = calls.new_client();
  const std::string elsewhere = calls.new_pool("q");
  EXPECT_EQ(calls.refusal_of(describe_user_pool_client, naming(elsewhere, R"(,"ClientId":")" + id + "\"")),
            "ResourceNotFoundException: User pool client " + id + " does not exist.");
  for (const Operation operation : {create_user_pool_client, describe_user_pool_client, list_user_pool_clients})
    EXPECT_EQ(calls.refusal_of(operation, naming("eu-central-1_none")),
              "ResourceNotFoundException: User pool eu-central-1_none does not exist.");
}

TEST(UserPoolClients, AreAtMostAThousandInAWorld) {
  ClientCalls calls;
  calls.step([](WorldState& state) {
    for (size_t i = 0; i + 1 < most_of_a_kind; ++i) {
      Client client;
      client.id = std::to_string(i);
      cognito_of(state).clients.put(client);
    }
  });
  calls.new_client();
  EXPECT_EQ(calls.refusal_of(create_user_pool_client, calls.request()),
            "LimitExceededException: There are at most 1000 app clients.");
}

}  // namespace understudy::cognito
