#include "providers/shiftiq/origins.h"

#include "providers/shiftiq/part.h"
#include "providers/shiftiq/shift_seed.h"

namespace understudy::shiftiq {
namespace {

using front::OriginRule;
using testing::Mock;

struct Row {
  std::string origin;
  bool is_allowed;
};

void expect_rules(const Seed& seed, const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    const auto rule = row.is_allowed ? OriginRule::with_credentials : OriginRule::refused;
    EXPECT_EQ(judge_origin(seed, row.origin), rule) << row.origin;
    const auto v1 = row.is_allowed ? OriginRule::with_credentials : OriginRule::anonymous;
    EXPECT_EQ(judge_origin_v1(seed, row.origin), v1) << row.origin;
  }
}

std::string cors_of(const http::Reply& reply) {
  return header(reply, "Access-Control-Allow-Origin") + " " + header(reply, "Access-Control-Allow-Credentials") + " " +
         header(reply, "Vary");
}

}  // namespace

TEST(ShiftOrigins, AreLocalhostAndThePartitionsDomainsWhereNoneIsNamed) {
  expect_rules(shift_seed(), {
                                 {"http://localhost", true},
                                 {"http://localhost:3000", true},
                                 {"https://localhost:65535", true},
                                 {"http://app.localhost:5173", true},
                                 {"http://127.0.0.1:3000", true},
                                 {"http://[::1]:3000", true},
                                 {"https://shiftiq.com", true},
                                 {"https://acme.shiftiq.com", true},
                                 {"https://a.b.shiftiq.com:8443", true},
                                 {"http://acme.shiftiq.com", true},
                                 {"https://example.com", false},
                                 {"https://cmds.app", false},
                             });
}

TEST(ShiftOrigins, ThatOnlyLookAlikeAreRefused) {
  expect_rules(shift_seed(), {
                                 {"http://localhost.evil.test", false},
                                 {"http://evil-localhost", false},
                                 {"http://localhost.", false},
                                 {"http://localhost@evil.test", false},
                                 {"http://localhost:3000@evil.test", false},
                                 {"http://localhost:3000.evil.test", false},
                                 {"http://127.0.0.1.evil.test", false},
                                 {"http://127.0.0.2", false},
                                 {"http://[::2]", false},
                                 {"http://[::1].evil.test", false},
                                 {"https://evilshiftiq.com", false},
                                 {"https://shiftiq.com.evil.test", false},
                                 {"https://evil.test/.shiftiq.com", false},
                                 {"https://evil.test?.shiftiq.com", false},
                                 {"https://evil.test#.shiftiq.com", false},
                                 {"https://evil.test\\.shiftiq.com", false},
                                 {"https://.shiftiq.com", false},
                                 {"https://*.shiftiq.com", false},
                                 {"https://acme.shiftiq.com/", false},
                                 {"https://acme.shiftiq.com:*", false},
                                 {"https://acme.shiftiq.com:", false},
                                 {"https://acme.shiftiq.com:443443", false},
                                 {"https://acme.shiftiq.com:-1", false},
                                 {"https://ACME.shiftiq.com", false},
                                 {"ftp://localhost", false},
                                 {"localhost", false},
                                 {"http://", false},
                                 {"https://:443", false},
                                 {"null", false},
                                 {"*", false},
                                 {"file://", false},
                                 {" http://localhost", false},
                                 {"http://localhost http://evil.test", false},
                                 {"http://l\xC3\xB6"
                                  "calhost",
                                  false},
                             });
}

TEST(ShiftOrigins, ThatTheFixtureNamesAreTheOnlyOnes) {
  Seed seed = shift_seed();
  shift_of(seed).settings.cors_origins = {"https://*.shiftiq.com", "http://localhost:*", "https://app.test:8443"};
  expect_rules(seed, {
                         {"https://acme.shiftiq.com", true},
                         {"https://acme.shiftiq.com:443", true},
                         {"https://a.b.shiftiq.com", true},
                         {"https://shiftiq.com", false},
                         {"http://acme.shiftiq.com", false},
                         {"https://acme.shiftiq.com:8443", false},
                         {"https://evilshiftiq.com", false},
                         {"http://localhost", true},
                         {"http://localhost:3000", true},
                         {"https://localhost:3000", false},
                         {"http://app.localhost:3000", false},
                         {"http://127.0.0.1:3000", false},
                         {"https://app.test:8443", true},
                         {"https://app.test", false},
                     });
  shift_of(seed).settings.cors_origins = std::vector<std::string>();
  expect_rules(seed, {{"http://localhost:3000", false}, {"https://acme.shiftiq.com", false}});
}

