// What the trigger before tokens changes in them, and what nobody changes.
#include "crypto/jws.h"
#include "providers/cognito/hook_calls.h"

namespace understudy::cognito {
namespace {

const std::string output = "InvalidLambdaResponseException: Unrecognizable lambda output";

std::string told(const std::string& rule) { return "triggers: {pre_token_generation: {" + rule + "}}"; }

Json payload(const Json& tokens, std::string_view member) { return crypto::parse_jws(tokens.text_at(member))->payload; }
std::string claim(const Json& claims, std::string_view name) {
  const Json* value = claims.find(name);
  return value == nullptr ? "none" : value->dump();
}

Json parsed(const std::string& text) {
  const auto json = parse_json(text);
  EXPECT_TRUE(json.has_value()) << text;
  return json.value_or(Json());
}

}  // namespace

class TokenTriggers : public HookCalls {
 protected:
  explicit TokenTriggers(const std::string& settings)
      : HookCalls(settings + "\n      groups: [{name: admins}, {name: readers}]") {
    for (const auto group : {"admins", "readers"})
      call("AdminAddUserToGroup", of_user("anna@sunny.test", {{"GroupName", group}}));
  }

  struct Pair {
    Json id;
    Json access;
  };
  Pair sign_in() {
    const Json tokens = anna();
    return {payload(tokens, "IdToken"), payload(tokens, "AccessToken")};
  }
};

class ToldTokens : public TokenTriggers {
 protected:
  ToldTokens()
      : TokenTriggers(told("id_token: {add: {plan: gold, seats: 5, given_name: Ann}, suppress: [email, never]}, "
                           "access_token: {add: {tenant: {id: 1}}}, "
                           "scopes_to_add: [orders/read], scopes_to_suppress: [openid], groups: [keepers]")) {}
};

TEST_F(ToldTokens, SayWhatTheFixtureSays) {
  const auto [id, access] = sign_in();
  EXPECT_EQ(claim(id, "plan"), "\"gold\"");
  EXPECT_EQ(claim(id, "seats"), "5");
  EXPECT_EQ(claim(id, "given_name"), "\"Ann\"");
  EXPECT_EQ(claim(id, "email"), "none");
  EXPECT_EQ(claim(id, "cognito:groups"), "[\"keepers\"]");
  EXPECT_EQ(claim(access, "plan"), "none");
  EXPECT_EQ(claim(access, "tenant"), R"({"id":1})");
  EXPECT_EQ(claim(access, "scope"), "\"aws.cognito.signin.user.admin orders/read\"");
  EXPECT_EQ(claim(access, "cognito:groups"), "[\"keepers\"]");
}

TEST_F(ToldTokens, AreRefreshedAlike) {
  const Json tokens = anna();
  const Json refreshed =
      *call("InitiateAuth",
            Json::object({{"AuthFlow", "REFRESH_TOKEN_AUTH"},
                          {"ClientId", "sunnyportal"},
                          {"AuthParameters", Json::object({{"REFRESH_TOKEN", tokens.text_at("RefreshToken")}})}}))
           .find("AuthenticationResult");
  EXPECT_EQ(claim(payload(refreshed, "IdToken"), "plan"), "\"gold\"");
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted") << "changed tokens are good";
}

class TokensWithoutScope : public TokenTriggers {
 protected:
  TokensWithoutScope() : TokenTriggers(told("scopes_to_suppress: [aws.cognito.signin.user.admin], groups: []")) {}
};

TEST_F(TokensWithoutScope, AreNoneForCognitosOwnOperations) {
  const Json tokens = anna();
  EXPECT_EQ(claim(payload(tokens, "AccessToken"), "scope"), "none");
  EXPECT_EQ(claim(payload(tokens, "AccessToken"), "cognito:groups"), "none") << "no group is no claim";
  EXPECT_EQ(claim(payload(tokens, "IdToken"), "cognito:groups"), "none");
  EXPECT_EQ(refusal("GetUser", bearer(tokens)), "NotAuthorizedException: Access Token does not have required scopes");
}

class FirstVersion : public TokenTriggers {
 protected:
  FirstVersion() : TokenTriggers(hooked({"pre_token_generation"})) {}

