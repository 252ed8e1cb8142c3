// The authenticator app of the control API: what it shows, and when.
#include <gtest/gtest.h>

#include "support/mock.h"

namespace understudy::control {
namespace {

class Authenticator : public ::testing::Test {
 protected:
  static Seed seed() {
    return testing::seed_of_text(R"(
version: 1
seed: apps
tenants:
  - name: Acme
    slug: acme
    cognito: {pool_id: eu-central-1_Acme00001, mfa: optional, clients: [{id: acmeapp}]}
    users:
      - {email: anna@acme.test, password: Anna-Password-1, cognito: {mfa: {totp: GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ}}}
      - {email: ben@acme.test, password: Ben-Password-1}
  - name: Other
    slug: other
    cognito: {pool_id: eu-central-1_Other0001, mfa: optional}
    users:
      - {email: anna@acme.test, password: Anna-Password-2, cognito: {mfa: {totp: JBSWY3DPEHPK3PXPJBSWY3DP}}}
)");
  }
  http::Reply ask(std::string_view body, std::string_view world = "default") {
    const std::string path = "/_understudy/v1/worlds/" + std::string(world) + "/authenticator/totp";
    return mock.ask("POST", path, {"Content-Type: application/json"}, body);
  }
  /// "200 {…}", or "400 the rule".
  std::string told(std::string_view body) {
    const auto reply = ask(body);
    const auto json = testing::body_of(reply);
    return std::to_string(reply.status) + " " +
           (reply.status == 200 ? reply.body : std::string(json.text_at("detail")));
  }
  void set_clock(std::string_view time) {
    ASSERT_EQ(
        mock.ask("POST", "/_understudy/v1/worlds/default/clock/freeze", {}, R"({"at":")" + std::string(time) + "\"}")
            .status,
        200);
  }

  testing::Mock mock{seed()};
};

}  // namespace

// The secret is that of RFC 6238's appendix B, whose codes for SHA-1 end in these six digits.
TEST_F(Authenticator, ShowsTheCodesOfTheStandardsExamples) {
  struct Row {
    std::string_view time;
    std::string_view code;
  };
  for (const auto& row : {Row{"1970-01-01T00:00:59Z", "287082"}, Row{"2005-03-18T01:58:29Z", "081804"},
                          Row{"2005-03-18T01:58:31Z", "050471"}, Row{"2009-02-13T23:31:30Z", "005924"},
                          Row{"2033-05-18T03:33:20Z", "279037"}}) {
    set_clock(row.time);
    const auto json = testing::body_of(ask(R"({"secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"})"));
    EXPECT_EQ(json.text_at("code"), row.code) << row.time;
  }
}

TEST_F(Authenticator, TellsTheCodesBeforeAndAfter) {
  set_clock("2005-03-18T01:58:30Z");
  const auto now = testing::body_of(ask(R"({"user":"anna@acme.test","tenant":"acme"})"));
  EXPECT_EQ(now.text_at("ends"), "2005-03-18T01:59:00Z");
  set_clock("2005-03-18T01:58:29.999Z");
  const auto before = testing::body_of(ask(R"({"user":"anna@acme.test","tenant":"acme"})"));
  EXPECT_EQ(before.text_at("ends"), "2005-03-18T01:58:30Z");
  EXPECT_EQ(now.text_at("before"), before.text_at("code"));
  EXPECT_EQ(before.text_at("after"), now.text_at("code"));
  EXPECT_NE(now.text_at("code"), before.text_at("code"));
}

TEST_F(Authenticator, IsOfTheUserOfThatTenant) {
  const auto acme = testing::body_of(ask(R"({"user":"anna@acme.test","tenant":"acme"})"));
  const auto other = testing::body_of(ask(R"({"user":"anna@acme.test","tenant":"other"})"));
  EXPECT_NE(acme.text_at("code"), other.text_at("code"));
  EXPECT_EQ(told(R"({"user":"ben@acme.test"})"), "404 the user has an authenticator app");
  EXPECT_EQ(ask(R"({"user":"anna@acme.test"})").status, 400) << "two have that address";
  EXPECT_EQ(ask(R"({"user":"nobody@acme.test"})").status, 404);
}

TEST_F(Authenticator, RefusesWhatNamesNoApp) {
  const std::string either = "400 the body has either user or secret";
  EXPECT_EQ(told("{}"), either);
  EXPECT_EQ(told(R"({"user":"ben@acme.test","secret":"GEZDGNBVGY3TQOJQ"})"), either);
  for (const std::string_view secret : {"gezdgnbvgy3tqojq", "GEZDGNBV1", "GEZDGNBVGY3TQOJQ=", "A"})
    EXPECT_EQ(told(R"({"secret":")" + std::string(secret) + "\"}"),
              "400 secret is what an app is given: base32 without padding")
        << secret;
  EXPECT_EQ(ask(R"({"secret":""})").status, 400);
  EXPECT_EQ(ask(R"({"user":1})").status, 400);
  EXPECT_EQ(ask(R"({"users":"ben@acme.test"})").status, 400);
  EXPECT_EQ(ask("nonsense").status, 400);
  EXPECT_EQ(ask(R"({"user":"ben@acme.test"})", "elsewhere").status, 404) << "looking makes no world";
}

}  // namespace understudy::control
