#include <gtest/gtest.h>

#include "base/text.h"
#include "providers/epilot/token.h"
#include "providers/epilot/token_types.h"
#include "support/mock.h"

namespace understudy::control {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;

class Mint : public ::testing::Test {
 protected:
  http::Reply mint(std::string_view order, std::string_view world = "default") {
    return mock.ask("POST", cat({"/_understudy/v1/worlds/", world, "/tokens"}), {}, order);
  }
  std::string token(std::string_view order) {
    const auto reply = mint(order);
    EXPECT_EQ(reply.status, 201) << order << reply.body;
    return std::string(body_of(reply).text_at("token"));
  }
  Json claims(std::string_view order) { return crypto::parse_jws(token(order)).value().payload; }
  int status_of_me(std::string_view order) { return mock.ask_as(token(order), "GET", "/v2/users/me").status; }
  std::string reason_of_me(std::string_view order) {
    const auto reply = mock.ask_as(token(order), "GET", "/v2/users/me");
    const auto* reason = reply.headers.find("X-Understudy-Reason");
    return reason == nullptr ? std::to_string(reply.status) : reason->substr(0, reason->find(';'));
  }
  Mock mock;
};

}  // namespace

TEST_F(Mint, GivesAGoodTokenForNothingAsked) {
  const auto reply = mint("");
  EXPECT_EQ(reply.status, 201) << reply.body;
  const Json body = body_of(reply);
  std::string members;
  for (const auto& member : body.members()) members += member.name + " ";
  EXPECT_EQ(members, "id token_type tenant_id user_id header claims token ");
  EXPECT_EQ(body.text_at("user_id"), "10000001");
  EXPECT_EQ(mock.ask_as(std::string(body.text_at("token")), "GET", "/v2/users/me").status, 200);
}

TEST_F(Mint, SpeaksForWhomeverItIsToldTo) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {R"({"user":"support@acme.test"})", "10000002"}, {R"({"user":"SUPPORT@acme.test"})", "10000002"},
      {R"({"user":"10000002"})", "10000002"},          {R"({"tenant":"acme"})", "10000001"},
      {R"({"tenant":"739224"})", "10000001"},
  };
  for (const auto& [order, user] : rows) EXPECT_EQ(body_of(mint(order)).text_at("user_id"), user) << order;
  EXPECT_EQ(claims(R"({"user":"support@acme.test"})").find("assume_roles")->dump(), R"(["739224:support"])");
  EXPECT_EQ(claims(R"({"roles":["support","800001:x"]})").find("assume_roles")->dump(),
            R"(["739224:support","800001:x"])");
  EXPECT_EQ(claims(R"({"roles":["acme:support"]})").find("assume_roles")->dump(), R"(["739224:support"])");
  EXPECT_EQ(claims(R"({"roles":[]})").find("assume_roles")->dump(), "[]");
}

TEST_F(Mint, MakesEveryType) {
  for (const auto type : testing::all_token_types) {
    const std::string name(to_text(type));
    const Json body = body_of(mint(R"({"type":")" + name + R"(","journey_id":"j","portal_id":"p","name":"mine"})"));
    EXPECT_TRUE(body.text_at("id").starts_with(name + "_")) << body.dump();
    EXPECT_EQ(body.find("claims")->text_at("token_name"), "mine");
    EXPECT_EQ(body.find("claims")->text_at("iss"), mock.public_url + std::string(epilot::row_of(type).keys.path));
  }
}

TEST_F(Mint, MakesTokensOfEveryAge) {
  EXPECT_EQ(reason_of_me(R"({"expires_in":-1})"), "expired");
  EXPECT_EQ(reason_of_me(R"({"expires_in":0})"), "expired");
  EXPECT_EQ(reason_of_me(R"({"expires_in":"-10m"})"), "expired");
  EXPECT_EQ(status_of_me(R"({"expires_in":1})"), 200);
  EXPECT_EQ(status_of_me(R"({"expires_in":"3 days"})"), 200);
  EXPECT_EQ(*claims(R"({"expires_in":"3 days"})").find("exp")->integer(), 1767225600 + 3 * 86400);
}

