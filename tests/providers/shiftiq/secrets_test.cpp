#include "providers/shiftiq/part.h"
#include "providers/shiftiq/session.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;

const std::string introspect_path = "/v2/e99/api/security/secrets/introspect";

http::Reply introspect(Mock& mock, const std::string& authorization) {
  return mock.ask("GET", introspect_path, {"Authorization: " + authorization});
}

}  // namespace

TEST(ShiftSecrets, AreEveryDevelopersWithoutBeingWritten) {
  const std::string yaml =
      "version: 1\ntenants:\n  - name: Acme\n    users:\n"
      "      - {email: dora@acme.test, shiftiq: {developer: true}}\n"
      "      - {email: emil@acme.test, shiftiq: {developer: true, secret: null}}\n";
  Mock mock(testing::seed_of_text(yaml));
  const Json told = body_of(mock.ask("GET", "/_understudy/v1/worlds/default/credentials"));
  const auto& secrets = told.find("client_secrets")->items();
  ASSERT_EQ(secrets.size(), 1U);
  EXPECT_EQ(secrets[0].text_at("email"), "dora@acme.test");
  const std::string value(secrets[0].text_at("secret"));
  EXPECT_EQ(value.size(), 88U);
  const auto token = mock.ask("POST", "/api/security/tokens/generate", {"Content-Type: application/json"},
                              R"({"Secret":")" + value + R"("})");
  EXPECT_EQ(token.status, 200) << token.body;
  Mock again(testing::seed_of_text(yaml));
  EXPECT_EQ(body_of(again.ask("GET", "/_understudy/v1/worlds/default/credentials")).dump(), told.dump());
}

TEST(ShiftSecrets, ShowWhoseTheyAre) {
  Mock mock(shift_seed());
  const auto reply = introspect(mock, "Secret " + reader_secret);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(header(reply, "Content-Type"), "application/json; charset=utf-8");
  const auto guid = [](std::string_view kind, std::string_view of) {
    return "\"" + shift_guid("test", kind, of) + "\"";
  };
  const std::string developer = guid("role", "Developer");
  const std::string own_name = guid("person", "2");
  const std::string reader = guid("role", "739224:reader");
  EXPECT_EQ(body_of(reply).dump(),
            R"({"User":{"Identifier":)" + guid("user", "rita@acme.test") +
                R"(,"Email":"Rita@acme.test","Name":"Rita Rask","Language":"en","TimeZone":"UTC"},)"
                R"("Person":{"Identifier":)" +
                guid("person", "2") + R"(},"Organization":{"Identifier":)" + guid("organization", "739224") +
                R"(,"Name":"Acme","Slug":"acme"},"Partition":{"Identifier":)" + guid("partition", "e99") +
                R"(,"Name":"Enterprise 99","Slug":"e99"},"Roles":[{"Name":"(System) Developer","Identifier":)" +
                developer + R"(},{"Name":"Reader","Identifier":)" + reader + R"(},{"Name":"Rita Rask","Identifier":)" +
                own_name + R"(}],"Authority":"developer","IPAddress":"","IsAuthenticated":true,"OrganizationId":)" +
                guid("organization", "739224") + R"(,"PersonId":)" + guid("person", "2") + R"(,"UserId":)" +
                guid("user", "rita@acme.test") +
                R"(,"IsAdministrator":false,"IsDeveloper":true,"IsLearner":false,"IsOperator":false,"RoleIds":[)" +
                developer + "," + reader + "," + own_name + "]}");
}

TEST(ShiftSecrets, ShowThePersonThatTheirTokensShow) {
  Mock mock(shift_seed());
  const auto by_secret = body_of(introspect(mock, "Secret " + developer_secret));
  const auto by_token =
      body_of(mock.ask_as(token_of(mock, developer_secret), "GET", "/api/security/tokens/introspect"));
  EXPECT_EQ(by_secret.dump(), by_token.find("Principal")->dump());
}

TEST(ShiftSecrets, AreRefusedInTheOriginalsWords) {
  Mock mock(shift_seed());
  const std::vector<std::pair<std::string, std::string>> rows{
      {"nobody's", "Your client secret is not recognized"},
      {developer_secret.substr(0, 86), "Your client secret is not recognized"},
      {developer_secret + "=", "Your client secret is not recognized"},
      {developer_secret.substr(1), "Your client secret is not recognized"},
      {elsewhere_secret, "Your client secret is not recognized"},
      {expired_secret, "Your client secret is expired"},
  };
  for (const auto& [secret, detail] : rows) {
    const auto reply = introspect(mock, "Secret " + secret);
    EXPECT_EQ(told(reply), "401 " + failed_401(detail)) << secret;
    EXPECT_EQ(header(reply, "X-Authentication-Failed"), detail) << secret;
  }
}

TEST(ShiftSecrets, AreOneSpellingOfTheirBytesOnly) {
  Seed seed = shift_seed();
  auto secrets = shift_of(seed).secrets.rows();
  const std::string bytes(64, '\xfb');
  secrets[0].value = to_base64(bytes);
  shift_of(seed).secrets = TableBase<ClientSecret>(secrets);
  Mock mock(seed);
  EXPECT_EQ(introspect(mock, "Secret " + to_base64(bytes)).status, 200);
  EXPECT_EQ(introspect(mock, "Secret   " + to_base64(bytes)).status, 200) << "blanks around it do not count";
  EXPECT_EQ(introspect(mock, "Secret " + to_base64url(bytes)).status, 401);
  EXPECT_EQ(introspect(mock, "Secret " + to_base64url(bytes) + "==").status, 401);
  std::string unpadded = to_base64(bytes);
  unpadded.resize(86);
  EXPECT_EQ(introspect(mock, "Secret " + unpadded).status, 401);
}

