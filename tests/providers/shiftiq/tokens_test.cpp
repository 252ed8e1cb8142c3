#include "crypto/jws.h"
#include "providers/epilot/access_token.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using testing::body_of;
using testing::Mock;
using testing::mock_start;

const std::string generate_path = "/v2/e99/api/security/tokens/generate";

std::string asking_with(const std::string& secret, const std::string& more = "") {
  return R"({"Secret":")" + secret + "\"" + more + "}";
}

/// The seconds that a token for this Lifetime lasts, or the refusal.
std::string lifetime_for(Mock& mock, const std::string& json) {
  const auto reply = post_json(mock, generate_path, asking_with(developer_secret, R"(,"Lifetime":)" + json));
  if (reply.status == 200) return std::to_string(*body_of(reply).find("ExpiresIn")->integer());
  const Json body = body_of(reply);
  std::string told = std::to_string(reply.status) + " " + std::string(body.text_at("Detail"));
  if (const Json* errors = body.find("errors")) told += errors->dump();
  return told;
}

}  // namespace

TEST(ShiftTokens, AreGeneratedFromASecret) {
  Mock mock(shift_seed());
  const auto reply = post_json(mock, generate_path, asking_with(developer_secret, R"(,"Lifetime":31536000)"));
  const std::string token(body_of(reply).text_at("AccessToken"));
  EXPECT_EQ(told(reply), "200 {\n  \"AccessToken\": \"" + token +
                             "\",\n  \"TokenType\": \"Bearer\",\n  \"ExpiresIn\": 31536000,\n"
                             "  \"Lifetime\": \"31,536,000 seconds (~52 weeks)\"\n}");
  EXPECT_EQ(header(reply, "Content-Type"), "application/json; charset=utf-8");
  const auto jws = crypto::parse_jws(token);
  ASSERT_TRUE(jws.has_value());
  EXPECT_EQ(jws->payload.text_at("iss"), "http://localhost:9119/api/security/tokens/generate");
  EXPECT_EQ(jws->payload.text_at("sub"), "Dora@acme.test");
  EXPECT_EQ(*jws->payload.find("ttl")->integer(), 31'536'000);
  EXPECT_EQ(*jws->payload.find("exp")->integer(), to_unix_seconds(mock_start) + 31'536'000);
}

TEST(ShiftTokens, TakeKeysInAnyCasingAndTheLastOfTwo) {
  Mock mock(shift_seed());
  for (const std::string body : {
           R"({"secret":"S","lifetime":60})",
           R"({"SECRET":"S","LIFETIME":60,"DEBUG":true})",
           R"({"Secret":"other","secret":"S","Lifetime":"60","Paging":false})",
           R"({"Agent":null,"Secret":"S","Lifetime":" 60 ","Debug":"False"})",
       }) {
    std::string filled = body;
    filled.replace(filled.find("\"S\""), 3, "\"" + developer_secret + "\"");
    const auto reply = post_json(mock, generate_path, filled);
    EXPECT_EQ(reply.status, 200) << body << reply.body;
    EXPECT_EQ(body_of(reply).text_at("Lifetime"), "60 seconds (~1 minute)") << body;
  }
}

TEST(ShiftTokens, CarryDebugClaimsWhereAsked) {
  Mock mock(shift_seed());
  for (const bool debug : {false, true}) {
    const auto reply =
        post_json(mock, generate_path, asking_with(developer_secret, debug ? R"(,"Debug":true)" : R"(,"Debug":null)"));
    const auto claims = crypto::parse_jws(body_of(reply).text_at("AccessToken"))->payload;
    EXPECT_EQ(claims.find("user_debug") != nullptr, debug);
  }
}

