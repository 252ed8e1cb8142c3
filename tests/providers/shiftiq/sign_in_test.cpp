#include "providers/shiftiq/browser.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

const std::string page = "/ui/lobby/signin";
const std::string wrong = "The e-mail address or the password is not right.";
const std::string locked = "Signing in failed too often. It is locked until 2026-01-01T01:00:00Z.";

/// What a page says below its style.
std::string main_of(const http::Reply& reply) {
  const size_t start = reply.body.find("<main>");
  return reply.body.substr(start, reply.body.find("</main>") - start);
}

/// The organization that the browser is signed in to, as API v2 tells it; else the status.
std::string organization_of(Browser& browser, const std::string& world = "") {
  const auto reply = browser.get(world + "/api/me/context");
  return reply.status == 200 ? std::string(body_of(reply).text_at("OrganizationCode")) : std::to_string(reply.status);
}

std::string last_reason(Mock& mock) {
  return mock.world().step(
      [](WorldState& state) { return state.journal.after(state.journal.last_sequence() - 1, 1).front().reason; });
}

}  // namespace

TEST(ShiftSignIn, HasAPageThatAKeyboardAloneCanUse) {
  Mock mock(seed_with_passwords());
  const auto reply = mock.ask("GET", page);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(main_of(reply), R"(<main>
<p class="site">Shift iQ</p>
<h1>Sign in</h1>
<form method="post" action="/ui/lobby/signin">
<label for="Email">E-mail address</label>
<input id="Email" name="Email" type="text" autocomplete="username" data-testid="email" inputmode="email" )"
                            R"(autocapitalize="none" spellcheck="false" required autofocus>
<label for="Password">Password</label>
<input id="Password" name="Password" type="password" autocomplete="current-password" data-testid="password" required>
<label for="Organization">Organization code (may stay empty)</label>
<input id="Organization" name="Organization" type="text" autocomplete="organization" data-testid="organization" )"
                            R"(autocapitalize="none" spellcheck="false">
