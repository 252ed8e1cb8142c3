// A pool's tokens where others judge them: gateways, the fixture's routes, a platform's own API. And those that the
// control API mints and revokes.
#include "crypto/jws.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string authorize = "/_understudy/v1/authorize";
const std::string rest = R"(
    users:
      - {email: anna@sunny.test, password: Anna-Password-1, id: 40000001, roles: [owner]}
  - name: Cloudy Waters
    slug: cloudy
    id: 400002
    cognito: {pool_id: eu-central-1_Cloudy001, clients: [{id: cloudyapp}]}
    users: [{email: frida@cloudy.test, password: Frida-Password-1, id: 40000009}]
)";

Seed seed_with(const std::string& choices) {
  return testing::seed_of_text("version: 1\nseed: user pools\n" + choices +
                               "routes: [{match: 'GET /orders', accept: cognito, reply: {json: {by: '{caller.kind}', "
                               "user: '{caller.user_id}', client: '{claims.client_id}'}}}, "
                               "{match: 'GET /ids', accept: cognito_id, reply: {json: {}}}, "
                               "{match: 'GET /roofs', permission: {action: 'roof:view'}}]\n"
                               "tenants:\n  - name: Sunny Energy\n    slug: sunny\n    id: 400001\n    cognito: "
                               "{pool_id: eu-central-1_Sunny0001, clients: [{id: sunnyportal, name: portal}, "
                               "{id: sunnyother, name: other}]}" +
                               rest);
}

std::string reason_of(const http::Reply& reply) {
  const auto* reason = reply.headers.find("X-Understudy-Reason");
  return reason == nullptr ? "" : std::string(*reason);
}

}  // namespace

class TokenDoors : public UserPoolCalls {
 protected:
  explicit TokenDoors(const std::string& choices = "") : UserPoolCalls(seed_with(choices)) {}

  int asked(std::string_view token, std::string_view path) {
    return mock.ask_as(std::string(token), "GET", path).status;
  }
  Json frida() {
    Json body = with_password("frida@cloudy.test", "Frida-Password-1");
    body.set("ClientId", "cloudyapp");
    return *call("InitiateAuth", body).find("AuthenticationResult");
  }
  Json mint(const std::string& order) {
    const auto reply = mock.ask("POST", "/_understudy/v1/worlds/default/tokens", {}, order);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return testing::body_of(reply);
  }
  std::string minted(const std::string& order) { return std::string(mint(order).text_at("token")); }
  std::string revoke(const std::string& body) {
    const auto reply = mock.ask("POST", "/_understudy/v1/worlds/default/revoke", {}, body);
    return reply.status == 200 ? reply.body : std::to_string(reply.status);
  }
  static std::string quoted(std::string_view token) { return cat({R"({"token":")", token, R"("})"}); }
};

TEST_F(TokenDoors, LetTheirUserThrough) {
  const Json tokens = anna();
  for (const auto* name : {"AccessToken", "IdToken"}) {
    const auto token = tokens.text_at(name);
    const bool is_access = name == std::string_view("AccessToken");
    const std::string kind = is_access ? "cognito_access" : "cognito_id";
    for (const std::string& accept : {std::string(), std::string("?accept=cognito"), "?accept=" + kind,
                                      std::string("?accept=user_token"), "?accept=api," + kind})
      EXPECT_EQ(asked(token, authorize + accept), 200) << kind << accept;
    EXPECT_EQ(asked(token, authorize + "?accept=api"), 401) << kind;
    EXPECT_EQ(asked(token, authorize + (is_access ? "?accept=cognito_id" : "?accept=cognito_access")), 401) << kind;
    const auto passed = mock.ask_as(std::string(token), "GET", authorize);
    EXPECT_EQ(*passed.headers.find("x-epilot-user-id"), "40000001");
    EXPECT_EQ(*passed.headers.find("x-epilot-org-id"), "400001");
    EXPECT_EQ(mock.ask_as(std::string(token), "GET", "/orders").body,
              cat({R"({"by":")", kind, R"(","user":"40000001","client":)", is_access ? R"("sunnyportal"})" : "null}"}));
    EXPECT_EQ(asked(token, "/ids"), is_access ? 401 : 200);
    EXPECT_EQ(asked(token, "/roofs"), 200) << "an owner may";
    const auto me = testing::body_of(mock.ask_as(std::string(token), "GET", "/v2/users/me"));
    EXPECT_EQ(me.text_at("id"), "40000001");
    EXPECT_EQ(me.text_at("organization_id"), "400001");
  }
  EXPECT_EQ(asked(tokens.text_at("RefreshToken"), authorize), 401) << "which is a client's own";
}

