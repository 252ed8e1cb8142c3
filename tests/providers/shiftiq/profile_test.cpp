#include "providers/shiftiq/browser.h"
#include "providers/shiftiq/part.h"

namespace understudy::shiftiq {
namespace {

using testing::Mock;

const std::string page = "/ui/portal/profile";
const std::string to_sign_in = "/ui/lobby/signin?ReturnUrl=%2Fui%2Fportal%2Fprofile";

Browser signed_in(Mock& mock, const std::string& name, const std::string& world = "") {
  Browser browser(mock);
  EXPECT_EQ(browser.sign_in(name + "@acme.test", name + "-1", "", world).status, 302) << name;
  return browser;
}

http::Reply refresh_token(Browser& browser) { return browser.post(page, {{"Action", "new-token"}}); }
http::Reply renew_secret(Browser& browser) { return browser.post(page, {{"Action", "new-secret"}}); }

int status_with(Mock& mock, const std::string& token) {
  return mock.ask_as(token, "GET", "/api/security/tokens/introspect").status;
}

}  // namespace

TEST(ShiftProfile, ShowsWhoIsSignedIn) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Lena");
  const auto reply = browser.get(page);
  EXPECT_EQ(reply.status, 200);
  const size_t start = reply.body.find("<main>");
  EXPECT_EQ(reply.body.substr(start), R"(<main>
<p class="site">Shift iQ</p>
<h1>My Profile</h1>
<dl>
<dt>Name</dt>
<dd data-testid="name">Lena Lund</dd>
<dt>E-mail address</dt>
<dd data-testid="email">Lena@acme.test</dd>
<dt>Organization</dt>
<dd data-testid="organization">Acme</dd>
<dt>Roles</dt>
<dd>
<ul data-testid="roles">
<li data-testid="role">(System) Learner</li>
<li data-testid="role">Lena Lund</li>
</ul>
</dd>
</dl>
<p><a data-testid="sign-out" href="/ui/lobby/signout">Sign out</a></p>
</main>
</body>
</html>
)");
  EXPECT_EQ(header(reply, "Cache-Control"), "no-store");
}

TEST(ShiftProfile, ShowsADeveloperItsSettings) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Rita");
  const auto reply = browser.get(page);
  const size_t start = reply.body.find("<section");
  EXPECT_EQ(reply.body.substr(start, reply.body.find("</section>") - start),
            R"(<section data-testid="developer-settings">
<h2>Developer Settings</h2>
<dl>
<dt>Base URL of API v1</dt>
<dd><code class="box" tabindex="0" data-testid="api-v1-url">http://localhost:9119/api</code></dd>
<dt>Base URL of API v2</dt>
<dd><code class="box" tabindex="0" data-testid="api-v2-url">http://localhost:9119/v2/e99/</code></dd>
</dl>
<dl>
<dt>Client secret</dt>
<dd><code class="box" tabindex="0" data-testid="client-secret">)" +
                reader_secret + R"(</code></dd>
<dt>Expires</dt>
<dd data-testid="client-secret-expires">2026-04-01T00:00:00Z</dd>
</dl>
<form method="post" action="/ui/portal/profile">
<button type="submit" data-testid="regenerate-secret" name="Action" value="new-secret">Regenerate client secret</button>
</form>
<p data-testid="no-access-token">An access token is shown once, right after it was made.</p>
<form method="post" action="/ui/portal/profile">
<button type="submit" data-testid="refresh-token" name="Action" value="new-token">Refresh access token</button>
</form>
)");
}

