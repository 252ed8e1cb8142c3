// What ID and access tokens say: of whom, for which client, for how long, by whose name.
#include "crypto/jws.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

Json payload_of(const Json& tokens, std::string_view name) {
  const auto jws = crypto::parse_jws(tokens.text_at(name));
  EXPECT_TRUE(jws) << name;
  return jws ? jws->payload : Json();
}
Json id_of(const Json& tokens) { return payload_of(tokens, "IdToken"); }
Json access_of(const Json& tokens) { return payload_of(tokens, "AccessToken"); }

/// "sub iss …"
std::string names_of(const Json& payload) {
  std::string names;
  for (const auto& member : payload.members()) names += member.name + " ";
  return names;
}
std::string claim(const Json& payload, std::string_view name) {
  const Json* value = payload.find(name);
  return value == nullptr ? "none" : value->dump();
}
int64_t seconds(const Json& payload, std::string_view name) { return *payload.find(name)->integer(); }

}  // namespace

class PoolTokens : public UserPoolCalls {
 protected:
  explicit PoolTokens(Seed seed = testing::fixture_seed("user-pools.yaml")) : UserPoolCalls(std::move(seed)) {}

  void put_in_group(std::string_view group, std::initializer_list<Json::NewMember> settings) {
    Json body = of_pool(settings);
    body.set("GroupName", group);
    call("CreateGroup", body);
    call("AdminAddUserToGroup", of_user("ben@sunny.test", {{"GroupName", group}}));
  }
  /// Groups, preferred role and roles of Ben's ID token.
  std::string bens_groups() {
    call("AdminSetUserPassword", of_user("ben@sunny.test", {{"Password", "Ben-Password-1"}, {"Permanent", true}}));
    const Json answer = call("InitiateAuth", with_password("ben@sunny.test", "Ben-Password-1"));
    const Json id = id_of(*answer.find("AuthenticationResult"));
    EXPECT_EQ(claim(access_of(*answer.find("AuthenticationResult")), "cognito:groups"), claim(id, "cognito:groups"));
    EXPECT_EQ(claim(access_of(*answer.find("AuthenticationResult")), "cognito:roles"), "none");
    return cat(
        {claim(id, "cognito:groups"), " ", claim(id, "cognito:preferred_role"), " ", claim(id, "cognito:roles")});
  }
};

TEST_F(PoolTokens, SayOfAUserWhatTheClientMayRead) {
  call("AdminUpdateUserAttributes",
       of_user("anna@sunny.test", {{"UserAttributes", attributes({{"address", "Roof 1"}, {"updated_at", "5"}})}}));
  const Json id = id_of(anna());
  EXPECT_EQ(claim(id, "address"), R"({"formatted":"Roof 1"})");
  EXPECT_EQ(claim(id, "email_verified"), "true");
  EXPECT_EQ(claim(id, "phone_number_verified"), "true");
  EXPECT_EQ(claim(id, "custom:plan"), "none") << "custom attributes only where the client names them";
  set_in_client("ReadAttributes", Json::array({"email", "custom:plan", "phone_number_verified"}));
  EXPECT_EQ(names_of(id_of(anna())),
            "sub cognito:groups cognito:preferred_role cognito:roles phone_number_verified iss cognito:username "
            "custom:plan custom:ivy_org_id custom:ivy_user_id origin_jti aud event_id token_use auth_time exp iat jti "
            "email ");
  EXPECT_EQ(claim(id_of(anna()), "custom:plan"), R"("gold")");
  EXPECT_EQ(access_of(anna()).find("custom:plan"), nullptr);
  set_in_client("ReadAttributes", Json::array({"name"}));
  EXPECT_EQ(claim(id_of(anna()), "email"), "none");
}