<button type="submit" data-testid="sign-in">Sign in</button>
</form>
)");
  EXPECT_EQ(header(reply, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(header(reply, "Set-Cookie"), "(none)");
  EXPECT_EQ(reply.body.find("<script"), std::string::npos);
  EXPECT_EQ(mock.ask("GET", "/UI/Lobby/SignIn").body, reply.body);
}

TEST(ShiftSignIn, EndsInASessionCookieAndTheProfile) {
  Mock mock(seed_with_passwords());
  Browser browser(mock);
  const auto reply = browser.sign_in("Rita@ACME.test", "Rita-1");
  EXPECT_EQ(reply.status, 302);
  EXPECT_EQ(reply.body, "");
  EXPECT_EQ(header(reply, "Location"), "/ui/portal/profile");
  EXPECT_EQ(header(reply, "X-Session-Refreshed"), "2026-01-01 00:00:00 UTC");
  const auto set = reply.headers.find_all("Set-Cookie");
  ASSERT_EQ(set.size(), 2U);
  const std::string attributes = "; expires=Thu, 01 Jan 2026 01:00:00 GMT; path=/; secure; samesite=lax; httponly";
  EXPECT_EQ(set[0].substr(set[0].find(';')), attributes);
  EXPECT_EQ(set[1], "InSite.WebTokenId=" + browser.cookies["InSite.WebTokenId"] + attributes);
  const Json told = body_of(browser.get("/api/security/cookies/introspect"));
  const Json& token = *told.find("Authentication")->find("Cookie")->find("Deserialized");
  EXPECT_EQ(token.text_at("UserEmail"), "Rita@acme.test");
  EXPECT_EQ(token.text_at("AuthenticationSource"), "Shift iQ");
  EXPECT_EQ(token.text_at("ID"), browser.cookies["InSite.WebTokenId"]);
}

TEST(ShiftSignIn, IsTheSameToTheByteInEveryRun) {
  const auto cookies = [](bool with_others) {
    Mock mock(seed_with_passwords());
    if (with_others) Browser(mock).sign_in("lena@acme.test", "Lena-1");
    const auto reply = Browser(mock).sign_in("rita@acme.test", "Rita-1");
    std::string all;
    for (const auto line : reply.headers.find_all("Set-Cookie")) all.append(line).append("\n");
    return all;
  };
  EXPECT_EQ(cookies(false), cookies(true));
}

TEST(ShiftSignIn, TellsNobodyWhetherAnAddressIsKnown) {
  Mock mock(seed_with_passwords());
  const auto refused = [&](const std::string& email, const std::string& password) {
    const auto reply = Browser(mock).sign_in(email, password);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(shown(reply, "error"), wrong);
    std::string body = reply.body;
    body.replace(body.find(email), email.size(), "…");
    std::string names;
    for (const auto& field : reply.headers) names += field.name + " ";
    return names + body;
  };
  const auto known = refused("rita@acme.test", "wrong");
  EXPECT_EQ(last_reason(mock), "sign-in refused: wrong_answer");
  EXPECT_EQ(refused("nobody@acme.test", "wrong"), known);
  EXPECT_EQ(last_reason(mock), "sign-in refused: unknown_user");
  Browser(mock).sign_in("dora@acme.test", "");
  EXPECT_EQ(last_reason(mock), "sign-in refused: incomplete_form");
  mock.ask("POST", "/ui/lobby/signin", {"Content-Type: application/json"}, "{}");
  EXPECT_EQ(last_reason(mock), "sign-in refused: unreadable_form");
  EXPECT_EQ(mock.ask("GET", "/_understudy/v1/worlds/default/journal").body.find("\"rule\""), std::string::npos)
      << "a page that shows itself again tells why in a line alone";
}

TEST(ShiftSignIn, ShowsTheFormAgainWithWhatWasWrong) {
  Mock mock(seed_with_passwords());
  Browser browser(mock);
  const auto reply = browser.sign_in("rita@acme.test", "wrong-password-7");
  EXPECT_EQ(main_of(reply), R"(<main>
<p class="site">Shift iQ</p>
<h1>Sign in</h1>
<p id="alert" role="alert" data-testid="error">The e-mail address or the password is not right.</p>
<form method="post" action="/ui/lobby/signin">
<label for="Email">E-mail address</label>
<input id="Email" name="Email" type="text" autocomplete="username" data-testid="email" inputmode="email" )"
                            R"(autocapitalize="none" spellcheck="false" value="rita@acme.test" required )"
                            R"(aria-invalid="true" aria-describedby="alert">
<label for="Password">Password</label>
<input id="Password" name="Password" type="password" autocomplete="current-password" data-testid="password" )"
                            R"(required aria-invalid="true" aria-describedby="alert" autofocus>
<label for="Organization">Organization code (may stay empty)</label>
<input id="Organization" name="Organization" type="text" autocomplete="organization" data-testid="organization" )"
                            R"(autocapitalize="none" spellcheck="false">
<button type="submit" data-testid="sign-in">Sign in</button>
</form>
)");
  EXPECT_EQ(header(reply, "Set-Cookie"), "Shift.SessionState.Local=" + browser.cookies["Shift.SessionState.Local"] +
                                             "; path=/; secure; samesite=lax; httponly");
  EXPECT_EQ(header(browser.sign_in("rita@acme.test", "wrong again"), "Set-Cookie"), "(none)") << "it has it already";
  const auto right = browser.sign_in("rita@acme.test", "Rita-1");
  EXPECT_EQ(right.headers.find_all("Set-Cookie").back(),
            "Shift.SessionState.Local=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure; "
            "samesite=lax; httponly");
  EXPECT_EQ(mock.ask("GET", "/_understudy/v1/worlds/default/journal").body.find("wrong-password-7"), std::string::npos);
}