TEST(ShiftProfile, StaysWithinItsWorld) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Rita", "/w/ci");
  const auto reply = browser.get("/w/ci" + page);
  EXPECT_EQ(shown(reply, "api-v1-url"), "http://localhost:9119/w/ci/api");
  EXPECT_EQ(shown(reply, "api-v2-url"), "http://localhost:9119/w/ci/v2/e99/");
  EXPECT_NE(reply.body.find("action=\"/w/ci/ui/portal/profile\""), std::string::npos);
  EXPECT_NE(reply.body.find("href=\"/w/ci/ui/lobby/signout\""), std::string::npos);
  EXPECT_EQ(header(browser.get(page), "Location"), to_sign_in) << "a session of another world";
  EXPECT_EQ(header(browser.get("/w/other" + page), "Location"), "/w/other" + to_sign_in);
}

TEST(ShiftProfile, SendsWhoeverIsNotSignedInToTheSignInPage) {
  Mock mock(seed_with_passwords());
  Browser browser(mock);
  for (const std::string cookie : {"", "x", "%", "eyJ4Ijoi", "InSite.WebToken", "\xFF"}) {
    if (!cookie.empty()) browser.cookies["InSite.WebToken"] = cookie;
    for (const auto& reply : {browser.get(page), refresh_token(browser)}) {
      EXPECT_EQ(reply.status, 302) << cookie;
      EXPECT_EQ(header(reply, "Location"), to_sign_in) << cookie;
      EXPECT_EQ(reply.body, "") << cookie;
    }
  }
  const auto back = browser.sign_in("lena@acme.test", "Lena-1", to_sign_in.substr(to_sign_in.find('?')));
  EXPECT_EQ(header(back, "Location"), page);
}

TEST(ShiftProfile, SendsThereWhenASessionEndsToo) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Rita");
  auto deactivated = signed_in(mock, "Lena");
  auto ended = signed_in(mock, "Otto");
  mock.world().step([](WorldState& state) {
    User lena = *state.users.find("3");
    lena.status = User::Status::deactivated;
    state.users.put(lena);
    ShiftSession otto = *shift_of(state).sessions.find_all(ShiftSession::by_user, "4").front();
    otto.ended_at = state.clock.now();
    shift_of(state).sessions.put(otto);
  });
  EXPECT_EQ(header(deactivated.get(page), "Location"), to_sign_in);
  EXPECT_EQ(header(ended.get(page), "Location"), to_sign_in);
  mock.machine += std::chrono::minutes(60) - std::chrono::milliseconds(1);
  auto late = browser;
  EXPECT_EQ(browser.get(page).status, 200);
  mock.machine += std::chrono::milliseconds(1);
  EXPECT_EQ(header(late.get(page), "Location"), to_sign_in);
  EXPECT_EQ(browser.get(page).status, 200) << "each view renews the cookie";
}

TEST(ShiftProfile, RenewsTheCookieWithEachView) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Rita");
  const auto before = browser.cookies;
  mock.machine += std::chrono::minutes(30);
  const auto reply = browser.get(page);
  EXPECT_EQ(header(reply, "X-Session-Refreshed"), "2026-01-01 00:30:00 UTC");
  EXPECT_NE(browser.cookies["InSite.WebToken"], before.at("InSite.WebToken"));
  EXPECT_EQ(header(reply, "Set-Cookie"), "InSite.WebToken=" + browser.cookies["InSite.WebToken"] +
                                             "; expires=Thu, 01 Jan 2026 01:30:00 GMT; path=/; "
                                             "secure; samesite=lax; httponly");
}

TEST(ShiftProfile, ShowsATokenOnceWhenItIsMade) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Rita");
  const auto reply = refresh_token(browser);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(shown(reply, "notice"), "The access token below is new. Copy it: it is shown this once.");
  const auto token = shown(reply, "access-token");
  EXPECT_EQ(status_with(mock, token), 200);
  const auto again = browser.get(page);
  EXPECT_EQ(shown(again, "access-token"), "(none)");
  EXPECT_EQ(again.body.find(token), std::string::npos);
  mock.machine += std::chrono::hours(24) - std::chrono::seconds(1);
  EXPECT_EQ(status_with(mock, token), 200);
  mock.machine += std::chrono::seconds(1);
  EXPECT_EQ(status_with(mock, token), 401);
}

