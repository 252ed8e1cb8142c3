#include "control/admission.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "support/mock.h"

namespace understudy::control {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;
using understudy::testing::MockOptions;

std::string header(const http::Reply& reply, std::string_view name) {
  const auto* value = reply.headers.find(name);
  return value == nullptr ? "(none)" : *value;
}

bool lets_in(const http::Fields& headers, const std::string& peer = "127.0.0.1", const std::string& method = "GET") {
  static const auto check = admission({"http://Auth.Example:8080/mock", {"https://App.example/"}, {"Ci.Example"}});
  http::Request request;
  request.method = method;
  request.path = "/_understudy/v1/worlds";
  request.headers = headers;
  request.peer = peer;
  try {
    check(request);
    return true;
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.reason, Reason::permission_denied);
    return false;
  }
}

bool lets_in_origin(const std::string& origin) { return lets_in({{"Host", "localhost:9119"}, {"Origin", origin}}); }

const std::vector<std::string> control_paths{
    "/_understudy/v1/worlds",
    "/_understudy/v1/worlds/default",
    "/_understudy/v1/worlds/default/credentials",
    "/%5Funderstudy/v1/worlds",
    "/_understudy/%76%31/worlds",
    "/w/x/_understudy/v1/worlds/default/credentials",
    "/%77/x/_understudy/v1/worlds",
    "/w/x/%5f%75nderstudy/v1/worlds/default",
    "/_understudy/v1/worlds/default/keys/epilot.api/private",
    "/_understudy/v1/worlds/nobody",
    "/%5Funderstudy/v1/worlds/%",
    "/_understudy/v1/nowhere",
};

}  // namespace

TEST(Admission, LetsProgramsIn) { EXPECT_TRUE(lets_in({{"Host", "localhost:9119"}})); }

TEST(Admission, LetsPagesOfThisMachineInAndThoseThatWereNamed) {
  for (const auto* origin :
       {"http://localhost", "http://localhost:3000", "https://localhost:5173", "http://app.localhost:3000",
        "http://a.b.localhost", "http://127.0.0.1:8080", "http://127.255.0.1", "http://[::1]:3000", "https://[::1]",
        "http://auth.example:8080", "https://app.example"})
    EXPECT_TRUE(lets_in_origin(origin)) << origin;
}

TEST(Admission, TurnsEveryOtherOriginAway) {
  for (const auto* origin : {"null",
                             "",
                             "https://evil.example",
                             "http://evil.test",
                             "http://localhost.evil.example",
                             "http://evillocalhost",
                             "http://127.0.0.1.evil.example",
                             "http://128.0.0.1",
                             "http://10.0.0.1",
                             "http://[::2]",
                             "http://[::1]evil",
                             "http://[::1].evil",
                             "http://auth.example",
                             "https://auth.example:8080",
                             "http://auth.example:80801",
                             "http://app.example",
                             "https://app.example:444",
                             "https://evil.app.example",
                             "chrome-extension://localhost",
                             "file://",
                             "file://localhost",
                             "ftp://localhost",
                             "localhost",
                             "//localhost",
                             "http://localhost/",
                             "http://localhost@evil.example",
                             "http://evil.example@localhost",
                             "http://evil.example#localhost",
                             "http://localhost evil",
                             "http://localhost:3000, http://evil.example",
                             "http://localhost:",
                             "*"})
    EXPECT_FALSE(lets_in_origin(origin)) << origin;
  EXPECT_FALSE(lets_in({{"Host", "localhost"}, {"Origin", "http://localhost"}, {"Origin", "https://evil.example"}}));
}

TEST(Admission, LetsAnotherSitesPageLeadHereAndDoNothingElse) {
  const http::Fields foreign{{"Host", "localhost:9119"}, {"Sec-Fetch-Site", "cross-site"}};
  auto with_mode = [&](const std::string& mode) {
    auto fields = foreign;
    fields.add("Sec-Fetch-Mode", mode);
    return fields;
  };
  EXPECT_FALSE(lets_in(foreign));
  EXPECT_FALSE(lets_in(with_mode("no-cors")));
  EXPECT_TRUE(lets_in(with_mode("navigate")));
  for (const auto* method : {"POST", "HEAD", "DELETE", "OPTIONS"})
    EXPECT_FALSE(lets_in(with_mode("navigate"), "127.0.0.1", method)) << method;
  for (const auto* site : {"same-origin", "same-site", "none"})
    EXPECT_TRUE(lets_in({{"Host", "localhost:9119"}, {"Sec-Fetch-Site", site}, {"Sec-Fetch-Mode", "no-cors"}}));
  auto own = with_mode("cors");
  own.add("Origin", "http://localhost:3000");
  EXPECT_TRUE(lets_in(own)) << "a page of 127.0.0.1 or localhost is another site's where the other is asked";
}