TEST_F(Mint, AddsChangesAndRemovesClaims) {
  EXPECT_EQ(claims(R"({"claims":{"note":"extra","aud":["a"],"token_name":null}})").dump().find("token_name"),
            std::string::npos);
  EXPECT_EQ(status_of_me(R"({"claims":{"note":"extra"}})"), 200);
  EXPECT_EQ(reason_of_me(R"({"claims":{"aud":null}})"), "wrong_audience");
  EXPECT_EQ(reason_of_me(R"({"claims":{"iss":"https://evil.test"}})"), "wrong_issuer");
  EXPECT_EQ(reason_of_me(R"({"claims":{"org_id":"1"}})"), "wrong_tenant");
  EXPECT_EQ(reason_of_me(R"({"claims":{"nbf":9999999999}})"), "not_yet_valid");
  EXPECT_EQ(reason_of_me(R"({"header":{"alg":"none"}})"), "forbidden_algorithm");
  EXPECT_EQ(reason_of_me(R"({"header":{"typ":null,"x":1}})"), "200");
  EXPECT_EQ(reason_of_me(R"({"kid":"other"})"), "unknown_key");
  EXPECT_EQ(body_of(mint(R"({"kid":null})")).find("header")->dump(), R"({"alg":"RS256","typ":"JWT"})");
}

TEST_F(Mint, SignsWithTheKeyThatIsChosen) {
  EXPECT_EQ(reason_of_me(R"({"key":"epilot.api"})"), "200");
  EXPECT_EQ(reason_of_me(R"({"key":"epilot.public"})"), "unknown_key");
  EXPECT_EQ(reason_of_me(R"({"key":"stranger"})"), "unknown_key");
  const std::string kid = mock.world().signing_key("epilot.api").thumbprint();
  EXPECT_EQ(reason_of_me(R"({"key":"stranger","kid":")" + kid + "\"}"), "bad_signature");
  const auto own = crypto::Key::p256_from_seed("own");
  const Json order = Json::object({{"key", Json::object({{"jwk", own.private_jwk("k")}})}, {"kid", "k"}});
  const std::string mine = token(order.dump());
  const auto jws = crypto::parse_jws(mine).value();
  EXPECT_EQ(jws.header.dump(), R"({"alg":"ES256","typ":"JWT","kid":"k"})");
  EXPECT_TRUE(own.verify(jws.signing_input, jws.signature));
  const Json pem = Json::object({{"key", Json::object({{"pem", own.private_pem()}})}});
  EXPECT_EQ(crypto::parse_jws(token(pem.dump()))->header.text_at("alg"), "ES256");
}

TEST_F(Mint, MakesTokensThatTheWorldKnows) {
  const Json body = body_of(mint(R"({"name":"minted","type":"app"})"));
  const std::string as(body.text_at("token"));
  const std::string id(body.text_at("id"));
  EXPECT_NE(mock.ask_as(as, "GET", "/v1/access-tokens").body.find(id), std::string::npos);
  EXPECT_EQ(mock.ask_as(as, "DELETE", "/v1/access-tokens/" + id).status, 200);
  EXPECT_EQ(mock.ask_as(as, "GET", "/v2/users/me").status, 401);
  mint(R"({"name":"hidden","system":true})");
  const auto owner = mock.token("api_owner");
  EXPECT_EQ(mock.ask_as(owner, "GET", "/v1/access-tokens").body.find("hidden"), std::string::npos);
  EXPECT_NE(mock.ask_as(owner, "GET", "/v1/access-tokens?token_type=api").body.find("hidden"), std::string::npos);
  // A world of its own knows nothing of it.
  const std::string elsewhere(body_of(mint("{}", "t1")).text_at("token"));
  EXPECT_EQ(mock.ask_as(elsewhere, "GET", "/w/t1/v2/users/me").status, 200);
  EXPECT_EQ(mock.ask_as(elsewhere, "GET", "/v2/users/me").status, 401);
}

TEST_F(Mint, AsksWhichTenantsUserIsMeant) {
  Mock several(testing::fixture_seed("several-tenants.yaml"));
  const auto told = [&](std::string_view order) {
    const auto reply = several.ask("POST", "/_understudy/v1/worlds/default/tokens", {}, order);
    const Json body = body_of(reply);
    if (reply.status == 201) return std::string(body.text_at("tenant_id"));
    return cat({std::to_string(reply.status), " ", body.text_at("detail"), " / ", body.text_at("expected"), " / ",
                body.text_at("got")});
  };
  const std::vector<std::pair<std::string, std::string>> rows{
      {R"({"user":"lena@helpdesk.test","tenant":"nordwind"})", "100201"},
      {R"({"user":"Lena@Helpdesk.test","tenant":"100203"})", "100203"},
      {R"({"user":"boss@nordwind.test"})", "100201"},
      {R"({"user":"lena@helpdesk.test"})",
       "400 tenant says which lena@helpdesk.test is meant / tenant nordwind or suedlicht or helpdesk / users of "
       "several "
       "tenants with this e-mail"},
      {R"({"user":"boss@nordwind.test","tenant":"helpdesk"})",
       "404 tenant helpdesk has no user boss@nordwind.test, but another tenant has / tenant nordwind / helpdesk"},
      {R"({"user":"ofice@helpdesk.test","tenant":"helpdesk"})",
       "404 tenant helpdesk has no user ofice@helpdesk.test; did you mean office@helpdesk.test or lena@helpdesk.test? "
       "/ "
       "office@helpdesk.test, lena@helpdesk.test / ofice@helpdesk.test"},
      {R"({"user":"zacharias"})",
       "404 there is no user zacharias / boss@nordwind.test, lena@helpdesk.test, chefin@suedlicht.test, "
       "lena@helpdesk.test, neu@suedlicht.test, office@helpdesk.test, lena@helpdesk.test / zacharias"},
      {R"({"tenant":"nordwynd"})",
       "404 there is no tenant nordwynd; did you mean nordwind? / nordwind, suedlicht, helpdesk / nordwynd"},
      {R"({"user":"boss@nordwind.test","roles":["manger"]})",
       "404 tenant nordwind has no role manger; did you mean manager? / root, owner, administrator, manager, "
       "field-service / manger"},
  };
  for (const auto& [order, expected] : rows) EXPECT_EQ(told(order), expected) << order;
  const std::string boss = *body_of(several.ask("GET", "/_understudy/v1/worlds/default/credentials"))
                                .find("users")
                                ->items()[0]
                                .find("id")
                                ->text();
  EXPECT_EQ(told(R"({"user":")" + boss + R"("})"), "100201");
  EXPECT_EQ(told(R"({"user":")" + boss + R"(","tenant":"suedlicht"})"),
            "404 tenant suedlicht has no user " + boss + ", but another tenant has / tenant nordwind / suedlicht");
}

TEST_F(Mint, SaysThatThereIsNobody) {
  Mock empty(testing::seed_of_text("version: 1\ntenants: [{name: Acme}]\n"));
  const auto detail = [&](std::string_view order) {
    return std::string(
        body_of(empty.ask("POST", "/_understudy/v1/worlds/default/tokens", {}, order)).text_at("detail"));
  };
  EXPECT_EQ(detail("{}"), "the fixture has no user");
  EXPECT_EQ(detail(R"({"tenant":"acme"})"), "tenant acme has no user");
}

TEST_F(Mint, SaysWhatIsWrongWithAnOrder) {
  const std::vector<std::pair<std::string, int>> rows{
      {"[]", 400},
      {"{", 400},
      {R"({"usr":"x"})", 400},
      {R"({"type":"root"})", 400},
      {R"({"type":7})", 400},
      {R"({"user":7})", 400},
      {R"({"kid":""})", 400},
      {R"({"kid":7})", 400},
      {R"({"roles":"owner"})", 400},
      {R"({"roles":[1]})", 400},
      {R"({"roles":[":owner"]})", 400},
      {R"({"roles":["acme:"]})", 400},
      {R"({"roles":["acne:owner"]})", 404},
      {R"({"roles":["acme:ownr"]})", 404},
      {R"({"roles":["acme:555:owner"]})", 404},
      {R"({"name":")" + std::string(257, 'n') + "\"}", 400},
      {R"({"roles":[)" + std::string(200, ' ') + R"("a")" +
           [] {
             std::string more;
             for (int i = 0; i < 100; ++i) more += ",\"a\"";
             return more;
           }() +
           "]}",
       400},
      {R"({"read_only":"yes"})", 400},
      {R"({"expires_in":"soon"})", 400},
      {R"({"expires_in":99999999999999})", 400},
      {R"({"expires_in":1.5})", 400},
      {R"({"claims":[]})", 400},
      {R"({"header":"x"})", 400},
      {R"({"key":"nobody's"})", 400},
      {R"({"key":{"pem":"x"}})", 400},
      {R"({"key":{"jwk":{}}})", 400},
      {R"({"key":7})", 400},
      {R"({"user":""})", 400},
      {R"({"type":""})", 400},
      {R"({"roles":[""]})", 400},
      {R"({"name":""})", 400},
      {R"({"journey_id":""})", 400},
      {R"({"contact_id":""})", 400},
      {R"({"tenant":""})", 400},
      {R"({"allowed_operations":[""]})", 400},
      {R"({"key":""})", 400},
      {R"({"roles":["suport"]})", 404},
      {R"({"user":"nobody@acme.test"})", 404},
      {R"({"tenant":"nobody"})", 404},
  };
  for (const auto& [order, status] : rows) {
    const auto reply = mint(order);
    EXPECT_EQ(reply.status, status) << order << reply.body;
    EXPECT_EQ(*reply.headers.find("Content-Type"), "application/problem+json") << order;
  }
}

}  // namespace understudy::control