TEST(ShiftProfile, RevokesTheTokenThatItMadeBefore) {
  Mock mock(seed_with_passwords());
  auto rita = signed_in(mock, "Rita");
  auto otto = signed_in(mock, "Otto");
  const auto by_api = token_of(mock, reader_secret);
  const auto of_otto = shown(refresh_token(otto), "access-token");
  std::vector<std::string> made;
  for (int i = 0; i < 3; ++i) made.push_back(shown(refresh_token(rita), "access-token"));
  EXPECT_NE(made[0], made[1]) << "though no time has passed";
  EXPECT_NE(made[1], made[2]);
  EXPECT_NE(made[0], made[2]);
  const auto refused = mock.ask_as(made[1], "GET", "/api/security/tokens/introspect");
  EXPECT_EQ(header(refused, "X-Authentication-Failed"),
            "Bearer authorization token validation failed ... This JWT has been revoked.");
  EXPECT_EQ(status_with(mock, made[0]), 401);
  EXPECT_EQ(status_with(mock, made[2]), 200);
  EXPECT_EQ(status_with(mock, by_api), 200) << "the page did not make it";
  EXPECT_EQ(status_with(mock, of_otto), 200) << "another person's";
}

TEST(ShiftProfile, LeavesTheOldTokenValidWhereTheFixtureSaysAsBuilt) {
  Seed seed = seed_with_passwords();
  shift_of(seed).settings.refresh_icon = ShiftSettings::RefreshIcon::as_built;
  Mock mock(seed);
  auto browser = signed_in(mock, "Rita");
  const auto old_token = shown(refresh_token(browser), "access-token");
  mock.machine += std::chrono::seconds(1);
  const auto new_token = shown(refresh_token(browser), "access-token");
  EXPECT_NE(old_token, new_token);
  EXPECT_EQ(status_with(mock, old_token), 200);
  EXPECT_EQ(status_with(mock, new_token), 200);
}

TEST(ShiftProfile, RegeneratesTheSecretWhichIsUnknownAtOnce) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Rita");
  const auto token = token_of(mock, reader_secret);
  mock.machine += std::chrono::minutes(10);
  const auto reply = renew_secret(browser);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(shown(reply, "notice"), "The client secret below is new.");
  EXPECT_EQ(shown(reply, "client-secret-expires"), "2026-04-01T00:10:00Z");
  const auto secret = shown(reply, "client-secret");
  EXPECT_EQ(secret.size(), 88U);
  EXPECT_EQ(shown(browser.get(page), "client-secret"), secret);
  const auto introspect = [&](const std::string& value) {
    return mock.ask("GET", "/api/security/secrets/introspect", {"Authorization: Secret " + value});
  };
  EXPECT_EQ(told(introspect(reader_secret)), "401 " + failed_401("Your client secret is not recognized"));
  EXPECT_EQ(introspect(secret).status, 200);
  EXPECT_EQ(status_with(mock, token), 200) << "tokens outlive their secret";
  EXPECT_EQ(mock.ask("GET", "/_understudy/v1/worlds/default/journal").body.find(secret.substr(0, 40)),
            std::string::npos);
}

TEST(ShiftProfile, OffersASecretToADeveloperWithoutOne) {
  Seed seed = seed_with_passwords();
  shift_of(seed).secrets = TableBase<ClientSecret>(std::vector<ClientSecret>{});
  Mock mock(seed);
  auto browser = signed_in(mock, "Rita");
  const auto before = browser.get(page);
  EXPECT_EQ(shown(before, "no-client-secret"), "You have no client secret.");
  EXPECT_EQ(shown(before, "regenerate-secret"), "Make a client secret");
  EXPECT_EQ(shown(refresh_token(browser), "error"), "An access token needs a client secret that is good.");
  EXPECT_EQ(shown(renew_secret(browser), "client-secret").size(), 88U);
  EXPECT_EQ(status_with(mock, shown(refresh_token(browser), "access-token")), 200);
}