  void say(const std::string& details) {
    hooks.fill("pre-token-generation", Json::object({{"claimsOverrideDetails", parsed(details)}}));
  }
  Json id(const std::string& details) {
    say(details);
    return sign_in().id;
  }
  std::string refused(const std::string& details) {
    say(details);
    return sign_in_refusal();
  }
};

TEST_F(FirstVersion, ChangesIdTokens) {
  say(R"({"claimsToAddOrOverride":{"plan":"gold","email":"a@b.test"},"claimsToSuppress":["given_name"]})");
  const auto [id, access] = sign_in();
  EXPECT_EQ(claim(id, "plan"), "\"gold\"");
  EXPECT_EQ(claim(id, "email"), "\"a@b.test\"");
  EXPECT_EQ(claim(id, "given_name"), "none");
  EXPECT_EQ(claim(access, "plan"), "none");
  EXPECT_EQ(claim(id, "cognito:groups"), R"(["admins","readers"])") << "unchanged where the answer says nothing";
}

TEST_F(FirstVersion, HasTextsAlone) {
  for (const auto* value : {"5", "true", "[\"a\"]", "{}", "null"})
    EXPECT_EQ(refused(cat({R"({"claimsToAddOrOverride":{"plan":)", value, "}}"})), output) << value;
  EXPECT_EQ(families(), 0U);
  EXPECT_EQ(refused(R"("text")"), output);
  EXPECT_EQ(refused("[]"), output);
  EXPECT_EQ(refused("null"), "accepted");
  EXPECT_EQ(refused("{}"), "accepted");
  hooks.fill("pre-token-generation", Json::object({{"claimsAndScopeOverrideDetails", Json::object()}}));
  EXPECT_EQ(sign_in_refusal(), output) << "a member of later versions";
}

/// Groups, roles and the preferred one are replaced together, in both tokens.
TEST_F(FirstVersion, ReplacesGroupsAsAWhole) {
  say(R"({"groupOverrideDetails":{"groupsToOverride":["x"],"iamRolesToOverride":["arn:r"],"preferredRole":"arn:r"}})");
  const auto [id, access] = sign_in();
  EXPECT_EQ(claim(id, "cognito:groups"), R"(["x"])");
  EXPECT_EQ(claim(id, "cognito:roles"), R"(["arn:r"])");
  EXPECT_EQ(claim(id, "cognito:preferred_role"), "\"arn:r\"");
  EXPECT_EQ(claim(access, "cognito:groups"), R"(["x"])");
  EXPECT_EQ(claim(access, "cognito:roles"), "none");
  for (const auto* nothing : {"{}", "null", R"({"groupsToOverride":[]})"})
    EXPECT_EQ(claim(this->id(cat({R"({"groupOverrideDetails":)", nothing, "}"})), "cognito:groups"), "none") << nothing;
  const Json all =
      this->id(R"({"groupOverrideDetails":{"groupsToOverride":["x"],"iamRolesToOverride":["r"],"preferredRole":"r"},)"
               R"("claimsToSuppress":["cognito:groups"]})");
  for (const auto* name : {"cognito:groups", "cognito:roles", "cognito:preferred_role"})
    EXPECT_EQ(claim(all, name), "none") << name;
}

TEST_F(FirstVersion, SuppressesWhatItOverrides) {
  const Json claims = id(R"({"claimsToAddOrOverride":{"plan":"gold"},"claimsToSuppress":["plan"]})");
  EXPECT_EQ(claim(claims, "plan"), "none");
}

class SecondVersion : public TokenTriggers {
 protected:
  SecondVersion() : TokenTriggers(hooked({"pre_token_generation"}, ", token_event: V2_0")) {}

