#include "crypto/jws.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/shift_seed.h"
#include "providers/shiftiq/v1_problem.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

std::string secret_body(const std::string& secret) { return R"({"Secret":")" + secret + "\"}"; }

std::vector<std::string> bearer(const std::string& secret, const std::string& host = "localhost:9119") {
  return {"Authorization: Bearer " + secret, "Host: " + host};
}

Json claims_of(const http::Reply& reply) {
  const auto jws = crypto::parse_jws(body_of(reply).text_at("AccessToken"));
  EXPECT_TRUE(jws) << reply.body;
  return jws ? jws->payload : Json();
}

std::string timeout_path(const std::string& session) { return "/api/sessions/timeout?session=" + session; }

}  // namespace

TEST(ShiftVersion1, SaysThatItIsOnline) {
  Mock mock(shift_seed());
  const auto status = mock.ask("GET", "/api/v1/status");
  EXPECT_EQ(told(status), "200 Shift API (v1) release 26.2.0.0 is online. The Local environment says hello.");
  EXPECT_EQ(header(status, "Content-Type"), "application/json; charset=utf-8");
  EXPECT_EQ(told(mock.ask("GET", "/API/V1/Version", {"Authorization: Bearer x"})), "200 26.2.0.0");
  EXPECT_EQ(told(mock.ask("GET", "/api/oauth/microsoft?code=x&state=y")), "200 ");
}

TEST(ShiftVersion1, MakesATokenThatVersion2Takes) {
  Mock mock(shift_seed());
  const auto reply = post_json(mock, "/api/token", secret_body(developer_secret));
  const Json body = body_of(reply);
  const std::string token(body.text_at("AccessToken"));
  EXPECT_EQ(told(reply), R"(200 {"AccessToken":")" + token + R"(","TokenType":"Bearer","ExpiresIn":86400})");
  EXPECT_EQ(header(reply, "Content-Type"), "application/json; charset=utf-8");
  EXPECT_EQ(claims_of(reply).text_at("iss"), "http://localhost:9119/api/token");
  EXPECT_EQ(mock.ask_as(token, "GET", "/v2/e99/api/security/tokens/introspect").status, 200);
  mock.machine += std::chrono::hours(24);
  EXPECT_EQ(mock.ask_as(token, "GET", "/v2/e99/api/security/tokens/introspect").status, 401);
}