TEST(ShiftProfile, SaysThatASecretIsExpired) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Ella");
  const auto reply = browser.get(page);
  EXPECT_EQ(shown(reply, "client-secret"), expired_secret);
  EXPECT_EQ(shown(reply, "client-secret-expired"), "This client secret is expired.");
  EXPECT_EQ(shown(refresh_token(browser), "error"), "An access token needs a client secret that is good.");
  EXPECT_EQ(shown(renew_secret(browser), "client-secret-expired"), "(none)");
}

TEST(ShiftProfile, MakesTokensNoLongerThanTheSecretAllows) {
  Seed seed = seed_with_passwords();
  auto secrets = shift_of(seed).secrets.rows();
  secrets[1].lifetime_limit = std::chrono::minutes(10);
  shift_of(seed).secrets = TableBase<ClientSecret>(secrets);
  Mock mock(seed);
  auto browser = signed_in(mock, "Rita");
  const auto token = shown(refresh_token(browser), "access-token");
  mock.machine += std::chrono::minutes(10);
  EXPECT_EQ(status_with(mock, token), 401);
}

TEST(ShiftProfile, GivesNothingToWhoeverIsNoDeveloper) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Lena");
  const auto shown_to_lena = browser.get(page);
  EXPECT_EQ(shown(shown_to_lena, "developer-settings"), "(none)");
  EXPECT_EQ(shown_to_lena.body.find(learner_secret), std::string::npos);
  for (const auto& reply : {refresh_token(browser), renew_secret(browser)}) {
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(header(reply, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(shown(reply, "error"), "Developer access is not granted to your account.");
  }
}

TEST(ShiftProfile, AnswersAFormThatItDoesNotKnowWithItsPage) {
  Mock mock(seed_with_passwords());
  auto browser = signed_in(mock, "Rita");
  const std::vector<std::pair<std::string, std::string>> bodies{
      {"application/x-www-form-urlencoded", ""},
      {"application/x-www-form-urlencoded", "Action=drop-everything"},
      {"application/x-www-form-urlencoded", "Action=%3Cscript%3E"},
      {"application/json", R"({"Action":"new-token"})"},
      {"", "Action=new-token"},
  };
  for (const auto& [type, body] : bodies) {
    const auto reply = browser.ask("POST", page, {"Content-Type: " + type}, body);
    EXPECT_EQ(reply.status, 400) << type << body;
    EXPECT_EQ(shown(reply, "error"), "This form could not be read. Please try again.") << type << body;
    EXPECT_EQ(shown(reply, "access-token"), "(none)") << type << body;
    EXPECT_EQ(shown(reply, "client-secret"), reader_secret) << type << body;
  }
}

TEST(ShiftProfile, EscapesWhateverItShows) {
  Seed seed = seed_with_passwords();
  const std::string hostile = "\"><script>alert('x')</script>&";
  auto users = seed.users.rows();
  users[1].display_name = hostile;
  seed.users = TableBase<User>(users);
  auto tenants = seed.tenants.rows();
  tenants[0].name = hostile;
  seed.tenants = TableBase<Tenant>(tenants);
  auto roles = seed.roles.rows();
  roles[0].name = hostile;
  seed.roles = TableBase<Role>(roles);
  auto secrets = shift_of(seed).secrets.rows();
  secrets[1].value = hostile;
  shift_of(seed).secrets = TableBase<ClientSecret>(secrets);
  Mock mock(seed);
  auto browser = signed_in(mock, "Rita");
  const auto reply = browser.get(page);
  EXPECT_EQ(reply.body.find("<script"), std::string::npos);
  const std::string safe = "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;";
  for (const std::string id : {"name", "organization", "client-secret"}) EXPECT_EQ(shown(reply, id), safe) << id;
  EXPECT_NE(reply.body.find("<li data-testid=\"role\">" + safe + "</li>"), std::string::npos);
}

}  // namespace understudy::shiftiq
