// Version 1 of Shift iQ's API: passwords, sessions and what their cookies hold.
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::Mock;

std::vector<std::string> bearer(const std::string& secret) { return {"Authorization: Bearer " + secret}; }

std::string timeout_path(const std::string& session) { return "/api/sessions/timeout?session=" + session; }

ShiftCookieValue session_of(Mock& mock, const std::string& user) {
  ShiftSessionOrder order;
  order.user_row = user;
  return begin_shift_session(mock.world(), access::Signer(mock.world()), order);
}

}  // namespace

TEST(ShiftVersion1SignIn, TellsHowLongASessionLasts) {
  Mock mock(shift_seed());
  const auto cookie = session_of(mock, "1");
  const std::string session(cookie.token.text_at("Session"));
  mock.machine += std::chrono::minutes(10);
  const auto told_at = [&] { return told(mock.ask("GET", timeout_path(session), bearer(developer_secret))); };
  // From 2021-12-12 to 2026-01-01 01:00.
  EXPECT_EQ(told_at(), R"(200 {"id":127962000,"t":3000})");
  const auto caller = verify_shift_cookie(mock.world(), cookie.value);
  renew_shift_session(mock.world(), access::Signer(mock.world()), caller);
  EXPECT_EQ(told_at(), R"(200 {"id":127962600,"t":3600})");
  EXPECT_EQ(told(mock.ask("GET", "/api/sessions/timeout?Session=" + session, bearer(developer_secret))), told_at());
  EXPECT_EQ(told(mock.ask("GET", timeout_path(session), bearer(reader_secret))), R"(200 "Not Found")");
  EXPECT_EQ(told(mock.ask("GET", "/api/sessions/timeout", bearer(developer_secret))), R"(200 "Not Found")");
  EXPECT_EQ(told(mock.ask("GET", timeout_path(""), bearer(developer_secret))), R"(200 "Not Found")");
  mock.machine += std::chrono::minutes(60);
  EXPECT_EQ(told_at(), R"(200 "Not Found")");
  const auto next = session_of(mock, "1");
  end_shift_session(mock.world(), verify_shift_cookie(mock.world(), next.value).session);
  EXPECT_EQ(told(mock.ask("GET", timeout_path(std::string(next.token.text_at("Session"))), bearer(developer_secret))),
            R"(200 "Not Found")");
}

TEST(ShiftVersion1SignIn, FindsASessionByTheCookiesThatItMadeOrRenewedLast) {
  Mock mock(shift_seed());
  const auto renew = [&](const ShiftCookieValue& cookie) {
    return renew_shift_session(mock.world(), access::Signer(mock.world()),
                               verify_shift_cookie(mock.world(), cookie.value));
  };
  const auto told_of = [&](const ShiftCookieValue& cookie) {
    return told(mock.ask("GET", timeout_path(cookie.id), bearer(developer_secret)));
  };
  const auto first = session_of(mock, "1");
  const auto used = renew(first);
  const auto unused = renew(first);
  ASSERT_NE(first.id, used.id);
  const std::string lasts = R"(200 {"id":127962000,"t":3600})";
  for (const auto& cookie : {first, used, unused}) EXPECT_EQ(told_of(cookie), lasts);
  auto newest = used;
  for (size_t i = 0; i < ShiftSession::most_cookies; ++i) newest = renew(used);
  for (const auto& cookie : {first, used, newest}) EXPECT_EQ(told_of(cookie), lasts) << "the first names the session";
  EXPECT_EQ(told_of(unused), R"(200 "Not Found")");
}

TEST(ShiftVersion1SignIn, ShowsWhatACookieHolds) {
  Mock mock(shift_seed());
  const auto cookie = session_of(mock, "3");
  const std::string in_header = "Cookie: InSite.WebToken=" + percent_encode(cookie.value);
  const auto reply = mock.ask("POST", "/api/client/cookie", {in_header});
  EXPECT_EQ(told(reply), "200 " + cookie.token.dump());
  const std::string refused = R"(403 {"error":"Unauthenticated requests are not permitted."})";
  EXPECT_EQ(told(mock.ask("POST", "/api/client/cookie")), refused);
  EXPECT_EQ(told(mock.ask("POST", "/api/client/cookie", {"Cookie: InSite.WebToken=x"})), refused);
  EXPECT_EQ(told(mock.ask("POST", "/api/client/cookie", bearer(developer_secret))), refused);
  mock.machine += std::chrono::minutes(60);
  EXPECT_EQ(told(mock.ask("POST", "/api/client/cookie", {in_header})), refused);
}

TEST(ShiftVersion1SignIn, ChecksThePasswordOfAnAdministrator) {
  Seed seed = shift_seed();
  auto users = seed.users.rows();
  for (auto& user : users) user.password = "Pass-of-" + user.id;
  users.back().status = User::Status::deactivated;
  seed.users = TableBase<User>(users);
  Mock mock(seed);
  const std::string acme = shift_guid("test", "organization", "739224");
  const std::string beta = shift_guid("test", "organization", "555");
  struct Row {
    std::string email;
    std::string password;
    std::string organization;
    std::string answer;
  };
  const std::vector<Row> rows{
      {"dora@acme.test", "Pass-of-1", acme, "200 OK"},
      {"DORA@acme.test", "Pass-of-1", "\t", "401 \"Invalid Organization\""},
      {"Otto@acme.test", "Pass-of-4", acme, "200 OK"},
      {"dora@acme.test", "Pass-of-1", "", "401 \"Invalid Organization\""},
      {"dora@acme.test", "Pass-of-1", "acme", "401 \"Invalid Organization\""},
      {"dora@acme.test", "Pass-of-1", shift_guid("test", "organization", "1"), "401 \"Invalid Organization\""},
      {"dora@acme.test", "Pass-of-1", shift_guid("test", "user", "dora@acme.test"), "401 \"Invalid Organization\""},
      {"", "Pass-of-1", acme, "401 \"Invalid Credentials\""},
      {"dora@acme.test", "", acme, "401 \"Invalid Credentials\""},
      {"dora@acme.test", "pass-of-1", acme, "401 \"Invalid User\""},
      {"dora@acme.test", "Pass-of-6", beta, "401 \"Invalid User\""},
      {"nobody@acme.test", "Pass-of-1", acme, "401 \"Invalid User\""},
      {" dora@acme.test", "Pass-of-1", acme, "401 \"Invalid User\""},
      {"dora@acme.test", "Pass-of-1", beta, "401 \"Unauthorized\""},
      {"rita@acme.test", "Pass-of-2", acme, "401 \"Unauthorized\""},
  };
  for (const auto& row : rows) {
    const auto reply = post_json(mock, "/api/authenticate",
                                 Json::object({{"email", std::string_view(row.email)},
                                               {"Password", std::string_view(row.password)},
                                               {"organizationIdentifier", std::string_view(row.organization)}})
                                     .dump());
    EXPECT_EQ(told(reply), row.answer) << row.email << row.password << row.organization;
    EXPECT_EQ(header(reply, "Set-Cookie"), "(none)");
    EXPECT_EQ(header(reply, "X-Understudy-Reason").find("Pass-of"), std::string::npos);
  }
}

}  // namespace understudy::shiftiq
