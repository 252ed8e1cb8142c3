// The keys of a pool as they are published, named and rotated, and the document that leads to them.
#include <algorithm>

#include "base/encoding.h"
#include "crypto/jws.h"
#include "crypto/key.h"
#include "providers/cognito/user_pool_calls.h"

namespace understudy::cognito {
namespace {

const std::string sunny = "/eu-central-1_Sunny0001/.well-known/";
const std::string cloudy = "/eu-central-1_Cloudy001/.well-known/";

std::string kid_of(const Json& tokens, std::string_view name) {
  return std::string(crypto::parse_jws(tokens.text_at(name))->header.text_at("kid"));
}

}  // namespace

class PoolKeys : public UserPoolCalls {
 protected:
  std::vector<Json> published(const std::string& path) {
    const auto reply = mock.ask("GET", path + "jwks.json");
    EXPECT_EQ(reply.status, 200) << path;
    return testing::body_of(reply).find("keys")->items();
  }
  std::vector<std::string> kids(const std::string& path = sunny) {
    std::vector<std::string> all;
    for (const auto& key : published(path)) all.emplace_back(key.text_at("kid"));
    return all;
  }
  Json rotate(const std::string& use, const std::string& body = "", const std::string& world = "default") {
    const auto reply =
        mock.ask("POST", "/_understudy/v1/worlds/" + world + "/keys/cognito.sunny." + use + "/rotate", {}, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return testing::body_of(reply);
  }
};

TEST_F(PoolKeys, ArePublishedByPoolTheOneOfIdTokensFirst) {
  const auto reply = mock.ask("GET", sunny + "jwks.json");
  EXPECT_EQ(*reply.headers.find("Content-Type"), "application/json");
  const auto keys = published(sunny);
  ASSERT_EQ(keys.size(), 2U);
  const Json tokens = anna();
  EXPECT_EQ(keys[0].text_at("kid"), kid_of(tokens, "IdToken"));
  EXPECT_EQ(keys[1].text_at("kid"), kid_of(tokens, "AccessToken"));
  for (const auto& key : keys) {
    std::string names;
    for (const auto& member : key.members()) names += member.name + " ";
    EXPECT_EQ(names, "alg e kid kty n use ");
    EXPECT_EQ(key.text_at("alg"), "RS256");
    EXPECT_EQ(key.text_at("kty"), "RSA");
    EXPECT_EQ(key.text_at("e"), "AQAB");
    EXPECT_EQ(key.text_at("use"), "sig");
    const auto kid = key.text_at("kid");
    EXPECT_EQ(kid.size(), 44U) << kid;
    EXPECT_TRUE(kid.ends_with("="));
    EXPECT_EQ(from_base64(kid).value_or("").size(), 32U) << "standard base64 of 32 bytes";
  }
  const auto others = kids(cloudy);
  for (const auto& kid : kids()) EXPECT_EQ(std::count(others.begin(), others.end(), kid), 0) << kid;
  EXPECT_EQ(mock.ask("GET", "/w/t1" + sunny + "jwks.json").body, reply.body) << "until one world rotates them";
}

TEST_F(PoolKeys, VerifyWhatTheyAreSaidToVerify) {
  const Json tokens = anna();
  const auto keys = published(sunny);
  const auto verifies = [&](const Json& jwk, std::string_view name) {
    const auto jws = crypto::parse_jws(tokens.text_at(name));
    const auto key = crypto::PublicKey::parse_public(jwk.dump());
    return key && crypto::verify(*key, *jws);
  };
  EXPECT_TRUE(verifies(keys[0], "IdToken"));
  EXPECT_TRUE(verifies(keys[1], "AccessToken"));
  EXPECT_FALSE(verifies(keys[0], "AccessToken"));
  EXPECT_FALSE(verifies(keys[1], "IdToken"));
}

TEST_F(PoolKeys, ArePublishedOfPoolsThatThereAre) {
  for (const std::string file : {"jwks.json", "openid-configuration"}) {
    const auto reply = mock.ask("GET", "/eu-central-1_Nothing01/.well-known/" + file);
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.body,
              R"({"code":"ResourceNotFoundException","message":"User pool eu-central-1_Nothing01 does not exist."})");
  }
  const Json made = *call("CreateUserPool", Json::object({{"PoolName", "new"}})).find("UserPool");
  EXPECT_EQ(published(cat({"/", made.text_at("Id"), "/.well-known/"})).size(), 2U) << "also of those made at run time";
}

TEST_F(PoolKeys, RotateTheOldOneStaysUntilItIsDropped) {
  const auto before = kids();
  const Json old = anna();
  const Json told = rotate("access");
  ASSERT_EQ(kids().size(), 3U);
  EXPECT_EQ(kids()[0], before[0]) << "of ID tokens nothing changed";
  EXPECT_EQ(kids()[2], before[1]) << "the newest first";
  EXPECT_EQ(told.text_at("signing_key_id"), kids()[1]);
  EXPECT_EQ(told.text_at("jwks_uri"), "http://localhost:9119" + sunny + "jwks.json");
  const Json renewed = anna();
  EXPECT_EQ(kid_of(renewed, "AccessToken"), kids()[1]);
  EXPECT_EQ(kid_of(renewed, "IdToken"), before[0]);
  for (const auto& tokens : {old, renewed}) EXPECT_EQ(refusal("GetUser", bearer(tokens)), "accepted");
  rotate("access", R"({"keep_old":false})");
  ASSERT_EQ(kids().size(), 2U);
  for (const auto& tokens : {old, renewed})
    EXPECT_EQ(refusal("GetUser", bearer(tokens)), "NotAuthorizedException: Invalid Access Token");
  EXPECT_EQ(refusal("GetUser", bearer(anna())), "accepted");
  EXPECT_EQ(refusal("GetTokensFromRefreshToken",
                    Json::object({{"ClientId", "sunnyportal"}, {"RefreshToken", old.text_at("RefreshToken")}})),
            "accepted")
      << "a refresh token is signed by none";
  rotate("id");
  EXPECT_NE(kids()[0], before[0]);
  EXPECT_EQ(kids()[1], before[0]);
}

TEST_F(PoolKeys, RotateInOneWorldAlone) {
  const auto before = kids();
  rotate("access", "", "t1");
  EXPECT_EQ(kids(), before);
  EXPECT_EQ(kids("/w/t1" + sunny).size(), 3U);
  EXPECT_EQ(kids(cloudy).size(), 2U);
  EXPECT_EQ(refusal("GetUser", bearer(anna("t1")), "t1"), "accepted");
}

TEST_F(PoolKeys, AreFoundByDiscovery) {
  const auto discovered = [&](const std::string& prefix, const std::vector<std::string>& headers = {}) {
    return mock.ask("GET", prefix + sunny + "openid-configuration", headers).body;
  };
  const auto document = [](const std::string& base, const std::string& here) {
    return R"({"authorization_endpoint":")" + base + R"(/oauth2/authorize","end_session_endpoint":")" + base +
           R"(/logout","id_token_signing_alg_values_supported":["RS256"],"issuer":")" + base +
           R"(/eu-central-1_Sunny0001","jwks_uri":")" + here +
           R"(/eu-central-1_Sunny0001/.well-known/jwks.json","response_types_supported":["code","token"],)"
           R"("revocation_endpoint":")" +
           here + R"(/oauth2/revoke","scopes_supported":["openid","email","phone","profile"],)" +
           R"("subject_types_supported":["public"],"token_endpoint":")" + here +
           R"(/oauth2/token","token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post"],)" +
           R"("userinfo_endpoint":")" + here + R"(/oauth2/userInfo"})";
  };
  const std::string base = "http://localhost:9119";
  EXPECT_EQ(discovered(""), document(base, base));
  EXPECT_EQ(discovered("/w/t1"), document(base + "/w/t1", base + "/w/t1"));
  EXPECT_EQ(discovered("", {"Host: understudy:80"}), document(base, "http://understudy:80"))
      << "what is fetched, from where the request came";
}

}  // namespace understudy::cognito