TEST(ShiftSignIn, SetsItsCookieAsTheFixtureSays) {
  Seed seed = seed_with_passwords();
  shift_of(seed).settings.cookie.secure = false;
  shift_of(seed).settings.cookie.same_site = ShiftCookie::SameSite::strict;
  shift_of(seed).settings.cookie.domain = "";
  shift_of(seed).settings.cookie.path = "/ui";
  Mock mock(seed);
  Browser browser(mock);
  const auto reply = browser.sign_in("rita@acme.test", "wrong", "", "/w/ci");
  EXPECT_EQ(header(reply, "Set-Cookie"), "Shift.SessionState.Local=" + browser.cookies["Shift.SessionState.Local"] +
                                             "; path=/w/ci/; samesite=strict; httponly")
      << "its path is the page's, not the session's";
}

TEST(ShiftSignIn, DropsItsCookieWhereItSetIt) {
  Seed seed = seed_with_passwords();
  shift_of(seed).settings.cookie.path = "/api";
  Mock mock(seed);
  Browser browser(mock);
  const auto path_of = [](const http::Reply& reply) {
    const std::string line(reply.headers.find_all("Set-Cookie").back());
    EXPECT_TRUE(line.starts_with("Shift.SessionState.Local=")) << line;
    const auto start = line.find("; path=");
    return line.substr(start, line.find(';', start + 1) - start);
  };
  EXPECT_EQ(path_of(browser.sign_in("rita@acme.test", "wrong")), "; path=/");
  EXPECT_EQ(path_of(browser.sign_in("rita@acme.test", "Rita-1")), "; path=/");
  EXPECT_EQ(path_of(browser.get("/ui/lobby/signout")), "; path=/");
}

TEST(ShiftSignIn, IsLockedAfterFiveFailuresOfABrowserSession) {
  Mock mock(seed_with_passwords());
  Browser browser(mock);
  for (int i = 1; i <= 4; ++i) EXPECT_EQ(shown(browser.sign_in("rita@acme.test", "wrong"), "error"), wrong) << i;
  EXPECT_EQ(shown(browser.sign_in("rita@acme.test", "wrong"), "locked"), locked);
  EXPECT_EQ(shown(browser.get(page), "locked"), locked);
  const auto right = browser.sign_in("rita@acme.test", "Rita-1");
  EXPECT_EQ(right.status, 200);
  EXPECT_EQ(shown(right, "locked"), locked);
  EXPECT_EQ(last_reason(mock), "sign-in refused: locked");
  EXPECT_EQ(shown(browser.sign_in("lena@acme.test", "Lena-1"), "locked"), locked);
  EXPECT_EQ(Browser(mock).sign_in("rita@acme.test", "Rita-1").status, 302) << "another browser";

  mock.machine += std::chrono::minutes(60) - std::chrono::milliseconds(1);
  EXPECT_EQ(browser.sign_in("rita@acme.test", "Rita-1").status, 200);
  mock.machine += std::chrono::milliseconds(1);
  EXPECT_EQ(shown(browser.get(page), "locked"), "(none)");
  EXPECT_EQ(browser.sign_in("rita@acme.test", "Rita-1").status, 302);
}

TEST(ShiftSignIn, KnowsNoAttemptAndNoSessionOfAnotherWorld) {
  Mock mock(seed_with_passwords());
  Browser browser(mock);
  for (int i = 0; i < 5; ++i) browser.sign_in("rita@acme.test", "wrong", "", "/w/one");
  EXPECT_EQ(shown(browser.get("/w/one" + page), "locked"), locked);
  EXPECT_EQ(shown(browser.get("/w/two" + page), "locked"), "(none)");
  const auto reply = browser.sign_in("rita@acme.test", "Rita-1", "", "/w/two");
  EXPECT_EQ(header(reply, "Location"), "/w/two/ui/portal/profile");
  EXPECT_NE(header(reply, "Set-Cookie").find("; path=/w/two/;"), std::string::npos) << header(reply, "Set-Cookie");
  EXPECT_EQ(organization_of(browser, "/w/two"), "acme");
  EXPECT_EQ(organization_of(browser, "/w/one"), "401");
}

