#include "providers/shiftiq/return_url.h"

#include "providers/shiftiq/browser.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {
namespace {

using testing::Mock;

/// Where somebody who signs in is sent, or the status of the page that refuses.
std::string sent_to(Mock& mock, const std::string& return_url, const std::string& world = "") {
  const auto reply =
      Browser(mock).sign_in("rita@acme.test", "Rita-1", "?ReturnUrl=" + percent_encode(return_url), world);
  return reply.status == 302 ? header(reply, "Location") : std::to_string(reply.status);
}

}  // namespace

TEST(ShiftReturnUrl, StaysOnThisServerOrGoesToAnAllowedOrigin) {
  Mock mock(seed_with_passwords());
  struct Row {
    std::string given;
    std::string sent_to;
  };
  const std::vector<Row> rows{
      {"/", "/"},
      {"/ui/portal/home", "/ui/portal/home"},
      {"/ui/x?a=b&c=//evil.test#d", "/ui/x?a=b&c=//evil.test#d"},
      {"/ui/x?next=https://evil.test/", "/ui/x?next=https://evil.test/"},
      {"/ui//x", "/ui//x"},
      {"/caf\xC3\xA9 \"<x>", "/caf%C3%A9%20%22%3Cx%3E"},
      {"/a%20b", "/a%20b"},
      {"/...", "/..."},
      {"/wide", "/wide"},
      {"http://localhost:3000/after?x=1#y", "http://localhost:3000/after?x=1#y"},
      {"http://localhost:9119/ui", "http://localhost:9119/ui"},
      {"HTTP://LocalHost:3000", "HTTP://LocalHost:3000"},
      {"https://app.shiftiq.com/", "https://app.shiftiq.com/"},
      {"https://app.shiftiq.com:443?x", "https://app.shiftiq.com:443?x"},
  };
  for (const auto& row : rows) EXPECT_EQ(sent_to(mock, row.given), row.sent_to) << row.given;
}

TEST(ShiftReturnUrl, IsRefusedHoweverATrickIsSpelled) {
  Mock mock(seed_with_passwords());
  const std::vector<std::string> tricks{
      "//evil.test",
      "///evil.test",
      "/\\evil.test",
      "\\\\evil.test",
      "\\/evil.test",
      "/\t/evil.test",
      "/\n/evil.test",
      "\t//evil.test",
      " //evil.test",
      "/\r\nSet-Cookie: x=y",
      std::string("/\0/evil.test", 12),
      "/ui\x7f",
      "/%2Fevil.test",
      "/%2fevil.test",
      "/%5Cevil.test",
      "/%5c%5cevil.test",
      "/%09/evil.test",
      "/%0d%0aSet-Cookie:x",
      "/%00",
      "/%252Fevil.test",
      "/%25252Fevil.test",
      "/%2525252525252Fevil.test",
      "/./",
      "/.//evil.test",
      "/../evil",
      "/ui/../../x",
      "/ui/%2e%2e/x",
      "/ui/.%2E/x",
      "/%2e/%2fevil.test",
      "/ui/%252e%252e/x",
      "/%zz",
      "/%",
      "/w/other/ui/portal/profile",
      "/%77/other/ui",
      "/w/",
      "/w%2Fother",
      "evil.test",
      "ui/portal/profile",
      "?x",
      "#x",
      "http:evil.test",
      "http:/evil.test",
      "http:///evil.test",
      "http:\\\\evil.test",
      "https://",
      "http://evil.test",
      "https://evil.test/",
      "https://evilshiftiq.com",
      "https://shiftiq.com.evil.test",
      "https://app.shiftiq.com@evil.test",
      "https://app.shiftiq.com:x@evil.test/",
      "https://evil.test?app.shiftiq.com",
      "https://evil.test#app.shiftiq.com",
      "https://evil.test\\.shiftiq.com",
      "https://evil.test%2F.shiftiq.com",
      "https://app.shiftiq.com:99999",
      "http://localhost.evil.test",
      "http://local\thost:3000",
      "javascript:alert(1)",
      "JavaScript://localhost/%0aalert(1)",
      "data:text/html,x",
      "ftp://localhost/",
      "file:///etc/passwd",
      "view-source:http://localhost",
      "x://localhost",
      "null",
      "/" + std::string(2048, 'x'),
  };
  for (const auto& trick : tricks) {
    EXPECT_EQ(sent_to(mock, trick), "400") << trick;
    const auto page = mock.ask("GET", "/ui/lobby/signin?rEtUrNuRl=" + percent_encode(trick));
    EXPECT_EQ(page.status, 400) << trick;
    EXPECT_EQ(header(page, "Location"), "(none)") << trick;
    EXPECT_EQ(shown(page, "error"), "The return address leads to a place where this server sends nobody.") << trick;
  }
  EXPECT_TRUE(mock.errors.empty());
}

TEST(ShiftReturnUrl, StaysWithinItsWorld) {
  Mock mock(seed_with_passwords());
  const std::string world = "/w/ci-1";
  EXPECT_EQ(sent_to(mock, "/ui/x", world), "/w/ci-1/ui/x");
  EXPECT_EQ(sent_to(mock, "/w/ci-1/ui/x?y", world), "/w/ci-1/ui/x?y");
  EXPECT_EQ(sent_to(mock, "", world), "/w/ci-1/ui/portal/profile");
  for (const std::string away : {"/w/ci-2/ui/x", "/w/ci-1/../ci-2/x", "/w/ci-1//evil.test", "/w/ci-1/w/ci-2/x",
                                 "/w/ci-1%2F..%2Fci-2", "/../ui/x", "/w/ci-12/x"})
    EXPECT_EQ(sent_to(mock, away, world), "400") << away;
}

TEST(ShiftReturnUrl, GoesOnlyWhereTheFixtureAllowsPagesToCallFrom) {
  Seed seed = seed_with_passwords();
  shift_of(seed).settings.cors_origins = {"https://*.client.test", "http://127.0.0.1:5173"};
  Mock mock(seed);
  EXPECT_EQ(sent_to(mock, "https://app.client.test/x"), "https://app.client.test/x");
  EXPECT_EQ(sent_to(mock, "http://127.0.0.1:5173/x"), "http://127.0.0.1:5173/x");
  EXPECT_EQ(sent_to(mock, "http://localhost:9119/x"), "http://localhost:9119/x") << "this server's own origin";
  for (const std::string other : {"http://localhost:3000/", "https://app.shiftiq.com/", "http://app.client.test/",
                                  "http://127.0.0.1:5174/", "https://client.test.evil/"})
    EXPECT_EQ(sent_to(mock, other), "400") << other;
}

TEST(ShiftReturnUrl, TakesATokenIntoItsQuery) {
  EXPECT_EQ(with_token("/x", "a.b-c_d"), "/x?token=a.b-c_d");
  EXPECT_EQ(with_token("https://x.test/?y=z", "t"), "https://x.test/?y=z&token=t");
  EXPECT_EQ(with_token("https://x.test/#y?z", "t&u"), "https://x.test/?token=t%26u#y?z");
}

}  // namespace understudy::shiftiq