TEST(ShiftVersion1, CountsALifetimeInMinutes) {
  Seed seed = shift_seed();
  auto limited = secret_of("2", reader_secret);
  limited.lifetime_limit = std::chrono::hours(1);
  shift_of(seed).secrets = TableBase<ClientSecret>({secret_of("1", developer_secret), limited});
  struct Row {
    std::string secret;
    std::string lifetime;
    long long seconds;
  };
  const std::vector<Row> rows{
      {developer_secret, "1", 60},
      {developer_secret, "\"90\"", 5400},
      {developer_secret, "525600", 31'536'000},
      {developer_secret, "525601", 31'536'000},
      {developer_secret, "99999999999999999999", 31'536'000},
      {developer_secret, "\"99999999999999999999\"", 31'536'000},
      {developer_secret, "0", 86'400},
      {developer_secret, "-5", 86'400},
      {developer_secret, "\"\"", 86'400},
      {developer_secret, "null", 86'400},
      {reader_secret, "30", 1800},
      {reader_secret, "61", 3600},
      {reader_secret, "null", 3600},
  };
  for (const auto unit : {ShiftSettings::ExpiryUnit::seconds, ShiftSettings::ExpiryUnit::minutes}) {
    shift_of(seed).settings.expiry_unit = unit;
    Mock mock(seed);
    for (const auto& row : rows) {
      const auto reply =
          post_json(mock, "/api/token", R"({"secret":")" + row.secret + R"(","LIFETIME":)" + row.lifetime + "}");
      EXPECT_EQ(reply.status, 200) << row.lifetime << reply.body;
      EXPECT_EQ(*body_of(reply).find("ExpiresIn"), Json(row.seconds)) << row.lifetime;
      EXPECT_EQ(*claims_of(reply).find("exp"), Json(to_unix_seconds(testing::mock_start) + row.seconds))
          << row.lifetime;
    }
  }
}

TEST(ShiftVersion1, TakesAForm) {
  Mock mock(shift_seed());
  const auto reply = mock.ask("POST", "/api/token", {"Content-Type: application/x-www-form-urlencoded; charset=utf-8"},
                              "secret=" + percent_encode(developer_secret) + "&Lifetime=2&Debug=true");
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(*body_of(reply).find("ExpiresIn"), Json(120));
}

TEST(ShiftVersion1, RefusesASecretInOneSentence) {
  Mock mock(shift_seed());
  struct Row {
    std::string body;
    std::string answer;
  };
  const std::vector<Row> rows{
      {"", R"("Missing secret")"},
      {"{}", R"("Missing secret")"},
      {"null", R"("Missing secret")"},
      {R"({"Secret":null})", R"("Missing secret")"},
      {R"({"Secret":""})", R"("Missing secret")"},
      {secret_body("nobody's"), R"("Invalid secret")"},
      {secret_body(expired_secret), R"("Expired secret")"},
  };
  for (const auto& row : rows) {
    const auto reply = post_json(mock, "/api/token", row.body);
    EXPECT_EQ(told(reply), "401 " + row.answer) << row.body;
    EXPECT_EQ(header(reply, "Content-Type"), "application/json; charset=utf-8") << row.body;
    EXPECT_EQ(header(reply, "X-Authentication-Failed"), "(none)") << row.body;
  }
}

TEST(ShiftVersion1, DecodesATokenWithoutJudgingIt) {
  Mock mock(shift_seed());
  const auto made = post_json(mock, "/api/token", secret_body(developer_secret));
  std::string token(body_of(made).text_at("AccessToken"));
  const auto claims = claims_of(made).dump();
  EXPECT_EQ(told(mock.ask("POST", "/api/token/validate", {}, token)), "200 " + claims);
  token.back() = token.back() == 'A' ? 'Q' : 'A';
  mock.machine += std::chrono::days(30);
  EXPECT_EQ(told(mock.ask("POST", "/api/token/validate", {}, "  " + token + "\n")), "200 " + claims);
  const std::string parts = R"(400 {"success":false,"message":"Invalid token format. A JWT must have 3 parts."})";
  for (const std::string body : {"", "x", "a.b", "a.b.c.d", "{}"})
    EXPECT_EQ(told(mock.ask("POST", "/api/token/validate", {}, body)), parts) << body;
  EXPECT_EQ(told(mock.ask("POST", "/api/token/validate", {}, "a.b.c")),
            R"(400 {"success":false,"message":"Error processing token: it cannot be decoded."})");
}

TEST(ShiftVersion1, TakesAClientSecretAsItsBearer) {
  Mock mock(shift_seed());
  const std::string path = timeout_path("x");
  EXPECT_EQ(told(mock.ask("GET", path, bearer(developer_secret))), R"(200 "Not Found")");
  const auto token = token_of(mock, developer_secret);
  struct Row {
    std::vector<std::string> headers;
    std::string error;
  };
  const std::string no_bearer = "The Authorization header in your HTTP request must contain a bearer token.";
  const std::vector<Row> rows{
      {{}, "Your HTTP request is missing the Authorization header."},
      {{"Authorization: Bearer"}, no_bearer},
      {{"Authorization: bearer " + developer_secret}, no_bearer},
      {{"Authorization: Secret " + developer_secret}, no_bearer},
      {{"Authorization: " + developer_secret}, no_bearer},
      {bearer("nobody's"), "Your bearer token is not recognized."},
      {bearer(token), "Your bearer token is not recognized."},
      {bearer(expired_secret), "Your bearer token is expired."},
  };
  for (const auto& row : rows) {
    const auto reply = mock.ask("GET", path, row.headers);
    EXPECT_EQ(told(reply), R"(403 {"error":")" + row.error + "\"}") << row.error;
    EXPECT_EQ(header(reply, "Content-Type"), "application/json; charset=utf-8") << row.error;
  }
}

TEST(ShiftVersion1, TakesTheOrganizationFromTheHost) {
  Mock mock(shift_seed());
  const std::string foreign = R"(403 {"error":"Your bearer token is not authorized to access this organization."})";
  struct Row {
    std::string host;
    std::string secret;
    std::string answer;
  };
  const std::string good = R"(200 "Not Found")";
  const std::vector<Row> rows{
      {"acme.shiftiq.com", developer_secret, good},
      {"ACME.shiftiq.com:443", developer_secret, good},
      {"sandbox-acme.shiftiq.com", developer_secret, good},
      {"dev-acme.example.test", developer_secret, good},
      {"beta.shiftiq.com", developer_secret, foreign},
      {"local-beta.example.test", developer_secret, foreign},
      {"beta.shiftiq.com", elsewhere_secret, good},
      {"example.test", elsewhere_secret, good},
      {"127.0.0.1:9119", elsewhere_secret, good},
      {"[::1]:9119", elsewhere_secret, good},
      {"gamma.shiftiq.com", developer_secret, R"(403 {"error":"Organization account not found: gamma"})"},
      {"dev-gamma.shiftiq.com", "x", R"(403 {"error":"Organization account not found: gamma"})"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(told(mock.ask("GET", timeout_path("x"), bearer(row.secret, row.host))), row.answer) << row.host;
}

TEST(ShiftVersion1, AnswersEveryReasonInAShapeOfItsOwn) {
  Mock mock(shift_seed());
  const testing::EmptyVisit empty(mock.world());
  for (auto* refuse : {refuse_v1_anonymous, refuse_v1_token_value, refuse_v1, refuse_v1_cookie})
    for (int i = 0; i <= static_cast<int>(Reason::internal_error); ++i) {
      const auto reason = static_cast<Reason>(i);
      const auto reply = refuse({reason, "rule", "expected", "got"}, empty.visit);
      EXPECT_EQ(reply.status >= 500, reason == Reason::internal_error || reason == Reason::not_emulated)
          << to_text(reason);
      EXPECT_EQ(reply.body.find("expected"), std::string::npos) << "what is expected is for the explanation alone";
    }
  const Refusal bug{Reason::internal_error, "a mistake in Understudy itself", "", ""};
  EXPECT_EQ(told(refuse_v1(bug, empty.visit)), R"(500 {"error":"a mistake in Understudy itself"})");
}

TEST(ShiftVersion1, NotesItsCallerInTheJournal) {
  Mock mock(shift_seed());
  mock.ask("GET", timeout_path("x"), bearer(reader_secret));
  post_json(mock, "/api/token", secret_body(reader_secret));
  const auto entries = mock.world().step([](WorldState& state) { return state.journal.after(0, 10); });
  ASSERT_EQ(entries.size(), 2U);
  for (const auto& entry : entries) {
    EXPECT_EQ(entry.caller, "shift:" + shift_guid("test", "person", "2"));
    EXPECT_EQ(entry.tenant, "739224");
  }
  EXPECT_EQ(entries[0].api, "shiftiq.v1");
  EXPECT_EQ(entries[0].operation, "getSessionTimeout");
  EXPECT_EQ(entries[1].api, "shiftiq.v1.anonymous");
}

}  // namespace understudy::shiftiq
