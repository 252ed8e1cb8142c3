// What the control API revokes, and that the original's own words refuse it afterwards.
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/text.h"
#include "providers/shiftiq/credentials.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session.h"
#include "support/mock.h"

namespace understudy::control {
namespace {

using testing::body_of;
using testing::Mock;

const std::string secret = "Good-Secret-Of-Dora";

Seed seed() {
  return testing::seed_of_text(R"(
version: 1
seed: revocation
tenants:
  - {name: Acme, id: 123, users: [{email: dora@acme.test, shiftiq: {developer: true, secret: {value: )" +
                               secret + R"(}}}]}
  - {name: Beta, id: 456, users: [{email: Dora@acme.test, id: 77}, {email: otto@beta.test, id: 78}]}
)");
}

class Revocation : public ::testing::Test {
 protected:
  std::string revoke(std::string_view member, std::string_view value, std::string_view world = "default") {
    const auto reply = mock.ask("POST", cat({"/_understudy/v1/worlds/", world, "/revoke"}), {},
                                Json::object({{member, value}}).dump());
    EXPECT_EQ(reply.body.find(value), std::string::npos) << "a credential is never told back";
    return cat({std::to_string(reply.status), " ", reply.status == 200 ? reply.body : ""});
  }
  std::string shift_token(const std::string& world = "") {
    const auto reply = mock.ask("POST", world + "/api/security/tokens/generate", {"Content-Type: application/json"},
                                Json::object({{"Secret", secret}}).dump());
    EXPECT_EQ(reply.status, 200) << reply.body;
    return std::string(body_of(reply).text_at("AccessToken"));
  }
  std::string cookie(const std::string& user, const std::string& world = "default") {
    shiftiq::ShiftSessionOrder order;
    order.user_row = user;
    World& begun = mock.world(world);
    return shiftiq::begin_shift_session(begun, access::Signer(begun), order).value;
  }
  std::string dora() {
    return mock.world()
        .step([](WorldState& state) {
          return shiftiq::shift_of(state).secrets.find_all(shiftiq::ClientSecret::by_value, secret);
        })
        .front()
        ->user_id;
  }
  std::string failure(const http::Reply& reply) {
    const auto* message = reply.headers.find("X-Authentication-Failed");
    return cat({std::to_string(reply.status), " ", message == nullptr ? "" : *message});
  }
  std::string who(const std::string& token, const std::string& world = "") {
    return failure(mock.ask_as(token, "GET", world + "/api/me/roles"));
  }
  std::string who_by_cookie(const std::string& value, const std::string& world = "") {
    return failure(mock.ask("GET", world + "/api/me/roles", {"Cookie: InSite.WebToken=" + percent_encode(value)}));
  }
  Mock mock{seed()};
};

const std::string revoked_token = "401 Bearer authorization token validation failed ... This JWT has been revoked.";
const std::string ended_cookie = "401 The authentication cookie expired";

}  // namespace

TEST_F(Revocation, EndsABearerTokenOfShift) {
  const auto token = shift_token();
  mock.machine += std::chrono::seconds(1);
  const auto other = shift_token();
  EXPECT_EQ(who(token), "200 ");
  EXPECT_EQ(revoke("token", token), R"(200 {"revoked":1})");
  EXPECT_EQ(who(token), revoked_token);
  EXPECT_EQ(who(other), "200 ");
  EXPECT_EQ(revoke("token", token), R"(200 {"revoked":0})");
  EXPECT_EQ(revoke("token", token, "t1"), "404 ");
}

TEST_F(Revocation, EndsATokenOfEpilot) {
  const auto minted = mock.ask("POST", "/_understudy/v1/worlds/default/tokens", {}, R"({"user":"otto@beta.test"})");
  const std::string token(body_of(minted).text_at("token"));
  EXPECT_EQ(mock.ask_as(token, "GET", "/v2/users/me").status, 200);
  EXPECT_EQ(revoke("token", token, "t1"), "404 ");
  EXPECT_EQ(revoke("token", token), R"(200 {"revoked":1})");
  const auto refused = mock.ask_as(token, "GET", "/v2/users/me");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.headers.find("X-Understudy-Reason")->substr(0, 8), "revoked;");
}

TEST_F(Revocation, ForgetsAClientSecretButNotItsTokens) {
  const auto token = shift_token();
  EXPECT_EQ(revoke("secret", secret), R"(200 {"revoked":1})");
  const auto refused = mock.ask("POST", "/api/security/tokens/generate", {"Content-Type: application/json"},
                                Json::object({{"Secret", secret}}).dump());
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(body_of(refused).text_at("Detail"), "Your client secret is not recognized");
  EXPECT_EQ(who(token), "200 ");
  EXPECT_EQ(who(shift_token("/w/t1"), "/w/t1"), "200 ") << "another world knows the secret still";
  EXPECT_EQ(revoke("secret", secret), "404 ");
}

TEST_F(Revocation, EndsASessionWithAllItsCookies) {
  const auto first = cookie(dora());
  const auto caller = shiftiq::verify_shift_cookie(mock.world(), first);
  const auto renewed = shiftiq::renew_shift_session(mock.world(), access::Signer(mock.world()), caller).value;
  const auto other = cookie(dora());
  EXPECT_EQ(revoke("cookie", first, "t1"), "404 ");
  EXPECT_EQ(revoke("cookie", percent_encode(first)), R"(200 {"revoked":1})");
  EXPECT_EQ(who_by_cookie(first), ended_cookie);
  EXPECT_EQ(who_by_cookie(renewed), ended_cookie);
  EXPECT_EQ(who_by_cookie(other), "200 ");
}

TEST_F(Revocation, EndsAllThatLetsAUserIn) {
  const auto token = shift_token();
  const auto value = cookie(dora());
  const auto in_beta = cookie("77");
  const auto otto = cookie("78");
  const auto elsewhere = cookie(dora(), "t1");
  EXPECT_EQ(revoke("user", "78"), R"(200 {"revoked":1})");
  EXPECT_EQ(who_by_cookie(otto), ended_cookie);
  EXPECT_EQ(revoke("user", "DORA@acme.test"), R"(200 {"revoked":3})") << "in both organizations";
  EXPECT_EQ(who(token), revoked_token);
  EXPECT_EQ(who_by_cookie(value), ended_cookie);
  EXPECT_EQ(who_by_cookie(in_beta), ended_cookie);
  EXPECT_EQ(who_by_cookie(elsewhere, "/w/t1"), "200 ");
  mock.machine += std::chrono::seconds(1);
  EXPECT_EQ(who(shift_token()), "200 ") << "the secret lets the user begin again";
  EXPECT_EQ(revoke("user", "nobody@acme.test"), "404 ");
}

TEST_F(Revocation, IsAskedForWithOneMember) {
  for (const std::string body : {"", "{}", R"({"token":"a","secret":"b"})", R"({"token":7})", R"({"user":""})",
                                 R"({"cookie":null})", R"({"tokn":"a"})", "[]"})
    EXPECT_EQ(mock.ask("POST", "/_understudy/v1/worlds/default/revoke", {}, body).status, 400) << body;
  for (const std::string member : {"token", "secret", "cookie", "user"})
    for (const std::string value : {"x", "a.b.c", "%ff%00", "e30.e30."}) EXPECT_EQ(revoke(member, value), "404 ");
  EXPECT_EQ(
      body_of(mock.ask("POST", "/_understudy/v1/worlds/default/revoke", {}, R"({"cookie":"x"})")).text_at("detail"),
      "this world knows no such cookie");
  EXPECT_TRUE(mock.errors.empty());
}

}  // namespace understudy::control