  Pair say(const std::string& details) {
    hooks.fill("pre-token-generation", Json::object({{"claimsAndScopeOverrideDetails", parsed(details)}}));
    return sign_in();
  }
};

TEST_F(SecondVersion, ChangesBothTokensByValuesOfAnyType) {
  const auto [id, access] = say(
      R"({"idTokenGeneration":{"claimsToAddOrOverride":{"list":[1,"a",true],"map":{"a":{"b":1}},"flag":false},)"
      R"("claimsToSuppress":["email"]},"accessTokenGeneration":{"claimsToAddOrOverride":{"n":1.5,"aud":"sunnyportal"},)"
      R"("scopesToAdd":["a/b","two words","a/b","openid"],"scopesToSuppress":["openid"]}})");
  EXPECT_EQ(claim(id, "list"), R"([1,"a",true])");
  EXPECT_EQ(claim(id, "map"), R"({"a":{"b":1}})");
  EXPECT_EQ(claim(id, "flag"), "false");
  EXPECT_EQ(claim(id, "email"), "none");
  EXPECT_EQ(claim(access, "n"), "1.5");
  EXPECT_EQ(claim(access, "aud"), "\"sunnyportal\"") << "the client may be said";
  EXPECT_EQ(claim(access, "scope"), "\"aws.cognito.signin.user.admin a/b\"");
  EXPECT_EQ(claim(access, "email"), "none");
}

TEST_F(SecondVersion, NeverChangesWhoGaveATokenToWhom) {
  const auto before = sign_in();
  const std::vector<std::string> fixed{"acr",
                                       "amr",
                                       "at_hash",
                                       "auth_time",
                                       "azp",
                                       "exp",
                                       "iat",
                                       "iss",
                                       "jti",
                                       "nbf",
                                       "nonce",
                                       "origin_jti",
                                       "sub",
                                       "token_use",
                                       "identities",
                                       "scope",
                                       "cognito:username",
                                       "cognito:groups",
                                       "cognito:anything",
                                       "dev:custom:x"};
  Json add = Json::object();
  for (const auto& name : fixed) add.set(name, "forged");
  Json suppress = Json::array_of({"sub", "exp", "iss", "iat", "aud", "token_use", "cognito:username"});
  add.set("aud", "another");
  // By it this world knows a token's sign-in.
  add.set("event_id", "forged");
  Json of_access = add;
  for (const std::string name : {"username", "client_id", "device_key", "version"}) of_access.set(name, "forged");
  const auto half = [&](const Json& claims) {
    return Json::object({{"claimsToAddOrOverride", claims}, {"claimsToSuppress", suppress}});
  };
  const auto after =
      say(Json::object({{"idTokenGeneration", half(add)}, {"accessTokenGeneration", half(of_access)}}).dump());
  const auto names = [](const Json& claims) {
    std::vector<std::string> all;
    for (const auto& member : claims.members()) all.push_back(member.name);
    return all;
  };
  EXPECT_EQ(names(after.id), names(before.id));
  EXPECT_EQ(names(after.access), names(before.access));
  for (const Json* claims : {&after.id, &after.access})
    for (const auto& member : claims->members())
      EXPECT_EQ(member.value.dump().find("forged"), std::string::npos) << member.name;
  EXPECT_EQ(claim(after.id, "aud"), "\"sunnyportal\"");
}

TEST_F(SecondVersion, KeepsPlainClaimsPlain) {
  const auto [id, access] = say(
      R"({"idTokenGeneration":{"claimsToAddOrOverride":{"email_verified":{"a":1},"updated_at":[1],"address":{"a":1}}}})");
  EXPECT_EQ(claim(id, "email_verified"), "true");
  EXPECT_EQ(claim(id, "updated_at"), "none");
  EXPECT_EQ(claim(id, "address"), "none");
}

}  // namespace understudy::cognito