TEST_F(TokenDoors, TakeNoneOfAnotherWorldOrTime) {
  const std::string token(anna().text_at("AccessToken"));
  const std::string elsewhere(anna("t1").text_at("AccessToken"));
  for (const std::string& path : {authorize, std::string("/orders"), std::string("/v2/users/me")}) {
    EXPECT_EQ(asked(elsewhere, "/w/t1" + path), 200) << path;
    EXPECT_EQ(asked(elsewhere, path), 401) << path;
    EXPECT_EQ(asked(token, "/w/t1" + path), 401) << path;
  }
  EXPECT_TRUE(reason_of(mock.ask_as(elsewhere, "GET", authorize)).starts_with("wrong_issuer;"));
  wait(std::chrono::hours(1) - std::chrono::seconds(1));
  EXPECT_EQ(asked(token, authorize), 200);
  wait(std::chrono::seconds(1));
  EXPECT_EQ(asked(token, authorize), 401);
  EXPECT_TRUE(reason_of(mock.ask_as(token, "GET", authorize)).starts_with("expired;"));
}

TEST_F(TokenDoors, TakeNoneThatAnotherPoolSigned) {
  const auto forged = [&](const std::string& more) {
    return minted(R"({"type":"cognito_access","user":"anna@sunny.test")" + more + "}");
  };
  EXPECT_EQ(asked(forged(""), authorize), 200);
  struct Row {
    std::string order;
    std::string reason;
  };
  const std::vector<Row> rows{
      {R"(,"key":"cognito.cloudy.access")", "unknown_key;"},
      {R"(,"key":"cognito.sunny.id")", "unknown_key;"},
      {R"(,"claims":{"iss":"http://localhost:9119/eu-central-1_Cloudy001"})", "unknown_key;"},
      {R"(,"claims":{"iss":"http://localhost:9119/eu-central-1_Nothing01"})", "wrong_issuer;"},
      {R"(,"claims":{"iss":"http://evil.test/eu-central-1_Sunny0001"})", "wrong_issuer;"},
      {R"(,"claims":{"iss":null})", "wrong_issuer;"},
      {R"(,"claims":{"event_id":"5a0ff1ce-0000-4000-8000-000000000000"})", "unknown_token;"},
      {R"(,"claims":{"token_use":"id"})", "unknown_key;"},
      {R"(,"claims":{"exp":null})", "malformed_credential;"},
      {R"(,"kid":"other")", "unknown_key;"},
      {R"(,"expires_in":"-1s")", "expired;"},
  };
  for (const auto& row : rows) {
    const auto reply = mock.ask_as(forged(row.order), "GET", authorize);
    EXPECT_EQ(reply.status, 401) << row.order;
    EXPECT_TRUE(reason_of(reply).starts_with(row.reason)) << row.order << " " << reason_of(reply);
    EXPECT_EQ(refusal("GetUser", Json::object({{"AccessToken", forged(row.order)}})),
              row.reason == "expired;" ? "NotAuthorizedException: Access Token has expired"
                                       : "NotAuthorizedException: Invalid Access Token")
        << row.order;
  }
}

TEST_F(TokenDoors, TakeNoneThatSpeaksOfAnotherUserOrTenant) {
  for (const std::string& claim :
       {std::string(R"("custom:ivy_user_id":"40000009")"), std::string(R"("custom:ivy_org_id":"400002")")}) {
    const auto token = minted(R"({"type":"cognito_id","user":"anna@sunny.test","claims":{)" + claim + "}}");
    for (const std::string& path : {authorize, std::string("/ids"), std::string("/v2/users/me")})
      EXPECT_EQ(asked(token, path), 401) << claim << path;
  }
}

TEST_F(TokenDoors, TakeRevokedTokensUntilTheyExpire) {
  const Json tokens = anna();
  call("RevokeToken", Json::object({{"ClientId", "sunnyportal"}, {"Token", tokens.text_at("RefreshToken")}}));
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "NotAuthorizedException: Access Token has been revoked");
  EXPECT_EQ(asked(tokens.text_at("AccessToken"), authorize), 200) << "a verifier of JWTs cannot know";
  call("AdminDisableUser", of_user("anna@sunny.test"));
  EXPECT_EQ(asked(tokens.text_at("AccessToken"), authorize), 401) << "but the user must be active";
}

class StrictTokenDoors : public TokenDoors {
 protected:
  StrictTokenDoors() : TokenDoors("cognito: {revoked_tokens: refuse}\n") {}
};

TEST_F(StrictTokenDoors, TakeNoRevokedTokensWhereTheFixtureSaysSo) {
  const Json tokens = anna();
  EXPECT_EQ(asked(tokens.text_at("IdToken"), authorize), 200);
  call("GlobalSignOut", bearer(tokens));
  for (const auto* name : {"IdToken", "AccessToken"}) {
    const auto reply = mock.ask_as(std::string(tokens.text_at(name)), "GET", authorize);
    EXPECT_EQ(reply.status, 401) << name;
    EXPECT_TRUE(reason_of(reply).starts_with("revoked;")) << reason_of(reply);
  }
}

TEST_F(TokenDoors, TakeWhatTheControlApiMints) {
  for (const std::string type : {"cognito_access", "cognito_id"}) {
    const Json made = mint(R"({"type":")" + type + R"(","user":"anna@sunny.test","client":"other","expires_in":"5m"})");
    EXPECT_EQ(made.text_at("token_type"), type);
    EXPECT_EQ(made.text_at("user_id"), "40000001");
    EXPECT_EQ(made.text_at("tenant_id"), "400001");
    const Json payload = crypto::parse_jws(made.text_at("token"))->payload;
    EXPECT_EQ(*made.find("claims"), payload);
    EXPECT_EQ(payload.text_at(type == "cognito_id" ? "aud" : "client_id"), "sunnyother") << "by its name";
    EXPECT_EQ(*payload.find("exp")->integer() - *payload.find("iat")->integer(), 300);
    EXPECT_EQ(asked(made.text_at("token"), authorize), 200);
    EXPECT_EQ(asked(made.text_at("token"), "/w/t1" + authorize), 401);
  }
  EXPECT_EQ(crypto::parse_jws(minted(R"({"type":"cognito_access","user":"40000001"})"))->payload.text_at("client_id"),
            "sunnyportal")
      << "the first";
  const auto access = minted(R"({"type":"cognito_access","user":"anna@sunny.test","client":"sunnyportal"})");
  EXPECT_EQ(call("GetUser", Json::object({{"AccessToken", access}})).text_at("Username"), "anna@sunny.test");
  const auto wide = minted(R"({"type":"cognito_access","user":"anna@sunny.test","claims":{"scope":"openid"}})");
  EXPECT_EQ(refusal("GetUser", Json::object({{"AccessToken", wide}})),
            "NotAuthorizedException: Access Token does not have required scopes");
  const auto refused = mock.ask("POST", "/_understudy/v1/worlds/default/tokens", {},
                                R"({"type":"cognito_id","user":"anna@sunny.test","client":"cloudyapp"})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.body.find("client is an app client of the tenant's user pool, by id or name"), std::string::npos)
      << refused.body;
}

TEST_F(TokenDoors, AreClosedByTheControlApi) {
  const Json first = anna();
  const Json second = anna();
  const Json third = anna();
  EXPECT_EQ(revoke(quoted(first.text_at("AccessToken"))), R"({"revoked":1})");
  EXPECT_EQ(revoke(quoted(first.text_at("IdToken"))), R"({"revoked":0})") << "with all that came of the same sign-in";
  EXPECT_EQ(revoke(quoted(second.text_at("RefreshToken"))), R"({"revoked":1})");
  for (const Json& tokens : {first, second})
    EXPECT_EQ(refusal("GetUser", bearer(tokens)), "NotAuthorizedException: Access Token has been revoked");
  EXPECT_EQ(refusal("GetUser", bearer(third)), "accepted");
  EXPECT_EQ(revoke(R"({"user":"anna@sunny.test"})"), R"({"revoked":1})");
  EXPECT_EQ(refusal("GetUser", bearer(third)), "NotAuthorizedException: Access Token has been revoked");
  EXPECT_EQ(refusal("GetUser", bearer(frida())), "accepted");
  EXPECT_EQ(revoke(quoted(anna("t1").text_at("AccessToken"))), "404") << "of another world";
}

}  // namespace understudy::cognito