TEST_F(PoolTokens, TellTheirKindClientAndUser) {
  const Json tokens = anna();
  const Json id = id_of(tokens);
  const Json access = access_of(tokens);
  EXPECT_EQ(id.text_at("token_use"), "id");
  EXPECT_EQ(id.text_at("aud"), "sunnyportal");
  EXPECT_EQ(id.find("client_id"), nullptr);
  EXPECT_EQ(id.find("scope"), nullptr);
  EXPECT_EQ(access.text_at("token_use"), "access");
  EXPECT_EQ(access.text_at("client_id"), "sunnyportal");
  EXPECT_EQ(access.find("aud"), nullptr);
  EXPECT_EQ(access.text_at("scope"), "aws.cognito.signin.user.admin");
  EXPECT_EQ(access.find("version"), nullptr);
  for (const auto* name : {"sub", "origin_jti", "event_id", "iss"}) EXPECT_EQ(claim(id, name), claim(access, name));
  EXPECT_NE(claim(id, "jti"), claim(access, "jti"));
  EXPECT_EQ(claim(access, "username"), claim(id, "cognito:username"));
}

TEST_F(PoolTokens, AreOfOneSignInEach) {
  const Json first = access_of(anna());
  wait(std::chrono::seconds(5));
  const Json second = access_of(anna());
  for (const auto* name : {"origin_jti", "event_id", "jti"}) EXPECT_NE(claim(first, name), claim(second, name)) << name;
  EXPECT_EQ(seconds(second, "auth_time"), seconds(first, "auth_time") + 5);
}

TEST_F(PoolTokens, SayNothingOfTheirSignInWhereTheyCannotBeRevoked) {
  set_in_client("EnableTokenRevocation", false);
  const Json tokens = anna();
  EXPECT_EQ(id_of(tokens).find("origin_jti"), nullptr);
  EXPECT_EQ(access_of(tokens).find("origin_jti"), nullptr);
  EXPECT_NE(access_of(tokens).find("event_id"), nullptr);
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted");
  EXPECT_EQ(
      refusal("RevokeToken", Json::object({{"ClientId", "sunnyportal"}, {"Token", tokens.text_at("RefreshToken")}})),
      "UnsupportedOperationException: Token revocation is not enabled for the client.");
}

TEST_F(PoolTokens, NameTheGroupThatCountsMostFirst) {
  EXPECT_EQ(bens_groups(), "none none none");
  put_in_group("zebra", {});
  put_in_group("ant", {});
  EXPECT_EQ(bens_groups(), R"(["ant","zebra"] none none)") << "those without precedence by name";
  put_in_group("ten", {{"Precedence", 10}, {"RoleArn", "arn:aws:iam::123456789012:role/ten"}});
  put_in_group("two", {{"Precedence", 2}});
  EXPECT_EQ(bens_groups(), R"(["two","ten","ant","zebra"] "arn:aws:iam::123456789012:role/ten" )"
                           R"(["arn:aws:iam::123456789012:role/ten"])");
  put_in_group("zero", {{"Precedence", 0}, {"RoleArn", "arn:aws:iam::123456789012:role/zero"}});
  EXPECT_EQ(bens_groups(), R"(["zero","two","ten","ant","zebra"] "arn:aws:iam::123456789012:role/zero" )"
                           R"(["arn:aws:iam::123456789012:role/zero","arn:aws:iam::123456789012:role/ten"])");
}

TEST_F(PoolTokens, PreferNoRoleWhereTwoCountMost) {
  const auto role = [](const std::string& name) { return "arn:aws:iam::123456789012:role/" + name; };
  put_in_group("a", {{"Precedence", 1}, {"RoleArn", role("same")}});
  put_in_group("b", {{"Precedence", 1}, {"RoleArn", role("same")}});
  put_in_group("c", {{"Precedence", 2}, {"RoleArn", role("other")}});
  const std::string roles = cat({R"(["a","b","c"] ")", role("same"), R"(" [")", role("same"), R"(",")", role("same"),
                                 R"(",")", role("other"), R"("])"});
  EXPECT_EQ(bens_groups(), roles);
  Json body = of_pool({{"GroupName", "b"}, {"RoleArn", role("another")}});
  call("UpdateGroup", body);
  EXPECT_EQ(bens_groups(), cat({R"(["a","b","c"] none [")", role("same"), R"(",")", role("another"), R"(",")",
                                role("other"), R"("])"}));
}

