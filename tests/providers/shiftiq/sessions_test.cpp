// Session cookies over Shift iQ's API: login, introspection, renewal, and their end.
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/text.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session_support.h"

namespace understudy::shiftiq {

namespace {

using testing::body_of;
using testing::Mock;

const std::string undecodable = "Deserialization of cookie token failed unexpectedly.";
const std::string introspect = "/api/security/cookies/introspect";
constexpr auto hour = std::chrono::hours(1);

TEST(ShiftSessions, BeginWithTwoCookies) {
  Mock mock(shift_seed());
  const auto reply = sign_in(mock);
  EXPECT_EQ(reply.status, 200);
  const auto set = reply.headers.find_all("Set-Cookie");
  ASSERT_EQ(set.size(), 2U);
  const std::string attributes = "; expires=Thu, 01 Jan 2026 01:00:00 GMT; path=/; secure; samesite=lax; httponly";
  EXPECT_EQ(set[0], "InSite.WebToken=" + session_value(reply) + attributes);
  const auto token = *body_of(reply).find("token");
  EXPECT_EQ(set[1], "InSite.WebTokenId=" + std::string(token.text_at("ID")) + attributes);
  EXPECT_EQ(header(reply, "X-Session-Refreshed"), "2026-01-01 00:00:00 UTC");
  EXPECT_EQ(token.text_at("UserEmail"), "Dora@acme.test");
  EXPECT_EQ(token.text_at("AuthenticationSource"), "Test Login");
  EXPECT_EQ(session_value(reply).find_first_of("+/="), std::string::npos) << "percent-encoded";
}

TEST(ShiftSessions, StandBareBelowAccounts) {
  Mock mock(shift_seed());
  const auto reply = mock.ask("POST", "/api/accounts/cookies/login?organizationCode=acme&email=dora%40acme.test");
  EXPECT_EQ(body_of(reply).text_at("UserEmail"), "Dora@acme.test");
}

TEST(ShiftSessions, NeedAKnownPerson) {
  Mock mock(shift_seed());
  for (const std::string query : {"", "?email=Dora@acme.test", "?organizationCode=acme",
                                  "?organizationCode=acme&email=x@y", "?organizationCode=nowhere&email=Dora@acme.test",
                                  "?organizationCode=acme&email=Dora@acme.test&impersonatorUserEmail=x@y"})
    EXPECT_EQ(told(mock.ask("POST", "/api/security/cookies/login" + query)), problem_400("Failed to create the token"))
        << query;
}

TEST(ShiftSessions, BeginInTheOrganizationsOwnPartition) {
  const std::string login = "/api/security/cookies/login?organizationCode=acme&email=Dora@acme.test";
  Seed seed = shift_seed();
  Mock mock(seed);
  EXPECT_EQ(mock.ask("POST", "/v2/e99" + login).status, 200);
  const auto foreign = mock.ask("POST", "/v2/e01" + login);
  EXPECT_EQ(told(foreign), problem_400("Failed to create the token"));
  EXPECT_EQ(header(foreign, "Set-Cookie"), "(none)");
  EXPECT_EQ(header(foreign, "X-Understudy-Reason"),
            "invalid_request; rule: Failed to create the token; expected: a person of this partition; got: e99");
  shift_of(seed).settings.foreign_partition = ShiftSettings::ForeignPartition::accept;
  Mock lenient(seed);
  EXPECT_EQ(lenient.ask("POST", "/v2/e01" + login).status, 200);
}

TEST(ShiftSessions, AreForDebuggingWithoutAPassword) {
  Seed seed = shift_seed();
  shift_of(seed).settings.debug_endpoints = ShiftSettings::DebugEndpoints::refuse;
  Mock mock(seed);
  const auto refused = problem_400("An untrusted cookie can be injected by the client only for debugging purposes.");
  EXPECT_EQ(told(sign_in(mock)), refused);
  EXPECT_EQ(told(mock.ask("POST", "/api/security/cookies/generate", {"Content-Type: text/plain"}, "x")), refused);
  EXPECT_EQ(told(mock.ask("POST", "/api/security/cookies/create?name=a", {"Content-Type: text/plain"}, "x")), refused);
}

TEST(ShiftSessions, AreReportedByIntrospection) {
  Mock mock(shift_seed());
  const auto reply = sign_in(mock);
  const auto report = mock.ask("GET", introspect, {"Cookie: a=1; InSite.WebToken=" + session_value(reply)});
  EXPECT_EQ(report.status, 200);
  const auto body = body_of(report);
  const auto authentication = *body.find("Authentication");
  EXPECT_EQ(authentication.text_at("Status"), "Cookie authentication succeeded");
  const auto cookie = *authentication.find("Cookie");
  EXPECT_EQ(*cookie.find("Deserialized"), *body_of(reply).find("token"));
  EXPECT_EQ(cookie.text_at("Decoded"), body_of(reply).find("token")->dump());
  EXPECT_EQ(body.find("Authorization")->dump(),
            R"({"Policy":"Security.Cookies.Introspect","Status":"Security claims principal authorization succeeded"})");
  EXPECT_EQ(body.find("Cookies")->items().size(), 2U);
  EXPECT_EQ(body.find("Cookies")->items()[0].dump(), R"({"Key":"a","Value":"1"})");
}

TEST(ShiftSessions, ReachEverythingThatTakesBearers) {
  Mock mock(shift_seed());
  const auto cookie = cookie_line(sign_in(mock, "rita@acme.test"));
  for (const std::string path :
       {"/api/me/roles", "/api/me/permissions", "/api/security/users", "/api/directory/groups"})
    EXPECT_EQ(mock.ask("GET", path, {cookie}).status, 200) << path;
  EXPECT_EQ(mock.ask("GET", "/api/progress/gradebooks", {cookie}).status, 403);
  EXPECT_EQ(told(mock.ask("GET", "/api/security/tokens/introspect", {cookie})), "401 ") << "by a bearer alone";
}

TEST(ShiftSessions, AreRenewedByMyContext) {
  Mock mock(shift_seed());
  const auto first = sign_in(mock);
  mock.machine += std::chrono::minutes(59);
  const auto context = mock.ask("GET", "/api/me/context", {cookie_line(first)});
  EXPECT_EQ(context.status, 200);
  EXPECT_EQ(header(context, "X-Session-Refreshed"), "2026-01-01 00:59:00 UTC");
  EXPECT_NE(session_value(context), session_value(first));
  mock.machine += std::chrono::minutes(59);
  EXPECT_EQ(mock.ask("GET", introspect, {cookie_line(context)}).status, 200);
  EXPECT_EQ(told(mock.ask("GET", introspect, {cookie_line(first)})),
            "401 " + failed_401("The authentication cookie expired"));
}

TEST(ShiftSessions, AreRenewedOnRequest) {
  Mock mock(shift_seed());
  const auto first = sign_in(mock);
  const auto renewed = mock.ask("POST", "/api/security/cookies/refresh-session", {cookie_line(first)});
  EXPECT_EQ(told(renewed), "200 ");
  EXPECT_EQ(renewed.headers.find_all("Set-Cookie").size(), 2U);
  EXPECT_NE(session_value(renewed), session_value(first));
  const auto by_bearer = mock.ask_as(token_of(mock, developer_secret), "POST", "/api/security/cookies/refresh-session");
  EXPECT_EQ(told(by_bearer), "200 ");
  EXPECT_EQ(header(by_bearer, "Set-Cookie"), "(none)");
  EXPECT_EQ(told(mock.ask("POST", "/api/security/cookies/refresh-session")), "401 ");
  const auto both = mock.ask("POST", "/api/security/cookies/refresh-session",
                             {cookie_line(first), "Authorization: Bearer " + token_of(mock, developer_secret)});
  EXPECT_EQ(both.headers.find_all("Set-Cookie").size(), 2U) << "of the cookie beside the bearer";
}

TEST(ShiftSessions, AreNotRenewedByOtherRequests) {
  Mock mock(shift_seed());
  EXPECT_EQ(header(mock.ask("GET", "/api/me/roles", {cookie_line(sign_in(mock))}), "Set-Cookie"), "(none)");
}

TEST(ShiftSessions, ExpireToTheMillisecond) {
  Mock mock(shift_seed());
  const auto cookie = cookie_line(sign_in(mock));
  mock.machine += hour - Milliseconds(1);
  EXPECT_EQ(mock.ask("GET", introspect, {cookie}).status, 200);
  mock.machine += Milliseconds(1);
  const auto late = mock.ask("GET", introspect, {cookie});
  EXPECT_EQ(told(late), "401 " + failed_401("The authentication cookie expired"));
  EXPECT_EQ(header(late, "X-Authentication-Failed"), "The authentication cookie expired");
}

TEST(ShiftSessions, EndForTheBrowserAtLogout) {
  Mock mock(shift_seed());
  const auto reply = sign_in(mock);
  const auto out = mock.ask("POST", "/api/security/cookies/logout", {cookie_line(reply)});
  EXPECT_EQ(told(out), "200 ");
  const std::string gone = "=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure; samesite=lax; httponly";
  const auto set = out.headers.find_all("Set-Cookie");
  ASSERT_EQ(set.size(), 2U);
  EXPECT_EQ(set[0], "InSite.WebToken" + gone);
  EXPECT_EQ(set[1], "InSite.WebTokenId" + gone);
  EXPECT_EQ(header(out, "X-Session-Refreshed"), "2025-01-01 00:00:00 UTC");
  EXPECT_EQ(mock.ask("GET", introspect, {cookie_line(reply)}).status, 200) << "a copy lives on, as built";
  EXPECT_EQ(told(mock.ask("POST", "/api/security/cookies/logout")), "200 ");
  EXPECT_EQ(told(mock.ask("POST", "/api/security/cookies/logout", {"Cookie: InSite.WebToken=nonsense"})), "200 ");
}

TEST(ShiftSessions, EndWholeAtLogoutWhereTheFixtureSaysSo) {
  Seed seed = shift_seed();
  shift_of(seed).settings.sign_out = ShiftSettings::SignOut::session;
  Mock mock(seed);
  const auto reply = sign_in(mock);
  mock.ask("POST", "/api/security/cookies/logout", {cookie_line(reply)});
  EXPECT_EQ(told(mock.ask("GET", introspect, {cookie_line(reply)})),
            "401 " + failed_401("The authentication cookie expired"));
}

TEST(ShiftSessions, AreJudgedAsAValue) {
  Mock mock(shift_seed());
  const auto reply = sign_in(mock);
  const auto value = session_value(reply);
  const auto token = body_of(reply).find("token")->dump();
  const std::vector<std::string> text{"Content-Type: text/plain"};
  const auto judge = [&](const std::string& path, const std::string& body) {
    return mock.ask("POST", path, text, body);
  };
  EXPECT_EQ(body_of(judge("/api/security/cookies/validate", value)).find("cookie")->dump(), token);
  EXPECT_EQ(body_of(judge("/api/accounts/cookies/validate", value)).dump(), token);
  EXPECT_EQ(body_of(judge("/api/accounts/cookies/validate", *percent_decode(value))).dump(), token);
  EXPECT_EQ(body_of(judge("/api/accounts/cookies/decode", value)).dump(), token);
  EXPECT_EQ(told(judge("/api/accounts/cookies/validate", value + "x")), problem_400(undecodable));
  EXPECT_EQ(told(judge("/api/accounts/cookies/decode", "nonsense")), problem_400(undecodable));
  mock.machine += hour;
  EXPECT_EQ(told(judge("/api/accounts/cookies/validate", value)), problem_400("The authentication cookie expired"));
  EXPECT_EQ(body_of(judge("/api/accounts/cookies/decode", value)).dump(), token) << "whatever became of it";
}

TEST(ShiftSessions, AreSetFromAValue) {
  Mock mock(shift_seed());
  const auto value = session_value(sign_in(mock));
  for (const auto& body : {value, *percent_decode(value)}) {
    const auto reply = mock.ask("POST", "/api/security/cookies/generate", {"Content-Type: text/plain"}, body);
    EXPECT_EQ(body_of(reply).text_at("token"), body);
    // As many hours as a session has minutes: the original's quirk.
    EXPECT_EQ(
        header(reply, "Set-Cookie"),
        "InSite.WebToken=" + value + "; expires=Sat, 03 Jan 2026 12:00:00 GMT; path=/; secure; samesite=lax; httponly");
  }
  const auto newest = mock.ask("POST", "/api/accounts/cookies/generate", {"Content-Type: text/plain"}, "any value");
  EXPECT_EQ(newest.body, "{\n  \"Token\": \"any value\"\n}");
  EXPECT_TRUE(header(newest, "Set-Cookie").starts_with("InSite.WebToken=any%20value; "))
      << header(newest, "Set-Cookie");
}

TEST(ShiftSessions, OfOtherNamesCanBeSet) {
  Mock mock(shift_seed());
  const auto reply =
      mock.ask("POST", "/api/security/cookies/create?name=Seen&lifetime=60", {"Content-Type: text/plain"}, "a;b");
  EXPECT_EQ(told(reply), "200 ");
  EXPECT_EQ(header(reply, "Set-Cookie"),
            "Seen=a%3Bb; expires=Thu, 01 Jan 2026 00:01:00 GMT; path=/; secure; samesite=lax; httponly");
  for (const std::string query : {"", "?name=", "?name=a%3Bb", "?name=a&lifetime=-1", "?name=a&lifetime=x"})
    EXPECT_EQ(mock.ask("POST", "/api/security/cookies/create" + query, {"Content-Type: text/plain"}, "v").status, 400)
        << query;
}

TEST(ShiftSessions, ChangeTheirLanguage) {
  Seed seed = shift_seed();
  auto organizations = shift_of(seed).organizations.rows();
  organizations[0].languages = {"en", "fr"};
  shift_of(seed).organizations = TableBase<ShiftOrganization>(organizations);
  Mock mock(seed);
  const auto cookie = cookie_line(sign_in(mock));
  const auto changed = mock.ask("POST", "/api/security/cookies/change-language/FR", {cookie});
  EXPECT_EQ(told(changed), "200 ");
  const auto context = body_of(mock.ask("GET", "/api/me/context", {cookie_line(changed)}));
  EXPECT_EQ(context.text_at("CurrentLanguage"), "fr");
  EXPECT_EQ(context.find("SupportedLanguages")->dump(), R"(["en","fr"])");
  EXPECT_EQ(told(mock.ask("POST", "/api/security/cookies/change-language/xx", {cookie})),
            problem_400("Unsupported language: xx"));
  EXPECT_EQ(told(mock.ask_as(token_of(mock, developer_secret), "POST", "/api/security/cookies/change-language/fr")),
            problem_400("Cookie is missing or broken"));
}

TEST(ShiftSessions, ChangeTheTheme) {
  Mock mock(shift_seed());
  const auto cookie = cookie_line(sign_in(mock));
  EXPECT_EQ(header(mock.ask("POST", "/api/security/cookies/change-theme/dark", {cookie}), "Set-Cookie"),
            "Shift.UI.ThemeMode=Dark; expires=Wed, 01 Apr 2026 00:00:00 GMT; path=/; secure; samesite=lax");
  EXPECT_EQ(told(mock.ask("POST", "/api/security/cookies/change-theme/pink", {cookie})),
            problem_400("Unsupported theme: pink"));
  EXPECT_EQ(told(mock.ask("POST", "/api/security/cookies/change-theme/dark")), "401 ");
}

TEST(ShiftSessions, TellWhoActsAsAnother) {
  Mock mock(shift_seed());
  const auto reply = mock.ask("POST",
                              "/api/security/cookies/login?organizationCode=acme&email=dora%40acme.test"
                              "&impersonatorOrganizationCode=acme&impersonatorUserEmail=otto%40acme.test");
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(body_of(mock.ask("GET", "/api/me/context", {cookie_line(reply)})).text_at("ImpersonatorName"), "Otto Olm");
}

}  // namespace

}  // namespace understudy::shiftiq
