// Version 1 of Shift iQ's API, asked in bad faith or by mistake.
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

/// No explanation and no line of the journal holds the first half of this secret.
void expect_kept_secret(Mock& mock, const http::Reply& reply, const std::string& secret) {
  const auto half = secret.substr(0, secret.size() / 2);
  EXPECT_EQ(header(reply, "X-Understudy-Reason").find(half), std::string::npos);
  EXPECT_EQ(reply.body.find(half), std::string::npos);
  EXPECT_EQ(mock.ask("GET", "/_understudy/v1/worlds/default/journal").body.find(half), std::string::npos);
}

const std::string invalid = R"(400 "The request is invalid.")";

}  // namespace

TEST(ShiftHostileVersion1, HasAStrangeAuthorization) {
  Mock mock(shift_seed());
  const std::string no_bearer =
      R"(403 {"error":"The Authorization header in your HTTP request must contain a bearer token."})";
  const std::string unknown = R"(403 {"error":"Your bearer token is not recognized."})";
  struct Row {
    std::vector<std::string> headers;
    std::string answer;
  };
  const std::string good = "Authorization: Bearer " + developer_secret;
  const std::vector<Row> rows{
      {{"Authorization:"}, no_bearer},
      {{"Authorization: BEARER " + developer_secret}, no_bearer},
      {{"Authorization: Bearer\t" + developer_secret}, no_bearer},
      {{"Authorization: Basic eDp5", good}, no_bearer},
      {{good, good}, unknown},
      {{good, "Authorization: Basic eDp5"}, unknown},
      {{"Authorization: Bearer  " + developer_secret}, unknown},
      {{good + " " + developer_secret}, unknown},
      {{good + "="}, unknown},
      {{"Authorization: Bearer \xC3\xA4\xFF" + developer_secret}, unknown},
      {{"Authorization: Bearer " + std::string(200'000, 'x')}, unknown},
      {{"Authorization: Bearer " + std::string("\x01\x02\x03")}, unknown},
      {{good}, R"(200 "Not Found")"},
      {{"authorization: Bearer " + developer_secret}, R"(200 "Not Found")"},
  };
  for (const auto& row : rows) {
    const auto reply = mock.ask("GET", "/api/sessions/timeout?session=x", row.headers);
    EXPECT_EQ(told(reply), row.answer) << row.headers.front().substr(0, 60);
    expect_kept_secret(mock, reply, developer_secret);
  }
}

TEST(ShiftHostileVersion1, HasABodyThatCannotBeRead) {
  Mock mock(shift_seed());
  const std::string secret = R"("Secret":")" + developer_secret + "\"";
  const std::vector<std::string> bodies{
      "{" + secret,
      "{" + secret + "}}",
      "Secret=" + developer_secret,
      "[]",
      "7",
      "\"" + developer_secret + "\"",
      std::string(10'000, '['),
      "{\"Secret\":" + std::string(10'000, '[') + std::string(10'000, ']') + "}",
      "{\"Secret\":\"\xFF\xFE" + developer_secret + "\"}",
      std::string("\0\0\0", 3),
      R"({"Secret":["x"]})",
      R"({"Secret":{"x":1}})",
      R"({"Secret":7})",
      "{" + secret + R"(,"Lifetime":"soon"})",
      "{" + secret + R"(,"Lifetime":1.5})",
      "{" + secret + R"(,"Lifetime":1e400})",
      "{" + secret + R"(,"Lifetime":[]})",
      "{" + secret + R"(,"Lifetime":"-"})",
      "{" + secret + R"(,"Lifetime":true})",
  };
  for (const auto& body : bodies) {
    const std::string sent = body.substr(0, 60);
    const auto reply = post_json(mock, "/api/token", body);
    EXPECT_EQ(told(reply), invalid) << sent;
    expect_kept_secret(mock, reply, developer_secret);
    const auto judged = post_json(mock, "/api/token/validate", body);
    EXPECT_EQ(judged.status, 400) << sent;
    expect_kept_secret(mock, judged, developer_secret);
  }
  EXPECT_TRUE(mock.errors.empty()) << mock.errors.front();
}

TEST(ShiftHostileVersion1, HasABodyOfAnotherType) {
  Mock mock(shift_seed());
  const std::string body = "<JwtRequest><Secret>" + developer_secret + "</Secret></JwtRequest>";
  const auto answer = [](const std::string& type) {
    return R"(415 {"Message":"The request entity's media type ')" + type + R"(' is not supported for this resource."})";
  };
  EXPECT_EQ(told(mock.ask("POST", "/api/token", {}, body)), answer("application/octet-stream"));
  EXPECT_EQ(told(mock.ask("POST", "/api/token", {"Content-Type: Application/XML; charset=utf-8"}, body)),
            answer("application/xml"));
  EXPECT_EQ(told(mock.ask("POST", "/api/authenticate", {"Content-Type: text/plain"}, body)), answer("text/plain"));
  const auto strange = mock.ask("POST", "/api/token", {"Content-Type: " + std::string(5000, 'x') + "\xFF\""}, body);
  EXPECT_EQ(strange.status, 415);
  EXPECT_LT(strange.body.size(), 300U);
  expect_kept_secret(mock, strange, developer_secret);
}

TEST(ShiftHostileVersion1, HasAStrangeForm) {
  Mock mock(shift_seed());
  const auto post_form = [&](const std::string& path, const std::string& body) {
    return mock.ask("POST", path, {"Content-Type: application/x-www-form-urlencoded"}, body);
  };
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "a" + std::to_string(i) + "=b&";
  struct Row {
    std::string body;
    std::string answer;
  };
  const std::vector<Row> rows{
      {"&&&=&%&%zz=%", R"(401 "Missing secret")"},
      {many + "Secret=" + developer_secret, R"(401 "Missing secret")"},
      {"Secret=%FF%FE%00", R"(401 "Invalid secret")"},
      {"Secret=" + std::string(100'000, 'x'), R"(401 "Invalid secret")"},
      {"Secret=" + developer_secret + "&Secret=x", R"(401 "Invalid secret")"},
      {"Secret=x&Lifetime=much", invalid},
  };
  for (const auto& row : rows) {
    const auto reply = post_form("/api/token", row.body);
    EXPECT_EQ(told(reply), row.answer) << row.body.substr(0, 60);
    expect_kept_secret(mock, reply, developer_secret);
  }
  EXPECT_EQ(told(post_form("/api/authenticate", many)), R"(401 "Invalid Organization")");
  EXPECT_TRUE(mock.errors.empty()) << mock.errors.front();
}

TEST(ShiftHostileVersion1, HasATokenToJudgeThatIsNone) {
  Mock mock(shift_seed());
  const std::string cannot = R"(400 {"success":false,"message":"Error processing token: it cannot be decoded."})";
  const std::vector<std::string> bodies{
      "..",
      "a.b.c",
      "e30.e30.",
      "\"e30.e30.\"",
      "\xFF.\xFF.\xFF",
      std::string(20'000, 'a') + ".b.c",
      developer_secret + "." + developer_secret + "." + developer_secret,
      "eyJhbGciOiJIUzI1NiJ9." + std::string(10'000, 'W') + ".x",
  };
  for (const auto& body : bodies) {
    const auto reply = mock.ask("POST", "/api/token/validate", {}, body);
    const bool is_empty_but_whole = body == "e30.e30.";
    EXPECT_EQ(told(reply), is_empty_but_whole ? "200 {}" : cannot) << body.substr(0, 60);
    expect_kept_secret(mock, reply, developer_secret);
  }
}

TEST(ShiftHostileVersion1, HasAStrangeHostOrSession) {
  Mock mock(shift_seed());
  const auto ask = [&](const std::string& path, const std::string& host) {
    return mock.ask("GET", path, {"Authorization: Bearer " + developer_secret, "Host: " + host});
  };
  for (const std::string host : {"", ".", "..shiftiq.com", "-.shiftiq.com", "a\"b.shiftiq.com", "dev-.shiftiq.com",
                                 "[::1", "acme.shiftiq.com\xFF", "acme", "acme."}) {
    const auto reply = ask("/api/sessions/timeout?session=x", host);
    EXPECT_TRUE(reply.status == 200 || reply.status == 403) << host << told(reply);
    EXPECT_TRUE(parse_json(reply.body)) << host << reply.body;
  }
  const std::vector<std::string> sessions{std::string(1500, 'x'), "%00%FF", "a&session=b", "user:1", "..%2F"};
  for (const auto& session : sessions)
    EXPECT_EQ(told(ask("/api/sessions/timeout?session=" + session, "localhost")), R"(200 "Not Found")") << session;
  EXPECT_TRUE(mock.errors.empty()) << mock.errors.front();
}

}  // namespace understudy::shiftiq