TEST(ShiftTokens, SayHowLongTheyLast) {
  Mock mock(shift_seed());
  const std::vector<std::pair<int, std::string>> rows{
      {60, "60 seconds (~1 minute)"},
      {90, "90 seconds (~1 minute)"},
      {1200, "1,200 seconds (~20 minutes)"},
      {3599, "3,599 seconds (~59 minutes)"},
      {3600, "3,600 seconds (~1 hour)"},
      {86'400, "86,400 seconds (~1 day)"},
      {604'799, "604,799 seconds (~6 days)"},
      {604'800, "604,800 seconds (~1 week)"},
      {2'592'000, "2,592,000 seconds (~4 weeks)"},
  };
  for (const auto& [seconds, text] : rows) {
    const auto reply =
        post_json(mock, generate_path, asking_with(developer_secret, R"(,"Lifetime":)" + std::to_string(seconds)));
    EXPECT_EQ(body_of(reply).text_at("Lifetime"), text);
  }
}

TEST(ShiftTokens, LastAsLongAsAskedWithinAMinuteAndAYear) {
  Mock mock(shift_seed());
  const std::string out_of_range = "400 The lifetime of an access token is 60 to 31,536,000 seconds";
  const std::vector<std::pair<std::string, std::string>> rows{
      {"60", "60"},
      {"31536000", "31536000"},
      {"null", "86400"},
      {R"("")", "86400"},
      {R"("3600")", "3600"},
      {"59", out_of_range},
      {"0", out_of_range},
      {"-1", out_of_range},
      {R"("-60")", out_of_range},
      {"31536001", out_of_range},
      {"2147483647", out_of_range},
      {"2147483648", R"(400 {"Lifetime":["JSON integer is too large or small for an Int32."]})"},
      {"-99999999999", R"(400 {"Lifetime":["JSON integer is too large or small for an Int32."]})"},
      {"99999999999999999999999", R"(400 {"Lifetime":["Could not convert number to integer."]})"},
      {"3600.5", R"(400 {"Lifetime":["Could not convert number to integer."]})"},
      {"1e3", R"(400 {"Lifetime":["Could not convert number to integer."]})"},
      {"true", R"(400 {"Lifetime":["Could not convert boolean to integer."]})"},
      {R"("1h")", R"(400 {"Lifetime":["Could not convert string to integer."]})"},
      {R"("99999999999999999999999")", R"(400 {"Lifetime":["Could not convert string to integer."]})"},
      {"[60]", R"(400 {"Lifetime":["Could not convert array to integer."]})"},
      {"{}", R"(400 {"Lifetime":["Could not convert object to integer."]})"},
  };
  for (const auto& [json, expected] : rows) EXPECT_EQ(lifetime_for(mock, json), expected) << json;
}

TEST(ShiftTokens, ClampTheirLifetimeWhereTheFixtureSaysSo) {
  Seed seed = shift_seed();
  shift_of(seed).settings.lifetime_out_of_range = ShiftSettings::OutOfRange::clamp;
  shift_of(seed).settings.token_lifetime = std::chrono::minutes(20);
  Mock mock(seed);
  const std::vector<std::pair<std::string, std::string>> rows{
      {"1", "1"}, {"0", "1200"}, {"-5", "1200"}, {"null", "1200"}, {"31536001", "31536000"}, {"2147483647", "31536000"},
  };
  for (const auto& [json, expected] : rows) EXPECT_EQ(lifetime_for(mock, json), expected) << json;
}

TEST(ShiftTokens, LastNoLongerThanTheirSecretAllows) {
  Seed seed = shift_seed();
  auto secrets = shift_of(seed).secrets.rows();
  secrets[0].lifetime_limit = std::chrono::hours(1);
  shift_of(seed).secrets = TableBase<ClientSecret>(secrets);
  Mock mock(seed);
  EXPECT_EQ(lifetime_for(mock, "null"), "3600");
  EXPECT_EQ(lifetime_for(mock, "7200"), "3600");
  EXPECT_EQ(lifetime_for(mock, "60"), "60");
}

TEST(ShiftTokens, AreRefusedInTheOriginalsWords) {
  Mock mock(shift_seed());
  const std::vector<std::pair<std::string, std::string>> rows{
      {"{}", "Your token request is missing a valid client secret"},
      {R"({"Secret":""})", "Your token request is missing a valid client secret"},
      {R"({"Secret":null})", "Your token request is missing a valid client secret"},
      {R"({"Secret":"nobody's"})", "Your client secret is not recognized"},
      {R"({"Secret":12})", "Your client secret is not recognized"},
      {asking_with(expired_secret), "Your client secret is expired"},
      {asking_with(learner_secret), "Developer access is not granted to your account"},
      {asking_with(elsewhere_secret), "Your client secret is not recognized"},
  };
  for (const auto& [body, detail] : rows) {
    const auto reply = post_json(mock, generate_path, body);
    EXPECT_EQ(told(reply), "401 " + problem_401(detail)) << body;
    EXPECT_EQ(header(reply, "Content-Type"), "application/json; charset=utf-8");
    EXPECT_EQ(header(reply, "X-Authentication-Failed"), "(none)");
  }
}

TEST(ShiftTokens, TakeTheirSecretFromTheHeaderToo) {
  Mock mock(shift_seed());
  const std::vector<std::string> in_header{"Authorization: Secret " + reader_secret};
  const auto subject = [](const http::Reply& reply) {
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto jws = crypto::parse_jws(body_of(reply).text_at("AccessToken"));
    return jws ? std::string(jws->payload.text_at("sub")) : "";
  };
  EXPECT_EQ(subject(mock.ask("POST", generate_path, in_header)), "Rita@acme.test");
  EXPECT_EQ(subject(post_json(mock, generate_path, R"({"Lifetime":60})", in_header)), "Rita@acme.test");
  EXPECT_EQ(subject(post_json(mock, generate_path, asking_with(developer_secret), in_header)), "Dora@acme.test")
      << "the body's secret goes first";
}

TEST(ShiftTokens, IgnoreEveryOtherAuthorization) {
  Mock mock(shift_seed());
  for (const auto& value : std::vector<std::string>{"Bearer " + developer_secret, "Basic eDp5", "secret x"})
    EXPECT_EQ(post_json(mock, generate_path, asking_with(developer_secret), {"Authorization: " + value}).status, 200)
        << value;
}

TEST(ShiftTokens, AreAskedForInJson) {
  Mock mock(shift_seed());
  const auto body = asking_with(developer_secret);
  for (const std::string type :
       {"application/json", "Application/JSON; charset=utf-8", "text/json", "application/vnd.shift+json"})
    EXPECT_EQ(mock.ask("POST", generate_path, {"Content-Type: " + type}, body).status, 200) << type;
  for (const std::string type : {"", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded"}) {
    const auto reply = mock.ask("POST", generate_path, {"Content-Type: " + type}, body);
    EXPECT_EQ(reply.status, 415) << type;
    EXPECT_EQ(body_of(reply).text_at("title"), "Unsupported Media Type");
  }
}

TEST(ShiftTokens, ShowThemselves) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret, "/v2/e99");
  const auto reply = mock.ask_as(token, "GET", "/v2/e99/api/security/tokens/introspect");
  EXPECT_EQ(reply.status, 200);
  const Json body = body_of(reply);
  EXPECT_EQ(body.find("Jwt")->dump(),
            R"({"Audience":"shift-iq","Issuer":"http://localhost:9119/api/security/tokens/generate",)"
            R"("Subject":"Dora@acme.test","Roles":["(System) Administrator","(System) Developer","Dora Dahl","Idle"],)"
            R"("Expiry":"2026-01-02T00:00:00Z","Lifetime":86400})");
  const Json& principal = *body.find("Principal");
  std::string members;
  for (const auto& member : principal.members()) members += member.name + " ";
  EXPECT_EQ(
      members,
      "User Person Organization Partition Roles Authority IPAddress IsAuthenticated OrganizationId PersonId UserId "
      "IsAdministrator IsDeveloper IsLearner IsOperator RoleIds ");
  EXPECT_EQ(principal.find("User")->text_at("Email"), "Dora@acme.test");
  EXPECT_EQ(principal.text_at("Authority"), "administrator,developer");
  EXPECT_EQ(principal.find("Partition")->text_at("Name"), "Enterprise 99");
  EXPECT_EQ(principal.find("Organization")->text_at("Slug"), "acme");
  EXPECT_EQ(principal.text_at("UserId"), shift_guid("test", "user", "dora@acme.test"));
}

TEST(ShiftTokens, ExpireByTheWorldsClock) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret);
  const std::string path = "/api/security/tokens/introspect";
  mock.machine += std::chrono::hours(24) - std::chrono::milliseconds(1);
  EXPECT_EQ(mock.ask_as(token, "GET", path).status, 200);
  mock.machine += std::chrono::milliseconds(1) + std::chrono::minutes(5);
  const auto reply = mock.ask_as(token, "GET", path);
  const std::string message = "Bearer authorization token validation failed ... This JWT expired 5 minutes ago.";
  EXPECT_EQ(told(reply), "401 " + failed_401(message));
  EXPECT_EQ(header(reply, "X-Authentication-Failed"), message);
  EXPECT_EQ(header(reply, "Content-Type"), "application/json");
}

TEST(ShiftTokens, AreForeignInAnotherPartitionAndAnotherWorld) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret, "/v2/e99");
  const std::string message = "Bearer authorization token validation failed ... Signature verification failed";
  for (const std::string path : {"/v2/e01/api/security/tokens/introspect", "/w/t1/api/security/tokens/introspect"}) {
    const auto reply = mock.ask_as(token, "GET", path);
    EXPECT_EQ(told(reply), "401 " + failed_401(message)) << path;
  }
  EXPECT_EQ(mock.ask_as(token, "GET", "/v2/E99/api/security/tokens/introspect").status, 200);
}