TEST(ShiftOrigins, MayAskBeforehand) {
  Mock mock(shift_seed());
  const std::vector<std::string> asked{"Origin: http://localhost:3000", "Access-Control-Request-Method: POST",
                                       "Access-Control-Request-Headers: authorization,content-type"};
  const auto reply = mock.ask("OPTIONS", "/v2/e99/api/security/tokens/generate", asked);
  EXPECT_EQ(told(reply), "204 ");
  EXPECT_EQ(cors_of(reply), "http://localhost:3000 true Origin");
  EXPECT_EQ(header(reply, "Access-Control-Allow-Methods"), "POST");
  EXPECT_EQ(header(reply, "Access-Control-Allow-Headers"), "authorization,content-type");
}

TEST(ShiftOrigins, ReadRepliesAndTheirHeaders) {
  Mock mock(shift_seed());
  const auto reply = mock.ask("GET", "/v2/e99/api/me/context", {"Origin: https://acme.shiftiq.com"});
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(cors_of(reply), "https://acme.shiftiq.com true Origin");
  for (const std::string name : {"X-Query-Pagination", "X-Session-Refreshed", "Content-Disposition"})
    EXPECT_NE(header(reply, "Access-Control-Expose-Headers").find(name), std::string::npos) << name;
}

TEST(ShiftOrigins, ThatAreRefusedAreToldNothing) {
  Mock mock(shift_seed());
  for (const std::string origin : {"https://evilshiftiq.com", "null"}) {
    const auto reply = mock.ask("GET", "/v2/e99/api/diagnostic/health", {"Origin: " + origin});
    EXPECT_EQ(reply.status, 200) << origin;
    const auto preflight = mock.ask("OPTIONS", "/v2/e99/api/diagnostic/health",
                                    {"Origin: " + origin, "Access-Control-Request-Method: GET"});
    EXPECT_EQ(preflight.status, 204) << origin;
    for (const auto* answer : {&reply, &preflight}) {
      EXPECT_EQ(cors_of(*answer), "(none) (none) Origin") << origin;
      EXPECT_EQ(header(*answer, "Access-Control-Expose-Headers"), "(none)") << origin;
      EXPECT_EQ(header(*answer, "Access-Control-Allow-Methods"), "(none)") << origin;
    }
  }
}

TEST(ShiftOrigins, ThatAreRefusedAreToldNothingByAnyMethod) {
  Mock mock(shift_seed());
  const std::string origin = "Origin: https://elsewhere.example";
  for (const std::string method : {"PUT", "OPTIONS"})
    EXPECT_EQ(header(mock.ask(method, "/api/security/users", {origin}), "Access-Control-Allow-Origin"), "(none)")
        << method;
  const auto preflight = mock.ask("OPTIONS", "/api/security/users", {origin, "Access-Control-Request-Method: PUT"});
  EXPECT_EQ(header(preflight, "Access-Control-Allow-Methods"), "(none)");
  EXPECT_EQ(header(preflight, "Access-Control-Allow-Origin"), "(none)");
}

TEST(ShiftOrigins, ReadNoPages) {
  Mock mock(shift_seed());
  for (const std::string path : {"/ui/lobby/signin", "/ui/portal/profile"})
    EXPECT_EQ(header(mock.ask("GET", path, {"Origin: http://localhost:3000"}), "Access-Control-Allow-Origin"), "(none)")
        << path;
}

TEST(ShiftOrigins, OfEveryKindReadVersion1WithoutCredentials) {
  Mock mock(shift_seed());
  EXPECT_EQ(cors_of(mock.ask("GET", "/api/v1/status", {"Origin: https://elsewhere.test"})), "* (none) Origin");
  EXPECT_EQ(cors_of(mock.ask("GET", "/api/v1/status", {"Origin: null"})), "* (none) Origin");
  EXPECT_EQ(cors_of(mock.ask("GET", "/api/v1/status", {"Origin: http://localhost:3000"})),
            "http://localhost:3000 true Origin");
  EXPECT_EQ(cors_of(mock.ask("GET", "/api/v1/status")), "(none) (none) (none)");
}

}  // namespace understudy::shiftiq