TEST(Admission, AnswersUnderHostsThatNobodyCanRebind) {
  for (const auto* host : {"localhost",
                           "LocalHost:9119",
                           "localhost.",
                           "localhost.:9119",
                           "t1.localhost:9119",
                           "auth.test",
                           "AUTH.TEST.:1",
                           "host.docker.internal:9119",
                           "understudy.default.svc",
                           "understudy.default.svc.cluster.local:80",
                           "understudy",
                           "understudy:9119",
                           "my_service",
                           "127.0.0.1:9119",
                           "10.1.2.3",
                           "203.0.113.7:80",
                           "[::1]:9119",
                           "[fd00::1]",
                           "auth.example",
                           "auth.example:1",
                           "ci.example",
                           "CI.EXAMPLE.:9119"})
    EXPECT_TRUE(lets_in({{"Host", host}})) << host;
}

TEST(Admission, TurnsHostsAwayThatCouldBeRebound) {
  for (const auto* host : {"evil.example",
                           "rebind.evil.example:9119",
                           "localhost.evil.example",
                           "evil.localhost.example",
                           "a.tests",
                           "1.2.3",
                           "1.2.3.4.5",
                           "256.0.0.1",
                           "0x7f.1",
                           "127.0.0.1.evil.example",
                           ".",
                           ".test",
                           "evil.auth.example",
                           "xci.example",
                           "[::1",
                           "[::g]",
                           "[::1].evil",
                           "[]",
                           "internal.evil",
                           "cluster.local"})
    EXPECT_FALSE(lets_in({{"Host", host}})) << host;
}

TEST(Admission, JudgesTheHostHeaderAndNeverAForwardedOne) {
  EXPECT_FALSE(lets_in({{"Host", "evil.example"}, {"X-Forwarded-Host", "localhost"}}));
  EXPECT_TRUE(lets_in({{"Host", "localhost"}, {"X-Forwarded-Host", "evil.example"}}));
  Mock mock(testing::small_seed(), {.proxies = front::Proxies::trusted});
  const auto reply =
      mock.ask("GET", "/_understudy/v1/worlds", {"Host: evil.example", "X-Forwarded-Host: localhost:9119"});
  EXPECT_EQ(reply.status, 403);
}

TEST(Admission, LetsALoopbackLeaveTheHostOut) {
  for (const auto* peer : {"127.0.0.1", "127.1.2.3", "::1"}) EXPECT_TRUE(lets_in({}, peer)) << peer;
  for (const auto* peer : {"10.0.0.1", "::2", "fe80::1", ""}) EXPECT_FALSE(lets_in({}, peer)) << peer;
  EXPECT_FALSE(lets_in({{"Host", ""}}, "10.0.0.1"));
}

TEST(Admission, GuardsTheControlApiUnderEverySpellingAndMethod) {
  Mock mock;
  for (const auto& path : control_paths)
    for (const auto* method : {"GET", "HEAD", "POST", "DELETE", "PUT", "OPTIONS"})
      for (const std::string who :
           {"Origin: https://evil.example", "Origin: null", "Host: evil.example", "Sec-Fetch-Site: cross-site"}) {
        const auto reply = mock.ask(method, path, {who, "Access-Control-Request-Method: POST"}, "{\"name\":\"made\"}");
        EXPECT_EQ(reply.status, 403) << method << " " << path << " " << who;
        for (const auto* cors : {"Access-Control-Allow-Origin", "Access-Control-Allow-Credentials",
                                 "Access-Control-Allow-Methods", "Access-Control-Expose-Headers"})
          EXPECT_EQ(header(reply, cors), "(none)") << cors;
        EXPECT_EQ(header(reply, "Cache-Control"), "no-store");
        EXPECT_EQ(header(reply, "X-Understudy-Reason").substr(0, 17), "permission_denied");
      }
  EXPECT_EQ(mock.worlds.names(), std::vector<std::string>{"default"}) << "nothing happened";
}

TEST(Admission, NamesTheOptionThatHelps) {
  Mock mock;
  const auto by_host = mock.ask("GET", "/_understudy/v1/worlds", {"Host: ci-7.example"});
  EXPECT_NE(std::string(body_of(by_host).text_at("detail")).find("--control-hosts"), std::string::npos);
  const auto by_origin = mock.ask("GET", "/_understudy/v1/worlds", {"Origin: https://app.example"});
  EXPECT_NE(std::string(body_of(by_origin).text_at("detail")).find("--control-origins"), std::string::npos);
}