TEST(ShiftTokens, AreValidatedForAnybody) {
  Mock mock(shift_seed());
  const auto token = token_of(mock, developer_secret);
  const std::string report =
      "{\n  \"Subject\": \"Dora@acme.test\",\n  \"SignatureVerification\": \"Passed\",\n"
      "  \"ExpiryVerification\": \"Not Expired (1440 minutes remaining)\",\n  \"AudienceVerification\": \"Passed\",\n"
      "  \"IssuerVerification\": \"Skipped (bearer tokens may be issued by API v1 or v2)\"\n}";
  for (const auto& body : {token, " " + token + "\n", "\"" + token + "\"", R"({"token":")" + token + "\"}"})
    EXPECT_EQ(told(mock.ask("POST", "/api/accounts/tokens/validate", {}, body)), "200 " + report) << body;
  const Json wrapped = body_of(mock.ask("POST", "/api/security/tokens/validate", {}, token));
  ASSERT_NE(wrapped.find("result"), nullptr);
  EXPECT_EQ(wrapped.members().size(), 1U);
  EXPECT_EQ(wrapped.find("result")->dump_pretty(), report);
}

TEST(ShiftTokens, AreToldWhatIsWrongWithThem) {
  Seed seed = shift_seed();
  Mock mock(seed);
  auto token = token_of(mock, developer_secret);
  shift_of(seed).settings.audience = "another";
  Mock other(seed);
  const std::string path = "/api/accounts/tokens/validate";
  const auto said = [&](Mock& by, const std::string& body, std::string_view member) {
    return std::string(body_of(by.ask("POST", path, {}, body)).text_at(member));
  };
  EXPECT_EQ(said(other, token, "AudienceVerification"), "Failed (expected another)");
  const size_t last = token.rfind('.') + 1;
  const std::string forged = token.substr(0, last) + (token[last] == 'A' ? "B" : "A") + token.substr(last + 1);
  EXPECT_EQ(said(mock, forged, "SignatureVerification"), "Failed");
  mock.machine += std::chrono::hours(24);
  EXPECT_EQ(said(mock, token, "ExpiryVerification"), "Expired");
}

