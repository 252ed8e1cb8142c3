// One browser in several worlds at once: the cookies of each, and which of them counts.
#include <gtest/gtest.h>

#include "providers/shiftiq/browser.h"
#include "providers/shiftiq/session_support.h"

namespace understudy::shiftiq {

namespace {

using testing::body_of;
using testing::Mock;

const std::string introspect = "/api/security/cookies/introspect";

std::string token_id(const http::Reply& reply) {
  const auto body = body_of(reply);
  const Json* place = &body;
  for (const auto* name : {"Authentication", "Cookie", "Deserialized"})
    if (place = place->find(name); place == nullptr) return std::to_string(reply.status);
  return std::string(place->text_at("ID"));
}

/// The attribute Path of every cookie that a reply sets, once where they agree.
std::string path_of_cookies(const http::Reply& reply) {
  std::string path;
  for (const auto line : reply.headers.find_all("Set-Cookie")) {
    const auto start = line.find("path=") + 5;
    const std::string one(line.substr(start, line.find(';', start) - start));
    if (path.empty()) path = one;
    EXPECT_EQ(path, one) << line;
  }
  return path;
}

/// The pair of the cookie of that name which a reply sets: "name=value".
std::string pair_of(const http::Reply& reply, const std::string& name) {
  for (const auto line : reply.headers.find_all("Set-Cookie"))
    if (line.starts_with(name + "=")) return std::string(line.substr(0, line.find(';')));
  return "(none)";
}

}  // namespace

TEST(CookiesOfWorlds, HaveThePathThatRequestsNamedInTheSameWaySendBack) {
  struct Case {
    std::string prefix, header, path;
  };
  const std::vector<Case> cases{{"", "Host: localhost:9119", "/"},
                                {"/w/t1", "Host: localhost:9119", "/w/t1/"},
                                {"", "Host: t1.localhost:9119", "/"},
                                {"", "X-Understudy-World: t1", "/"},
                                {"/w/t1", "Host: t2.localhost:9119", "/w/t1/"}};
  for (const auto& [prefix, header, path] : cases) {
    Mock mock(seed_with_passwords());
    const std::string login = prefix + "/api/security/cookies/login?organizationCode=acme&email=dora@acme.test";
    EXPECT_EQ(path_of_cookies(mock.ask("POST", login, {header})), path) << prefix << header;
    EXPECT_EQ(path_of_cookies(mock.ask("POST", prefix + "/ui/lobby/signin?Organization=acme",
                                       {header, "Content-Type: application/x-www-form-urlencoded"},
                                       form_text({{"Email", "dora@acme.test"}, {"Password", "wrong"}}))),
              path)
        << "of the attempt";
    EXPECT_EQ(path_of_cookies(mock.ask("GET", prefix + "/ui/lobby/signout", {header})), path) << "of signing out";
    const auto page = mock.ask("GET", prefix + "/ui/lobby/signin?Organization=acme", {header});
    EXPECT_NE(page.body.find("action=\"" + prefix + "/ui/lobby/signin"), std::string::npos)
        << "the page's own addresses name the world in the same way";
  }
}

TEST(CookiesOfWorlds, OfOneBrowserAreToldApart) {
  Mock mock(shift_seed());
  std::vector<std::pair<std::string, std::string>> worlds;  // prefix, cookie
  for (const auto* prefix : {"", "/w/t1", "/w/t2"})
    worlds.emplace_back(prefix, "InSite.WebToken=" + session_value(sign_in(mock, "dora@acme.test", prefix)));
  for (const auto& [prefix, own] : worlds) {
    const auto expected = token_id(mock.ask("GET", prefix + introspect, {"Cookie: " + own}));
    ASSERT_EQ(expected.size(), 36u);
    for (const auto& [elsewhere, other] : worlds) {
      // As a browser sends them, that of the longer path first, and in the other order; in one header and in two.
      EXPECT_EQ(token_id(mock.ask("GET", prefix + introspect, {"Cookie: " + own + "; " + other})), expected);
      EXPECT_EQ(token_id(mock.ask("GET", prefix + introspect, {"Cookie: " + other + "; " + own})), expected);
      EXPECT_EQ(token_id(mock.ask("GET", prefix + introspect, {"Cookie: " + own, "Cookie: " + other})), expected);
    }
  }
}

TEST(CookiesOfWorlds, AreToldApartAtTheGatewayToo) {
  Mock mock(shift_seed());
  const auto here = "InSite.WebToken=" + session_value(sign_in(mock, "rita@acme.test"));
  const auto there = "InSite.WebToken=" + session_value(sign_in(mock, "dora@acme.test", "/w/t1"));
  for (const auto& line : {here + "; " + there, there + "; " + here}) {
    const std::string path = "/_understudy/v1/authorize?accept=shiftiq";
    EXPECT_EQ(*mock.ask("GET", path, {"Cookie: " + line}).headers.find("x-epilot-user-id"), "2") << line;
    EXPECT_EQ(*mock.ask("GET", "/w/t1" + path, {"Cookie: " + line}).headers.find("x-epilot-user-id"), "1") << line;
  }
}

TEST(CookiesOfWorlds, AGoodOneGoesBeforeOneThatEnded) {
  Mock mock(shift_seed());
  const auto first = "InSite.WebToken=" + session_value(sign_in(mock));
  mock.machine += std::chrono::minutes(59);
  const auto second = "InSite.WebToken=" + session_value(sign_in(mock));
  mock.machine += std::chrono::minutes(2);
  EXPECT_EQ(mock.ask("GET", introspect, {"Cookie: " + first}).status, 401);
  EXPECT_EQ(mock.ask("GET", introspect, {"Cookie: " + second + "; " + first}).status, 200);
  // One that this world made tells why, however many foreign ones stand beside it.
  const auto reply = mock.ask("GET", introspect, {"Cookie: " + first + "; InSite.WebToken=bad"});
  EXPECT_EQ(told(reply), "401 " + failed_401("The authentication cookie expired"));
}

TEST(CookiesOfWorlds, AnAttemptGoesOnInItsOwnWorld) {
  Mock mock(seed_with_passwords());
  const std::string attempt = "Shift.SessionState.Local";
  const auto fail = [&](const std::string& prefix, const std::string& cookies) {
    return mock.ask("POST", prefix + "/ui/lobby/signin?Organization=acme",
                    {"Content-Type: application/x-www-form-urlencoded", "Cookie: " + cookies},
                    form_text({{"Email", "dora@acme.test"}, {"Password", "wrong"}}));
  };
  const auto here = pair_of(fail("", ""), attempt);
  const auto there = pair_of(fail("/w/t1", ""), attempt);
  ASSERT_NE(here, there);
  for (const auto& line : {here + "; " + there, there + "; " + here}) {
    EXPECT_EQ(pair_of(fail("", line), attempt), "(none)") << "the attempt that was presented goes on";
    EXPECT_EQ(pair_of(fail("/w/t1", line), attempt), "(none)");
  }
}

TEST(CookiesOfWorlds, OfLocalhostAndAddressesHaveNoDomain) {
  Mock mock(shift_seed());
  for (const auto* host :
       {"localhost", "localhost:9119", "127.0.0.1:9119", "[::1]:9119", "t1.localhost:9119", "understudy"}) {
    const auto reply = mock.ask("POST", "/api/security/cookies/login?organizationCode=acme&email=dora@acme.test",
                                {std::string("Host: ") + host});
    const auto lines = reply.headers.find_all("Set-Cookie");
    ASSERT_EQ(lines.size(), 2u) << host;
    for (const auto line : lines) EXPECT_EQ(line.find("domain="), std::string::npos) << line;
  }
}

}  // namespace understudy::shiftiq