TEST(Admission, LetsAPageReadByCorsForExactlyItsOrigin) {
  Mock mock;
  const std::string origin = "http://localhost:3000";
  const auto reply = mock.ask("GET", "/_understudy/v1/worlds", {"Origin: " + origin});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(header(reply, "Access-Control-Allow-Origin"), origin);
  EXPECT_EQ(header(reply, "Vary"), "Origin");
  const auto preflight = mock.ask("OPTIONS", "/_understudy/v1/worlds/default/reset",
                                  {"Origin: " + origin, "Access-Control-Request-Method: POST"});
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(header(preflight, "Access-Control-Allow-Origin"), origin);
  EXPECT_EQ(header(preflight, "Access-Control-Allow-Methods"), "POST");
}

TEST(Admission, ProtectsEveryAnswerOfTheControlApi) {
  Mock mock;
  const std::vector<std::pair<std::string, std::string>> requests{{"GET", "/_understudy/v1/worlds"},
                                                                  {"GET", "/_understudy/v1/worlds/default/credentials"},
                                                                  {"POST", "/_understudy/v1/worlds/default/clock/set"},
                                                                  {"PUT", "/_understudy/v1/worlds"}};
  for (const auto& [method, path] : requests) {
    const auto reply = mock.ask(method, path);
    EXPECT_EQ(header(reply, "Cache-Control"), "no-store") << path;
    EXPECT_EQ(header(reply, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(header(reply, "Cross-Origin-Resource-Policy"), "same-origin") << path;
  }
}

TEST(Admission, IsNoConcernOfGatewaysAndHealthChecks) {
  Mock mock;
  const std::string token = mock.token("api_owner");
  for (const std::string path : {"/_understudy/v1/authorize", "/_understudy/v1/authorize/orders/7",
                                 "/_understudy/v1/echo", "/_understudy/v1/health", "/w/x/_understudy/v1/health"}) {
    const auto reply = mock.ask("GET", path,
                                {"Host: app.example", "Origin: https://app.example", "Sec-Fetch-Site: cross-site",
                                 "Authorization: Bearer " + token});
    EXPECT_EQ(reply.status, 200) << path;
  }
}

TEST(Admission, HoldsForWhatIsNotThereBelowItsOwnPrefixAsWell) {
  Mock mock;
  for (const auto* path : {"/_understudy/v1/nowhere", "/_understudy/x", "/w/x/_understudy/v1/nowhere"}) {
    const auto foreign = mock.ask("GET", path, {"Origin: https://evil.example"});
    EXPECT_EQ(foreign.status, 403) << path;
    EXPECT_EQ(header(foreign, "Access-Control-Allow-Origin"), "(none)") << path;
    const auto own = mock.ask("GET", path, {"Origin: http://localhost:3000"});
    EXPECT_EQ(own.status, 404) << path;
    EXPECT_EQ(header(own, "Access-Control-Allow-Origin"), "http://localhost:3000") << path;
    EXPECT_EQ(header(own, "Cache-Control"), "no-store") << path;
  }
  EXPECT_EQ(mock.worlds.names(), std::vector<std::string>{"default"});
}

TEST(Admission, LetsNoForeignPagesImagesMakeAWorld) {
  Mock mock;
  const std::vector<std::string> image{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"};
  const std::string jwks = "/v1/access-tokens/.well-known/jwks.json";
  const auto refused = mock.ask("GET", "/w/fresh" + jwks, image);
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(header(refused, "X-Understudy-Reason").substr(0, 17), "permission_denied");
  auto by_header = image;
  by_header.emplace_back("X-Understudy-World: fresh");
  EXPECT_EQ(mock.ask("GET", jwks, by_header).status, 403);
  auto by_host = image;
  by_host.emplace_back("Host: fresh.localhost:9119");
  EXPECT_EQ(mock.ask("GET", jwks, by_host).status, 403);
  EXPECT_EQ(mock.worlds.names(), std::vector<std::string>{"default"});
  EXPECT_EQ(mock.ask("GET", jwks, image).status, 200);
  EXPECT_EQ(mock.ask("GET", "/w/fresh" + jwks, {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"}).status, 200);
  EXPECT_EQ(mock.ask("GET", "/w/fresh" + jwks, image).status, 200) << "it is there now";
}

}  // namespace understudy::control