TEST(ShiftTokens, AreNotParsedWhereTheyAreNone) {
  Mock mock(shift_seed());
  for (const std::string body : {"", "x", "a.b.c", "{}", R"({"Token":1})", R"({"Token":"x"})", "{\"Token\"", "[]"}) {
    const auto reply = mock.ask("POST", "/api/accounts/tokens/validate", {}, body);
    EXPECT_EQ(told(reply), R"(400 {"Type":"https://developer.mozilla.org/en-us/docs/web/http/reference/status/400",)"
                           R"("Title":"Bad Request","Status":400,"Detail":"JWT parsing failed"})")
        << body;
  }
}

TEST(ShiftTokens, AreJudgedHoweverFarAwayTheirExpiryIs) {
  Mock mock(shift_seed());
  const auto verdict = [&](const std::string& exp) {
    const std::string token = "eyJhbGciOiJIUzI1NiJ9." + to_base64url(R"({"exp":)" + exp + "}") + ".AAAA";
    return std::string(
        body_of(mock.ask("POST", "/api/accounts/tokens/validate", {}, token)).text_at("ExpiryVerification"));
  };
  EXPECT_EQ(verdict("-9223372036854775808"), "Expired");
  EXPECT_EQ(verdict("0"), "Expired");
  EXPECT_EQ(verdict("1767225600"), "Expired") << "to the second";
  EXPECT_EQ(verdict("1767225660"), "Not Expired (1 minutes remaining)");
  EXPECT_EQ(verdict("9223372036854775807"), "Not Expired (153722867251459170 minutes remaining)");
}

}  // namespace understudy::shiftiq
