// Bearer tokens of Shift iQ, ordered at the control API: good ones, and every kind of bad one.
#include <gtest/gtest.h>

#include "base/text.h"
#include "crypto/jws.h"
#include "support/mock.h"

namespace understudy::shiftiq {

namespace {

using testing::body_of;
using testing::Mock;

class MintedBearer : public ::testing::Test {
 protected:
  http::Reply mint(std::string_view more, std::string_view world = "default") {
    return mock.ask("POST", cat({"/_understudy/v1/worlds/", world, "/tokens"}), {},
                    cat({R"({"type":"shift_bearer","user":"dora@acme.test")", more, "}"}));
  }
  std::string token(std::string_view more) {
    const auto reply = mint(more);
    EXPECT_EQ(reply.status, 201) << more << reply.body;
    return std::string(body_of(reply).text_at("token"));
  }
  /// What Shift iQ's API says of a token: "200", or why not.
  std::string verdict(const std::string& bearer, std::string_view base = "") {
    const auto reply = mock.ask_as(bearer, "GET", cat({base, "/api/me/context"}));
    const auto* why = reply.headers.find("X-Authentication-Failed");
    return why == nullptr ? std::to_string(reply.status) : *why;
  }

  Mock mock{testing::seed_of_text(R"(
version: 1
clock: {mode: frozen, start: 2026-01-01T00:00:00Z}
tenants:
  - name: Acme
    id: 123
    users:
      - {email: dora@acme.test, shiftiq: {developer: true, secret: {value: Good-Secret}}}
      - {email: paul@acme.test}
      - {email: gone@acme.test, status: Deactivated, shiftiq: {developer: true, secret: {value: Other-Secret}}}
)")};
};

}  // namespace

TEST_F(MintedBearer, IsGoodForNothingAsked) {
  const auto reply = mint("");
  ASSERT_EQ(reply.status, 201) << reply.body;
  const Json body = body_of(reply);
  std::string members;
  for (const auto& member : body.members()) members += member.name + " ";
  EXPECT_EQ(members, "id token_type tenant_id user_id header claims token ");
  EXPECT_EQ(body.text_at("token_type"), "shift_bearer");
  EXPECT_EQ(body.find("claims")->text_at("sub"), "dora@acme.test");
  EXPECT_EQ(verdict(std::string(body.text_at("token"))), "200");
}

TEST_F(MintedBearer, IsTheOneThatTheApiWouldMakeForTheSameOrder) {
  const auto made = crypto::parse_jws(token("")).value();
  EXPECT_EQ(made.header.dump(), R"({"alg":"HS256","typ":"JWT"})");
  EXPECT_EQ(*made.payload.find("exp")->integer() - *made.payload.find("iat")->integer(), 24 * 60 * 60 + 60);
}

TEST_F(MintedBearer, IsBadInTheWayThatIsAskedFor) {
  const std::string head = "Bearer authorization token validation failed ... ";
  EXPECT_EQ(verdict(token(R"(,"expires_in":"-10m")")), head + "This JWT expired 10 minutes ago.");
  EXPECT_EQ(verdict(token(R"(,"claims":{"aud":"somebody-else"})")), head + "Audience verification failed");
  EXPECT_EQ(verdict(token(R"(,"claims":{"exp":null})")), head + "JWT parsing failed due to an unexpected error.");
  EXPECT_EQ(verdict(token(R"(,"key":"stranger")")), head + "Signature verification failed");
  EXPECT_EQ(crypto::parse_jws(token(R"(,"header":{"kid":"x"})")).value().header.text_at("kid"), "x");
}

TEST_F(MintedBearer, IsOfOneWorldAndCanBeRevoked) {
  const std::string bearer = token("");
  EXPECT_NE(verdict(bearer, "/w/other"), "200");
  const auto revoked =
      mock.ask("POST", "/_understudy/v1/worlds/default/revoke", {}, Json::object({{"token", bearer}}).dump());
  EXPECT_EQ(revoked.body, R"({"revoked":1})");
  EXPECT_EQ(verdict(bearer), "Bearer authorization token validation failed ... This JWT has been revoked.");
}

TEST_F(MintedBearer, IsRefusedWhereNobodyCouldHaveOne) {
  const auto refusal = [&](std::string_view order) {
    const auto reply = mock.ask("POST", "/_understudy/v1/worlds/default/tokens", {}, order);
    return cat({std::to_string(reply.status), " ", body_of(reply).text_at("detail")});
  };
  EXPECT_EQ(refusal(R"({"type":"shift_bearer","user":"paul@acme.test"})"),
            "400 a bearer token of Shift iQ is made with its user's client secret");
  EXPECT_EQ(refusal(R"({"type":"shift_bearer","user":"gone@acme.test"})"),
            "401 a bearer token of Shift iQ is an active user's");
  EXPECT_EQ(refusal(R"({"type":"shift_bearer","user":"dora@acme.test","key":"epilot.api"})"),
            "400 a bearer token of Shift iQ is signed with a secret of its partition (HS256), or by a stranger");
  EXPECT_EQ(refusal(R"({"type":"shift_bearer","journey_id":"j"})"),
            "400 the body has only members that this operation knows");
  EXPECT_EQ(refusal(R"({"type":"shift_cookie"})"), "400 type is a token type");
}

}  // namespace understudy::shiftiq