TEST(ShiftSecrets, FailTheServerWhereTheFixtureSaysSo) {
  Seed seed = shift_seed();
  shift_of(seed).settings.bad_secret_header = ShiftSettings::BadSecret::server_error;
  Mock mock(seed);
  const auto reply = introspect(mock, "Secret nobody's");
  EXPECT_EQ(told(reply), R"(500 {"Type":"https://developer.mozilla.org/en-us/docs/web/http/reference/status/500",)"
                         R"("Title":"Internal Server Error","Status":500,)"
                         R"("Detail":"Sorry, something went wrong while we handled your request."})");
  EXPECT_EQ(header(reply, "Content-Type"), "application/problem+json; charset=utf-8");
  EXPECT_EQ(introspect(mock, "Bearer x").status, 401) << "that is no secret at all";
}

TEST(ShiftSecrets, AreNoBearerTokensAndBearerTokensNoSecrets) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret);
  for (const auto& value :
       std::vector<std::string>{"Bearer " + token, "secret " + developer_secret, "Secret", developer_secret}) {
    const auto reply = introspect(mock, value);
    EXPECT_EQ(told(reply), "401 ") << value;
    EXPECT_EQ(header(reply, "X-Authentication-Failed"), "(none)") << value;
  }
  const auto reply = mock.ask("GET", "/api/me/roles", {"Authorization: Secret " + developer_secret});
  EXPECT_EQ(told(reply), "401 ");
  EXPECT_EQ(
      mock.ask_as(developer_secret, "GET", "/api/me/roles").body,
      failed_401("Bearer authorization token validation failed ... JWT parsing failed due to an unexpected error."));
}

TEST(ShiftSecrets, AreNotMadeForWhoeverIsNoDeveloper) {
  Mock mock(shift_seed());
  ShiftSessionOrder order;
  order.user_row = "3";
  const auto cookie = begin_shift_session(mock.world(), access::Signer(mock.world()), order);
  const auto reply = mock.ask("POST", "/api/accounts/secrets/generate?expiry=soon",
                              {"Cookie: InSite.WebToken=" + percent_encode(cookie.value)});
  EXPECT_EQ(told(reply), R"(400 {"Type":"https://developer.mozilla.org/en-us/docs/web/http/reference/status/400",)"
                         R"("Title":"Bad Request","Status":400,)"
                         R"("Detail":"Developer access is not granted to your account"})");
}

TEST(ShiftSecrets, AreReplacedAtOnceAndTheirTokensLiveOn) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret);
  const auto reply = mock.ask_as(token, "POST", "/api/accounts/secrets/generate");
  const Json body = body_of(reply);
  const std::string value(body.text_at("SecretValue"));
  EXPECT_EQ(told(reply),
            "200 {\n  \"PersonId\": \"" + shift_guid("test", "person", "1") + "\",\n  \"SecretId\": \"" +
                std::string(body.text_at("SecretId")) +
                "\",\n  \"SecretName\": \"Shift iQ Client Secret\",\n  \"SecretType\": \"Authentication\",\n"
                "  \"SecretValue\": \"" +
                value + "\",\n  \"SecretExpiry\": \"2026-04-01T00:00:00Z\"\n}");
  EXPECT_EQ(value.size(), 88U);
  EXPECT_NE(value, developer_secret);
  EXPECT_EQ(introspect(mock, "Secret " + value).status, 200);
  EXPECT_EQ(introspect(mock, "Secret " + developer_secret).status, 401);
  EXPECT_EQ(mock.ask_as(token, "GET", "/api/me/roles").status, 200);
}

TEST(ShiftSecrets, ExpireAfterTheDaysAskedFor) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret);
  const std::vector<std::pair<std::string, std::string>> rows{
      {"?expiry=1", "2026-01-02T00:00:00Z"},   {"?expiry=365", "2027-01-01T00:00:00Z"},
      {"?Expiry=90", "2026-04-01T00:00:00Z"},  {"?expiry=", "2026-04-01T00:00:00Z"},
      {"?expiry=366", "2027-01-01T00:00:00Z"}, {"?expiry=0", "2027-01-01T00:00:00Z"},
      {"?expiry=-3", "2027-01-01T00:00:00Z"},
  };
  for (const auto& [query, expiry] : rows)
    EXPECT_EQ(body_of(mock.ask_as(token, "POST", "/api/security/secrets/generate" + query)).text_at("SecretExpiry"),
              expiry)
        << query;
  const auto reply = mock.ask_as(token, "POST", "/api/security/secrets/generate?expiry=soon");
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(body_of(reply).find("errors")->dump(), R"({"expiry":["The value is not valid for expiry."]})");
}

TEST(ShiftSecrets, ExpireByTheWorldsClock) {
  Mock mock(shift_seed());
  mock.machine += std::chrono::days(90) - std::chrono::milliseconds(1);
  EXPECT_EQ(introspect(mock, "Secret " + developer_secret).status, 200);
  mock.machine += std::chrono::milliseconds(1);
  EXPECT_EQ(told(introspect(mock, "Secret " + developer_secret)), "401 " + failed_401("Your client secret is expired"));
}

}  // namespace understudy::shiftiq