TEST(ShiftSignIn, RefusesWhoeverIsNotActive) {
  Seed seed = seed_with_passwords();
  auto users = seed.users.rows();
  users[1].status = User::Status::deactivated;
  users[2].status = User::Status::pending;
  users[3].password = "";
  seed.users = TableBase<User>(users);
  Mock mock(seed);
  for (const auto& [email, password] : {std::pair("rita@acme.test", "Rita-1"), std::pair("lena@acme.test", "Lena-1"),
                                        std::pair("otto@acme.test", "Otto-1")})
    EXPECT_EQ(shown(Browser(mock).sign_in(email, password), "error"), wrong) << email;
}

TEST(ShiftSignIn, ChoosesTheOrganization) {
  struct Row {
    std::string host;
    std::string query;
    std::string field;
    std::string password;
    std::string organization;  ///< the one signed in to, or 401
  };
  const std::vector<Row> rows{
      {"localhost:9119", "", "", "Dora-1", "acme"},
      {"localhost:9119", "", "", "Dora-2", "beta"},
      {"localhost:9119", "", "beta", "Dora-2", "beta"},
      {"localhost:9119", "", "Beta", "Dora-1", "401"},
      {"localhost:9119", "?ORGANIZATIONCODE=beta", "", "Dora-2", "beta"},
      {"localhost:9119", "?organizationCode=BETA", "acme", "Dora-2", "beta"},
      {"localhost:9119", "?organizationCode=beta", "acme", "Dora-1", "401"},
      {"localhost:9119", "?organizationCode=nowhere", "", "Dora-1", "401"},
      {"acme.shiftiq.com", "", "", "Dora-2", "401"},
      {"acme.shiftiq.com", "", "", "Dora-1", "acme"},
      {"local-beta.shiftiq.com", "", "acme", "Dora-2", "beta"},
      {"dev-BETA.shiftiq.com:8080", "", "", "Dora-2", "beta"},
      {"sandbox-beta.shiftiq.com", "", "", "Dora-1", "401"},
      {"acme.shiftiq.com", "?organizationCode=beta", "", "Dora-2", "beta"},
      {"other-beta.shiftiq.com", "", "", "Dora-1", "acme"},
      {"beta", "", "", "Dora-1", "acme"},
  };
  for (const auto& row : rows) {
    Mock mock(seed_with_passwords());
    Browser browser(mock, row.host);
    browser.post(page + row.query,
                 {{"email", "dora@acme.test"}, {"PASSWORD", row.password}, {"Organization", row.field}});
    EXPECT_EQ(organization_of(browser), row.organization) << row.host << row.query << " " << row.field;
  }
}

TEST(ShiftSignIn, ShowsTheOrganizationThatIsGiven) {
  Mock mock(seed_with_passwords());
  const auto by_query = Browser(mock).get(page + "?organizationCode=acme");
  EXPECT_EQ(shown(by_query, "organization-code"), "acme");
  EXPECT_NE(by_query.body.find(R"(<input type="hidden" name="Organization" data-testid="organization" value="acme">)"),
            std::string::npos);
  EXPECT_EQ(shown(Browser(mock, "sandbox-beta.shiftiq.com").get(page), "organization-code"), "beta");
  EXPECT_EQ(shown(Browser(mock, "beta.localhost").get(page), "organization-code"), "(none)") << "that is a world";
}

TEST(ShiftSignIn, KeepsItsAddressInItsForm) {
  Mock mock(seed_with_passwords());
  const auto reply =
      mock.ask("GET", "/w/ci/ui/lobby/signin?returnurl=%2Fui%2Fx%3Fa%3D%22b&other=1&organizationcode=acme");
  EXPECT_NE(
      reply.body.find(R"(action="/w/ci/ui/lobby/signin?ReturnUrl=%2Fui%2Fx%3Fa%3D%22b&amp;organizationCode=acme")"),
      std::string::npos)
      << reply.body;
}