TEST_F(PoolTokens, LastAsLongAsTheClientSays) {
  struct Row {
    Json settings;
    int64_t access;
    int64_t id;
  };
  const std::vector<Row> rows{
      {*parse_json("{}"), 3600, 3600},
      {*parse_json(R"({"AccessTokenValidity":2,"IdTokenValidity":3})"), 7200, 10800},
      {*parse_json(R"({"AccessTokenValidity":0,"IdTokenValidity":0})"), 3600, 3600},
      {*parse_json(R"({"AccessTokenValidity":5,"IdTokenValidity":10,"TokenValidityUnits":{"AccessToken":"minutes"}})"),
       300, 36000},
      {*parse_json(R"({"AccessTokenValidity":300,"IdTokenValidity":1,)"
                   R"("TokenValidityUnits":{"AccessToken":"seconds","IdToken":"days"}})"),
       300, 86400},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.settings.dump());
    for (const auto* name : {"AccessTokenValidity", "IdTokenValidity", "TokenValidityUnits"})
      set_in_client(name, row.settings.find(name) == nullptr ? Json() : *row.settings.find(name));
    const Json tokens = anna();
    EXPECT_EQ(claim(tokens, "ExpiresIn"), std::to_string(row.access));
    for (const auto& [payload, lasts] : {std::pair(access_of(tokens), row.access), std::pair(id_of(tokens), row.id)}) {
      EXPECT_EQ(seconds(payload, "exp") - seconds(payload, "iat"), lasts);
      EXPECT_EQ(seconds(payload, "iat"), 1767225600);
      EXPECT_EQ(seconds(payload, "auth_time"), 1767225600);
    }
  }
}

TEST_F(PoolTokens, EndToTheSecond) {
  const Json tokens = anna();
  wait(std::chrono::hours(1) - std::chrono::milliseconds(1));
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted");
  wait(std::chrono::milliseconds(1));
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "NotAuthorizedException: Access Token has expired");
}

TEST_F(PoolTokens, AreOfTheWorldsOwnIssuer) {
  EXPECT_EQ(access_of(anna()).text_at("iss"), "http://localhost:9119/eu-central-1_Sunny0001");
  EXPECT_EQ(id_of(anna("t1")).text_at("iss"), "http://localhost:9119/w/t1/eu-central-1_Sunny0001");
  set_in_pool("IssuerConfiguration", Json::object({{"Type", "UPDATED"}}));
  EXPECT_EQ(access_of(anna()).text_at("iss"), "http://localhost:9119/eu-central-1_Sunny0001") << "of no vendor's form";
}

class VendorTokens : public PoolTokens {
 protected:
  VendorTokens() : PoolTokens(sunny_pool("issuer: vendor")) {}
};

TEST_F(VendorTokens, AreOfTheIssuerThatThePoolChooses) {
  const std::string original = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Sunny0001";
  const Json tokens = anna();
  EXPECT_EQ(access_of(tokens).text_at("iss"), original);
  EXPECT_EQ(id_of(anna("t1")).text_at("iss"), original) << "in every world";
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted");
  EXPECT_EQ(refusal("GetUser", bearer(tokens), "t1"), "NotAuthorizedException: Invalid Access Token")
      << "which did not give it";
  set_in_pool("IssuerConfiguration", Json::object({{"Type", "UPDATED"}}));
  EXPECT_EQ(access_of(anna()).text_at("iss"),
            "https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Sunny0001");
  set_in_pool("IssuerConfiguration", Json::object({{"Type", "ORIGINAL"}}));
  EXPECT_EQ(access_of(anna()).text_at("iss"), original);
}

class TokensByAddress : public PoolTokens {
 protected:
  TokensByAddress() : PoolTokens(sunny_pool("username_attributes: [email]")) {}
};

TEST_F(TokensByAddress, CallTheUserByTheSub) {
  const Json tokens = anna();
  EXPECT_EQ(access_of(tokens).text_at("username"), access_of(tokens).text_at("sub"));
  EXPECT_EQ(id_of(tokens).text_at("cognito:username"), access_of(tokens).text_at("sub"));
  EXPECT_EQ(id_of(tokens).text_at("email"), "anna@sunny.test");
}

}  // namespace understudy::cognito
