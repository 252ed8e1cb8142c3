// Cookies as nobody should send them: cut, changed, too long, too many, of another world, partition or generation.
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session_support.h"
#include "providers/shiftiq/signing_secrets.h"

namespace understudy::shiftiq {

namespace {

using testing::Mock;

const std::string undecodable = "Deserialization of cookie token failed unexpectedly.";
const std::string refused = "401 " + failed_401(undecodable);
const std::string introspect = "/api/security/cookies/introspect";

TEST(HostileCookies, AreRefusedWithAnyByteChanged) {
  Mock mock(shift_seed());
  const auto value = session_value(sign_in(mock));
  for (size_t i = 0; i < value.size(); ++i) {
    std::string changed = value;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    EXPECT_EQ(told(mock.ask("GET", introspect, {"Cookie: InSite.WebToken=" + changed})), refused) << i;
  }
  EXPECT_TRUE(mock.errors.empty());
}

TEST(HostileCookies, AreRefusedWhereverTheyBelongElse) {
  Mock mock(shift_seed());
  const auto here = cookie_line(sign_in(mock));
  EXPECT_EQ(mock.ask("GET", "/v2/e99" + introspect, {here}).status, 200);
  EXPECT_EQ(told(mock.ask("GET", "/v2/e01" + introspect, {here})), refused) << "another partition";
  EXPECT_EQ(told(mock.ask("GET", "/w/other" + introspect, {here})), refused) << "another world";
  mock.world().rotate_key(shift_cookie_secrets, World::Rotation::drop_old_keys);
  EXPECT_EQ(told(mock.ask("GET", introspect, {here})), refused) << "another generation of the secret";
}

TEST(HostileCookies, OfAnotherPartitionPassWhereTheFixtureSaysSo) {
  Seed seed = shift_seed();
  shift_of(seed).settings.foreign_partition = ShiftSettings::ForeignPartition::accept;
  Mock mock(seed);
  const auto cookie = cookie_line(sign_in(mock));
  EXPECT_EQ(mock.ask("GET", "/v2/e01" + introspect, {cookie}).status, 200);
}

TEST(HostileCookies, OfOneNameAreNoneTheBetterForBeingMany) {
  Mock mock(shift_seed());
  const std::string bad = "InSite.WebToken=bad";
  const auto foreign = "InSite.WebToken=" + session_value(sign_in(mock, "dora@acme.test", "/w/other"));
  for (const auto& line : {bad + "; " + bad, bad + "; " + foreign, foreign + "; " + bad, foreign + "; " + foreign})
    EXPECT_EQ(told(mock.ask("GET", introspect, {"Cookie: " + line})), refused) << line;
}

TEST(HostileCookies, OfOneNameAreTriedEightTimes) {
  Mock mock(shift_seed());
  std::string line = "Cookie: InSite.WebToken=" + session_value(sign_in(mock));
  for (int i = 0; i < 7; ++i) line += "; InSite.WebToken=bad";
  EXPECT_EQ(mock.ask("GET", introspect, {line}).status, 200);
  EXPECT_EQ(told(mock.ask("GET", introspect, {line + "; InSite.WebToken=bad"})), refused);
}

TEST(HostileCookies, AreFoundAmongAHundredOthers) {
  Mock mock(shift_seed());
  std::string line = "Cookie: ";
  for (int i = 0; i < 100; ++i) line += "other" + std::to_string(i) + "=" + std::string(20, 'v') + "; ";
  EXPECT_EQ(mock.ask("GET", introspect, {line + "InSite.WebToken=" + session_value(sign_in(mock))}).status, 200);
}

TEST(HostileCookies, GetTheOriginalsAnswer) {
  Mock mock(shift_seed());
  const auto good = session_value(sign_in(mock));
  struct Case {
    std::string name;
    std::string cookie;
    std::string answer;
  };
  const std::vector<Case> cases{
      {"empty", "InSite.WebToken=", refused},
      {"8 KB", "InSite.WebToken=" + std::string(8192, 'A'), refused},
      {"60 KB", "InSite.WebToken=" + std::string(60'000, 'A'), refused},
      {"a half", "InSite.WebToken=" + good.substr(0, good.size() / 2), refused},
      {"twice itself", "InSite.WebToken=" + good + good, refused},
      {"quoted", "InSite.WebToken=\"" + good + "\"", "200"},
      {"broken percent", "InSite.WebToken=%ZZ", refused},
      {"not ASCII", "InSite.WebToken=\xC3\xA4\xFF", refused},
      {"a name in another casing", "insite.webtoken=" + good, "401 "},
      {"the companion alone", "InSite.WebTokenId=3f2504e0-4f89-41d3-9a0c-0305e82c3301", "401 "},
      {"no cookie at all", "nonsense", "401 "},
  };
  for (const auto& [name, cookie, answer] : cases) {
    const auto reply = mock.ask("GET", introspect, {"Cookie: " + cookie});
    EXPECT_EQ(answer == "200" ? std::to_string(reply.status) : told(reply), answer) << name;
    EXPECT_EQ(header(reply, "X-Understudy-Reason").find(good.substr(0, 40)), std::string::npos) << name;
  }
  EXPECT_TRUE(mock.errors.empty());
}

TEST(HostileCookies, DoNotRescueABadBearer) {
  Mock mock(shift_seed());
  const auto cookie = cookie_line(sign_in(mock));
  EXPECT_EQ(told(mock.ask("GET", "/api/me/roles", {cookie, "Authorization: Bearer x"})),
            "401 " + failed_401("Bearer authorization token validation failed ... JWT parsing failed due to an "
                                "unexpected error."));
  // What begins with the scheme in another casing picks the bearer, and then carries none.
  EXPECT_EQ(told(mock.ask("GET", "/api/me/roles", {cookie, "Authorization: bearer x"})), "401 ");
  EXPECT_EQ(mock.ask("GET", "/api/me/roles", {cookie, "Authorization: Basic eDp5"}).status, 200);
  EXPECT_EQ(mock.ask("GET", "/api/me/roles", {cookie, "Authorization: Secret x"}).status, 200);
  EXPECT_EQ(mock.ask("GET", "/api/me/roles", {cookie, "Authorization: Bearer"}).status, 200);
}

TEST(HostileCookies, LeaveNoSecretBehind) {
  Mock mock(shift_seed());
  const auto value = session_value(sign_in(mock));
  mock.ask("GET", introspect, {"Cookie: InSite.WebToken=" + value + "x"});
  mock.ask("POST", "/api/security/cookies/validate", {"Content-Type: text/plain"}, value + "x");
  const auto journal = mock.ask("GET", "/_understudy/v1/worlds/default/journal").body;
  EXPECT_NE(journal.find("introspectCookie"), std::string::npos);
  EXPECT_EQ(journal.find(value.substr(0, 24)), std::string::npos);
}

TEST(HostileCookies, StayWithinTheirWorldAndHost) {
  Mock mock(shift_seed());
  const auto path_and_domain = [&](const std::string& target, const std::string& host) {
    const auto reply = mock.ask(
        "POST", target + "/api/security/cookies/login?organizationCode=acme&email=dora@acme.test", {"Host: " + host});
    const std::string cookie = header(reply, "Set-Cookie");
    const size_t expires = cookie.find("; expires=");
    return cookie.substr(cookie.find(';', expires + 1) + 2,
                         cookie.find("; secure") - cookie.find(';', expires + 1) - 2);
  };
  EXPECT_EQ(path_and_domain("", "localhost:9119"), "path=/");
  EXPECT_EQ(path_and_domain("/w/ci-1", "localhost:9119"), "path=/w/ci-1/");
  EXPECT_EQ(path_and_domain("", "127.0.0.1:9119"), "path=/");
  EXPECT_EQ(path_and_domain("", "[::1]:9119"), "path=/");
  EXPECT_EQ(path_and_domain("", "dev-api.shiftiq.com"), "domain=shiftiq.com; path=/");
  EXPECT_EQ(path_and_domain("", "evilshiftiq.com"), "path=/");
}

}  // namespace

}  // namespace understudy::shiftiq