TEST(ShiftSignIn, EscapesWhateverItShowsAgain) {
  Mock mock(seed_with_passwords());
  const std::string hostile = "\"><script>alert('x')</script>&";
  const std::string query = "?organizationCode=" + percent_encode(hostile) +
                            "&ReturnUrl=" + percent_encode("/" + hostile) +
                            "&returnVerified=" + to_base64url("/" + hostile);
  Browser browser(mock);
  std::vector<http::Reply> replies{
      browser.get(page + query), browser.sign_in(hostile, hostile, query),
      browser.post(page, {{"Email", hostile}, {"Password", hostile}, {"Organization", hostile}}),
      browser.post(page, {{"Email", hostile}, {"Organization", hostile}}),
      browser.get(page + "?ReturnUrl=" + percent_encode("http://" + hostile))};
  for (const auto& reply : replies) {
    EXPECT_EQ(reply.body.find("<script"), std::string::npos) << reply.body;
    EXPECT_EQ(reply.body.find("alert('"), std::string::npos) << reply.body;
  }
  EXPECT_NE(replies[2].body.find("value=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\""),
            std::string::npos);
}

TEST(ShiftSignIn, AnswersAnyBodyWithItsPage) {
  Mock mock(seed_with_passwords());
  struct Row {
    std::string type;
    std::string body;
    int status;
    std::string error;
  };
  const std::string unreadable = "This form could not be read. Please try again.";
  const std::string incomplete = "Please enter your e-mail address and your password.";
  const std::string form = "application/x-www-form-urlencoded";
  const std::string good = "Email=rita%40acme.test&Password=Rita-1";
  const std::vector<Row> rows{
      {"", good, 400, unreadable},
      {"application/json", R"({"Email":"rita@acme.test","Password":"Rita-1"})", 400, unreadable},
      {"multipart/form-data; boundary=x", "--x--", 400, unreadable},
      {"text/plain", good, 400, unreadable},
      {form + "x", good, 400, unreadable},
      {form, "", 200, incomplete},
      {form, "%%%", 200, incomplete},
      {form, "&&&===&", 200, incomplete},
      {form, "Email=rita%40acme.test", 200, incomplete},
      {form, "Email=+&Password=x", 200, incomplete},
      {form, "Password=Rita-1", 200, incomplete},
      {form, std::string(1000, '\0') + good, 200, incomplete},
      {form, "Email=%FF%FE&Password=%00%FF", 200, wrong},
      {form, "Email=" + std::string(500'000, 'x') + "&Password=" + std::string(500'000, 'y'), 200, wrong},
      {form, "Email=rita%40acme.test&Password=wrong&Password=Rita-1", 200, wrong},
      {form, good, 302, "(none)"},
      {"Application/X-WWW-Form-Urlencoded ; charset=UTF-8", good, 302, "(none)"},
  };
  for (const auto& row : rows) {
    const auto reply = mock.ask("POST", page, {"Content-Type: " + row.type}, row.body);
    EXPECT_EQ(reply.status, row.status) << row.type << " " << row.body.substr(0, 60);
    EXPECT_EQ(shown(reply, "error"), row.error) << row.type << " " << row.body.substr(0, 60);
  }
  EXPECT_TRUE(mock.errors.empty());
}

TEST(ShiftSignIn, CountsOnlyFormsThatWereFilledIn) {
  Mock mock(seed_with_passwords());
  Browser browser(mock);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(header(browser.post(page, {{"Email", "x"}}), "Set-Cookie"), "(none)");
  EXPECT_EQ(browser.sign_in("rita@acme.test", "Rita-1").status, 302);
}

