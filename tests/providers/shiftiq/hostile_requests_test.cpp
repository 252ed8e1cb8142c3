#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

const std::string unparsable =
    "Bearer authorization token validation failed ... JWT parsing failed due to an unexpected error.";

const std::string unsigned_token =
    "Bearer authorization token validation failed ... Signature verification failed ... Audience verification failed "
    "... JWT parsing failed due to an unexpected error.";

/// No explanation and no line of the journal holds the first half of this secret. (What is shorter is found in other
/// words.)
void expect_kept_secret(Mock& mock, const http::Reply& reply, const std::string& secret) {
  if (secret.size() < 12) return;
  const auto half = secret.substr(0, secret.size() / 2);
  EXPECT_EQ(header(reply, "X-Understudy-Reason").find(half), std::string::npos) << secret;
  EXPECT_EQ(header(reply, "X-Authentication-Failed").find(half), std::string::npos) << secret;
  EXPECT_EQ(mock.ask("GET", "/_understudy/v1/worlds/default/journal").body.find(half), std::string::npos) << secret;
}

}  // namespace

TEST(ShiftHostileRequests, HaveAStrangeAuthorization) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret);
  struct Row {
    std::vector<std::string> headers;
    std::string answer;
  };
  const std::vector<Row> rows{
      {{}, "401 "},
      {{"Authorization:"}, "401 "},
      {{"Authorization: Bearer"}, "401 "},
      {{"Authorization: bearer " + token}, "401 "},
      {{"Authorization: BEARER " + token}, "401 "},
      {{"Authorization: Bearer\t" + token}, "401 "},
      {{"Authorization: " + token}, "401 "},
      {{"Authorization: Basic " + developer_secret}, "401 "},
      {{"Authorization: Secret " + developer_secret}, "401 "},
      {{"Bearer: " + token}, "401 "},
      {{"Authorization: Basic eDp5", "Authorization: Bearer " + token}, "401 "},
      {{"Authorization: Bearer x"}, "401 " + failed_401(unparsable)},
      {{"Authorization: Bearer " + developer_secret}, "401 " + failed_401(unparsable)},
      {{"Authorization: Bearer " + token + " " + token}, "401 " + failed_401(unparsable)},
      {{"Authorization: Bearer " + token, "Authorization: Bearer " + token}, "401 " + failed_401(unparsable)},
      {{"Authorization: Bearer \xC3\xA4\xFF" + token}, "401 " + failed_401(unparsable)},
      {{"Authorization: Bearer " + std::string(200'000, 'x')}, "401 " + failed_401(unparsable)},
      {{"Authorization: Bearer eyJhbGciOiJub25lIn0.e30."}, "401 " + failed_401(unsigned_token)},
      {{"Authorization: Bearer  " + token + " "}, "200"},
  };
  for (const auto& row : rows) {
    const auto reply = mock.ask("GET", "/v2/e99/api/security/tokens/introspect", row.headers);
    const std::string sent = row.headers.empty() ? "nothing" : row.headers.front().substr(0, 60);
    EXPECT_EQ(told(reply).substr(0, row.answer.size()), row.answer) << sent;
    expect_kept_secret(mock, reply, developer_secret);
    expect_kept_secret(mock, reply, token);
  }
}

TEST(ShiftHostileRequests, HaveATokenThatWasTamperedWith) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret);
  for (size_t place = 0; place < token.size(); place += 7) {
    std::string changed = token;
    changed[place] = changed[place] == 'A' ? 'B' : 'A';
    const auto reply = mock.ask_as(changed, "GET", "/api/me/roles");
    EXPECT_EQ(reply.status, 401) << place;
    EXPECT_TRUE(
        header(reply, "X-Authentication-Failed").starts_with("Bearer authorization token validation failed ... "))
        << place;
  }
}

TEST(ShiftHostileRequests, HaveABodyThatCannotBeBound) {
  Mock mock(shift_seed());
  struct Row {
    std::string body;
    std::string errors;
  };
  const std::string empty = R"({"":["A non-empty request body is required."]})";
  const std::vector<Row> rows{
      {"", empty},
      {"  \n", empty},
      {"null", empty},
      {"[]", R"({"":["The body is no JSON object but of type array."]})"},
      {"\"" + developer_secret + "\"", R"({"":["The body is no JSON object but of type string."]})"},
      {"7", R"({"":["The body is no JSON object but of type integer."]})"},
      {R"({"Secret":["x"]})", R"({"Secret":["Could not convert array to string."]})"},
      {R"({"Secret":{"x":1}})", R"({"Secret":["Could not convert object to string."]})"},
      {R"({"Secret":"x","Debug":"maybe"})", R"({"Debug":["Could not convert string to boolean."]})"},
      {R"({"Secret":"x","Debug":[]})", R"({"Debug":["Could not convert array to boolean."]})"},
  };
  for (const auto& row : rows) {
    const auto reply = post_json(mock, "/api/security/tokens/generate", row.body);
    EXPECT_EQ(reply.status, 400) << row.body;
    EXPECT_EQ(header(reply, "Content-Type"), "application/problem+json; charset=utf-8") << row.body;
    const Json body = body_of(reply);
    std::string members;
    for (const auto& member : body.members()) members += member.name + " ";
    EXPECT_EQ(members, "type title status traceId errors ") << row.body;
    EXPECT_EQ(body.find("errors") == nullptr ? "" : body.find("errors")->dump(), row.errors) << row.body;
    expect_kept_secret(mock, reply, developer_secret);
  }
}

TEST(ShiftHostileRequests, HaveABodyThatIsNotJson) {
  Mock mock(shift_seed());
  const std::vector<std::string> bodies{
      "Secret=" + developer_secret,
      R"({"Secret":")" + developer_secret,
      R"({"Secret":")" + developer_secret + "\"}}",
      std::string(10'000, '['),
      R"({"Secret":)" + std::string(10'000, '[') + std::string(10'000, ']') + "}",
      "{\"Secret\":\"\xFF\xFE" + developer_secret + "\"}",
      std::string("\0\0\0", 3),
      "<xml>" + developer_secret + "</xml>",
  };
  for (const auto& body : bodies) {
    const std::string sent = body.substr(0, 60);
    const auto reply = post_json(mock, "/api/security/tokens/generate", body);
    EXPECT_EQ(reply.status, 400) << sent;
    const Json answer = body_of(reply);
    ASSERT_NE(answer.find("errors"), nullptr) << sent;
    EXPECT_TRUE(answer.find("errors")->find("")->items()[0].text()->starts_with("The body cannot be read: n"))
        << reply.body;
    EXPECT_EQ(reply.body.find(developer_secret.substr(0, 40)), std::string::npos) << sent;
    expect_kept_secret(mock, reply, developer_secret);
    EXPECT_EQ(mock.ask("POST", "/api/security/tokens/validate", {}, body).status, 400) << sent;
  }
  EXPECT_TRUE(mock.errors.empty()) << mock.errors.front();
}

TEST(ShiftHostileRequests, HaveASecretThatIsNone) {
  Mock mock(shift_seed());
  const std::vector<std::string> secrets{
      std::string(100'000, 'x'),
      "\xC3\xA4\xC3\xB6",
      "x y",
      ":",
      "'; drop table secrets",
      developer_secret + developer_secret,
      developer_secret + "," + developer_secret,
      "a-short-secret",
  };
  for (const auto& secret : secrets) {
    const std::string sent = secret.substr(0, 60);
    const auto introspected = mock.ask("GET", "/api/security/secrets/introspect", {"Authorization: Secret " + secret});
    EXPECT_EQ(told(introspected), "401 " + failed_401("Your client secret is not recognized")) << sent;
    expect_kept_secret(mock, introspected, secret);
    const auto generated =
        post_json(mock, "/api/security/tokens/generate", Json::object({{"Secret", std::string_view(secret)}}).dump());
    EXPECT_EQ(told(generated), "401 " + problem_401("Your client secret is not recognized")) << sent;
  }
  const auto doubled = mock.ask("GET", "/api/security/secrets/introspect",
                                {"Authorization: Secret " + developer_secret, "Authorization: Secret x"});
  EXPECT_EQ(doubled.status, 401);
  expect_kept_secret(mock, doubled, developer_secret);
}

TEST(ShiftHostileRequests, HaveASecretInTheirPathOrQuery) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret);
  for (const auto& secret : {developer_secret, token}) {
    expect_kept_secret(mock, mock.ask("GET", "/v2/" + secret + "/api/me/context"), secret);
    expect_kept_secret(mock, mock.ask_as(token, "GET", "/api/security/users?filter.page=" + secret), secret);
    expect_kept_secret(mock, mock.ask_as(token, "POST", "/api/security/secrets/generate?expiry=" + secret), secret);
  }
}

}  // namespace understudy::shiftiq