TEST(ShiftSignIn, ProvesToAVerifiedAddressWhoSignedIn) {
  Mock mock(seed_with_passwords());
  const auto sent_to = [&](const std::string& name, const std::string& address) {
    const auto reply = Browser(mock).sign_in(name + "@acme.test", name + "-1", "?returnVerified=" + address);
    return reply.status == 302 ? header(reply, "Location") : std::to_string(reply.status);
  };
  const auto proven = sent_to("Rita", to_base64url("http://localhost:3000/back?x=1"));
  const std::string start = "http://localhost:3000/back?x=1&token=";
  ASSERT_EQ(proven.substr(0, start.size()), start);
  const auto token = proven.substr(start.size());
  const auto told = mock.ask_as(token, "GET", "/api/security/tokens/introspect");
  EXPECT_EQ(told.status, 200);
  EXPECT_EQ(body_of(told).find("Jwt")->text_at("Subject"), "Rita@acme.test");
  EXPECT_EQ(body_of(told).find("Jwt")->text_at("Issuer"), "http://localhost:9119/ui/lobby/signin");
  EXPECT_EQ(body_of(told).find("Jwt")->text_at("Expiry"), "2026-01-02T00:00:00Z");

  const auto padded = to_base64url("https://app.shiftiq.com") + "==";
  EXPECT_EQ(sent_to("Lena", padded), "https://app.shiftiq.com?token=INVALID-TOKEN") << "no developer";
  EXPECT_EQ(sent_to("Ella", padded), "https://app.shiftiq.com?token=INVALID-TOKEN") << "an expired secret";
  for (const auto& bad : {to_base64url("https://evil.test/"), to_base64url("//evil.test"), std::string("%2B%2F"),
                          std::string("====x"), to_base64url("")})
    EXPECT_EQ(sent_to("Rita", bad), bad.empty() ? "/ui/portal/profile" : "400") << bad;
}

TEST(ShiftSignOut, DropsEveryCookieOfTheBrowser) {
  Mock mock(seed_with_passwords());
  Browser browser(mock);
  browser.sign_in("rita@acme.test", "Rita-1");
  auto copy = browser;
  const auto reply = browser.get("/w/default/ui/lobby/signout");
  EXPECT_EQ(reply.status, 302);
  EXPECT_EQ(header(reply, "Location"), page);
  const std::string attributes = "; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure; samesite=lax; httponly";
  EXPECT_EQ(reply.headers.find_all("Set-Cookie"),
            (std::vector<std::string_view>{"InSite.WebToken=" + attributes, "InSite.WebTokenId=" + attributes,
                                           "Shift.SessionState.Local=" + attributes}));
  EXPECT_EQ(header(reply, "X-Session-Refreshed"), "2025-01-01 00:00:00 UTC");
  EXPECT_EQ(organization_of(browser), "401");
  EXPECT_EQ(organization_of(copy), "acme") << "as built, a copy lives on";
}

TEST(ShiftSignOut, ReadsNoBody) {
  Mock mock(seed_with_passwords());
  const auto asked = [&](const std::vector<std::string>& headers, std::string_view body) {
    const auto reply = mock.ask("POST", "/ui/lobby/signout", headers, body);
    return cat({std::to_string(reply.status), " ", header(reply, "Location")});
  };
  const std::string without = asked({}, "");
  EXPECT_EQ(without, "302 " + page);
  EXPECT_EQ(asked({"Content-Type: application/json"}, "{no JSON"), without);
  EXPECT_EQ(asked({"Content-Type: application/x-www-form-urlencoded"}, "ReturnUrl=https://evil.test&%"), without);
}

TEST(ShiftSignOut, EndsTheSessionWhereTheFixtureSaysSo) {
  Seed seed = seed_with_passwords();
  shift_of(seed).settings.sign_out = ShiftSettings::SignOut::session;
  Mock mock(seed);
  Browser browser(mock);
  browser.sign_in("rita@acme.test", "Rita-1");
  auto copy = browser;
  EXPECT_EQ(browser.post("/ui/lobby/signout", {}).status, 302);
  EXPECT_EQ(organization_of(copy), "401");
  copy.cookies["InSite.WebToken"] = "no cookie at all";
  EXPECT_EQ(copy.get("/ui/lobby/signout").status, 302) << "whoever has none is signed out as well";
}

}  // namespace understudy::shiftiq
