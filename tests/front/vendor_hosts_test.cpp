// Host patterns, and what the front makes of a request that came under a vendor's name: by its Host, by the name that
// TLS asked for, or through a proxy.
#include "front/vendor_hosts.h"

#include <gtest/gtest.h>
#include <stdexcept>

#include "base/text.h"
#include "front/world_choice.h"
#include "support/mock.h"

namespace understudy::front {
namespace {

using understudy::testing::body_of;
using understudy::testing::Mock;

constexpr VendorHost rows[] = {
    {"user.[dev.|]api.example.com", "users", "own.user"},
    {"*.[dev.|]api.example.com", "the rest", "", Extent::part},
    {"idp[-fips|].*-*-*.vendor.[example|test.example]", "sign-in", "own.a own.b"},
};

VendorHosts own_hosts() { return VendorHosts(std::vector<std::span<const VendorHost>>{rows}); }

std::string service_of(std::string_view host) {
  static const VendorHosts hosts = own_hosts();
  const auto* row = hosts.find(host);
  return row == nullptr ? "(none)" : std::string(row->service);
}

/// A request with what a listener or a proxy knows of it.
struct Asked {
  std::string method = "GET";
  std::string path = "/";
  http::Fields headers{};
  http::Arrival arrival{};
};

http::Reply ask(const Mock& mock, Asked asked) {
  http::Request request;
  request.method = asked.method;
  request.path = asked.path;
  request.headers = asked.headers;
  request.arrival = asked.arrival;
  request.peer = "127.0.0.1";
  return mock.front.answer(request);
}

http::Fields at(std::string host) { return {{"Host", std::move(host)}}; }

constexpr std::string_view jwks = "/v1/access-tokens/.well-known/jwks.json";
constexpr std::string_view openid = "/v1/access-tokens/.well-known/openid-configuration";
constexpr std::string_view tokens_host = "access-token.sls.epilot.io";

/// The address that a document gives for its keys.
std::string here(const Mock& mock, std::string path, http::Fields headers, http::Arrival arrival = {}) {
  return std::string(
      body_of(ask(mock, {"GET", std::move(path), std::move(headers), std::move(arrival)})).text_at("jwks_uri"));
}

std::string reason(const http::Reply& reply) {
  const auto* header = reply.headers.find("X-Understudy-Reason");
  return header == nullptr ? "" : header->substr(0, header->find(';'));
}

}  // namespace

TEST(VendorHosts, AreFoundByPattern) {
  EXPECT_EQ(service_of("user.api.example.com"), "users");
  EXPECT_EQ(service_of("user.dev.api.example.com"), "users");
  EXPECT_EQ(service_of("user.staging.api.example.com"), "(none)");
  EXPECT_EQ(service_of("a-b-2.api.example.com"), "the rest");
  EXPECT_EQ(service_of("users.api.example.com"), "the rest") << "the first that fits counts";
  EXPECT_EQ(service_of("api.example.com"), "(none)") << "a star is one byte at least";
  EXPECT_EQ(service_of("a.b.api.example.com"), "(none)") << "a star is within a label";
  EXPECT_EQ(service_of("a_b.api.example.com"), "(none)");
  EXPECT_EQ(service_of("user.api.example.org"), "(none)");
  EXPECT_EQ(service_of("evil-user.api.example.com.test"), "(none)");
  EXPECT_EQ(service_of("idp.eu-central-1.vendor.example"), "sign-in");
  EXPECT_EQ(service_of("idp-fips.us-gov-west-1.vendor.test.example"), "sign-in");
  for (const auto* host : {"idp.eu.vendor.example", "idp.eu-central.vendor.example", "idp.--.vendor.example",
                           "idp.eu-central-1.example", "idpx.eu-central-1.vendor.example", "idp..vendor.example"})
    EXPECT_EQ(service_of(host), "(none)") << host;
}

TEST(VendorHosts, AreFoundInEverySpelling) {
  for (const auto* host : {"USER.API.Example.COM", "user.api.example.com.", "user.api.example.com:443",
                           "user.api.example.com.:9119", "User.API.example.com:"})
    EXPECT_EQ(service_of(host), "users") << host;
  const std::string long_host = std::string(65536, 'a') + ".api.example.com";
  const std::string dots(65536, '.');
  for (const std::string_view host : {"",
                                      ".",
                                      "..",
                                      ":",
                                      "localhost",
                                      "localhost:9119",
                                      "127.0.0.1",
                                      "127.0.0.1:9119",
                                      "[::1]",
                                      "[::1]:9119",
                                      "[::ffff:1.2.3.4]:1",
                                      "user",
                                      "com",
                                      ".com",
                                      "example.com",
                                      "user.api.example.com..",
                                      ".user.api.example.com",
                                      "user..api.example.com",
                                      "user.api.example.com ",
                                      "user@api.example.com",
                                      "us\xC3\xA9r.api.example.com"})
    EXPECT_EQ(service_of(host), "(none)") << host;
  EXPECT_EQ(service_of(long_host), "(none)");
  EXPECT_EQ(service_of(dots), "(none)");
  EXPECT_EQ(service_of(std::string_view("user\0.api.example.com", 21)), "(none)");
}

TEST(VendorHosts, HaveDomainsThatCoverThemAndAsLittleElseAsPossible) {
  const std::vector<std::string> expected{"api.example.com", "vendor.example", "vendor.test.example"};
  EXPECT_EQ(own_hosts().domains(), expected);
}

TEST(VendorHosts, OverlapWithWhatIsAboveAndBelowThem) {
  const auto hosts = own_hosts();
  for (const auto* domain : {"user.api.example.com", "x.user.api.example.com", "api.example.com", "example.com", "com",
                             "example", "eu-central-1.vendor.example", "dev.api.example.com"})
    EXPECT_TRUE(hosts.overlap(domain)) << domain;
  for (const auto* domain :
       {"other.example.com", "eu.vendor.example", "test", "localhost", "com.test", "a_b.api.example.com"})
    EXPECT_FALSE(hosts.overlap(domain)) << domain;
}

TEST(VendorHosts, LetAnswerWhatIsTheirsAndWhatIsNobodys) {
  const auto hosts = own_hosts();
  EXPECT_TRUE(hosts.lets_answer(rows[0], "own.user"));
  EXPECT_FALSE(hosts.lets_answer(rows[0], "own.a"));
  EXPECT_FALSE(hosts.lets_answer(rows[1], "own.user"));
  EXPECT_TRUE(hosts.lets_answer(rows[1], "routes")) << "no row has it";
  EXPECT_TRUE(hosts.lets_answer(rows[2], "own.a") && hosts.lets_answer(rows[2], "own.b"));
}

TEST(VendorHosts, RefuseWhatIsNoPattern) {
  for (const auto* pattern : {"localhost", "*.example", "a.*.example", "*", "", "a.[b.example.com"}) {
    const VendorHost row{pattern, "x"};
    const std::vector<std::span<const VendorHost>> tables{{&row, 1}};
    EXPECT_THROW(VendorHosts{tables}, std::logic_error) << pattern;
  }
}

TEST(VendorName, IsThatOfTheHostOrElseOfTlsOrElseOfTheProxy) {
  Mock mock;
  const std::string host(tokens_host);
  EXPECT_EQ(here(mock, std::string(openid), at(host)), "https://access-token.sls.epilot.io" + std::string(jwks));
  EXPECT_EQ(here(mock, std::string(openid), {}, {true, host, "", ""}), "https://" + host + std::string(jwks));
  EXPECT_EQ(here(mock, std::string(openid), {}, {false, "", host + ":80", ""}),
            "https://" + host + ":80" + std::string(jwks));
  EXPECT_EQ(here(mock, std::string(openid), at(host), {false, "", "proxied.test:80", ""}),
            "https://" + host + std::string(jwks))
      << "the Host goes before the proxy's target";
}

TEST(VendorName, HasNoCallsAndPagesOfUnderstudys) {
  Mock mock;
  for (const auto& path : {"/", "/w/t1/", "/_understudy", "/_understudy/", "/_understudy/mailbox", "/_understudy/v1",
                           "/_understudy/apis/epilot", "/_understudy/v1/health", "/_understudy/v1/ca.pem",
                           "/_understudy/v1/vendors-ca.pem", "/_understudy/v1/worlds", "/_understudy/v1/nothing",
                           "/w/t1/_understudy/v1/worlds", "/%5Funderstudy/v1/worlds",
                           "/_understudy/v1/worlds/default/keys/epilot.api/private"}) {
    for (const auto* host :
         {"user.sls.epilot.io", "USER.sls.epilot.io.:9119", "user.sls.epilot.io:", "user.sls.epilot.io:x",
          "entity.sls.epilot.io", "acme.shiftiq.com", "cognito-idp.eu-central-1.amazonaws.com"}) {
      const auto reply = ask(mock, {"GET", path, at(host), {}});
      EXPECT_EQ(reply.status, 403) << host << path;
      EXPECT_NE(body_of(reply).text_at("detail").find("under a vendor's name"), std::string::npos) << reply.body;
      EXPECT_EQ(body_of(reply).text_at("expected"), "http://localhost:9119");
    }
    for (const auto* host : {"localhost:9119", "user.sls.epilot.io", "app.test"}) {
      const auto reply = ask(mock, {"GET", path, at(host), {false, "", "localhost:9119", ""}});
      EXPECT_EQ(reply.status, 403) << host << path;
      EXPECT_NE(body_of(reply).text_at("detail").find("through its proxy"), std::string::npos) << reply.body;
    }
  }
  EXPECT_EQ(ask(mock, {"GET", "/_understudy/v1/health", at("localhost:9119"), {}}).status, 200);
  EXPECT_EQ(ask(mock, {"GET", "/", at("localhost:9119"), {}}).status, 200);
}

TEST(VendorName, MeansNothingToAGatewaysCalls) {
  Mock mock;
  const auto authorization = "Bearer " + mock.token("api_owner");
  for (const auto* call : {"/_understudy/v1/authorize", "/_understudy/v1/echo", "/w/t1/_understudy/v1/authorize"})
    for (const auto& arrival : {http::Arrival{}, http::Arrival{true, "localhost", "", ""},
                                http::Arrival{false, "", "user.sls.epilot.io:443", ""}})
      for (const auto* host : {"user.sls.epilot.io", "entity.sls.epilot.io", "acme.shiftiq.com", "app.test"}) {
        const auto token =
            std::string_view(call).starts_with("/w/") ? "Bearer " + mock.token("api_owner", "t1") : authorization;
        const auto reply = ask(mock, {"GET", call, {{"Host", host}, {"Authorization", token}}, arrival});
        EXPECT_EQ(reply.status, 200) << call << " " << host << reply.body;
      }
}

TEST(VendorName, GoesWithTheNameThatTlsWasAskedFor) {
  struct Row {
    std::string asked, host;
    int status;
  };
  const std::vector<Row> table{
      {"access-token.sls.epilot.io", "access-token.sls.epilot.io", 200},
      {"user.sls.epilot.io", "access-token.sls.epilot.io", 200},
      {"acme.shiftiq.com", "ACCESS-TOKEN.sls.epilot.io.:443", 200},
      {"localhost", "localhost:9119", 200},
      {"localhost", "app.test", 200},
      {"localhost", "127.0.0.1:9119", 200},
      {"access-token.sls.epilot.io", "localhost:9119", 421},
      {"access-token.sls.epilot.io", "app.test", 421},
      {"localhost", "access-token.sls.epilot.io", 421},
      {"app.test", "access-token.sls.epilot.io", 421},
      {"", "access-token.sls.epilot.io", 200},
      {"", "localhost", 200},
  };
  Mock mock;
  for (const auto& row : table) {
    const auto reply = ask(mock, {"GET", std::string(jwks), at(row.host), {true, row.asked, "", ""}});
    EXPECT_EQ(reply.status, row.status) << row.asked << " " << row.host << reply.body;
    EXPECT_EQ(reason(reply) == "misdirected", row.status == 421);
  }
  EXPECT_EQ(ask(mock, {"GET", std::string(jwks), {}, {true, "localhost", "", ""}}).status, 200);
}

TEST(VendorName, IsRefusedOrTakenHoweverItIsSpelt) {
  Mock mock;
  struct Row {
    std::string host;
    int status;
  };
  const std::vector<Row> table{
      {"access-token.sls.epilot.io", 200},
      {"ACCESS-TOKEN.SLS.EPILOT.IO", 200},
      {"access-token.sls.epilot.io.", 200},
      {"access-token.sls.epilot.io:8443", 200},
      {"user.sls.epilot.io", 404},
      {"entity.sls.epilot.io", 501},
      {"access-token.sls.epilot.io..", 200},
      {"", 200},
      {"[::1]", 200},
      {"[::1]:9119", 200},
      {"access-token.sls.epilot.io:99999999", 200},
      {std::string(65536, 'a'), 200},
      {std::string(65536, 'a') + ".sls.epilot.io", 200},
  };
  for (const auto& row : table) {
    const auto reply = ask(mock, {"GET", std::string(jwks), at(row.host), {}});
    EXPECT_EQ(reply.status, row.status) << shorten(row.host, 40);
  }
  const auto two = ask(mock, {"GET", std::string(jwks), {{"Host", "user.sls.epilot.io"}, {"Host", "localhost"}}, {}});
  EXPECT_EQ(two.status, 404) << "the listener refuses two; here the first counts";
}

TEST(VendorName, GivesHttpsAddresses) {
  Mock mock;
  const std::string path(openid);
  const std::string keys(jwks);
  EXPECT_EQ(here(mock, path, at("localhost:9119")), "http://localhost:9119" + keys);
  EXPECT_EQ(here(mock, path, at("localhost:9119"), {true, "localhost", "", ""}), "https://localhost:9119" + keys);
  EXPECT_EQ(here(mock, path, at("app.test"), {true, "app.test", "", ""}), "https://app.test" + keys);
  EXPECT_EQ(here(mock, path, at(std::string(tokens_host))), "https://access-token.sls.epilot.io" + keys);
  EXPECT_EQ(here(mock, "/w/t1" + path, at(std::string(tokens_host))), "https://access-token.sls.epilot.io/w/t1" + keys);
}

TEST(VendorName, HasTheWorldThatTheProxyWasGiven) {
  Mock mock;
  const auto ask_as = [&](std::string user, std::string path, http::Fields headers) {
    return ask(mock, {"GET", std::move(path), std::move(headers), {true, "", "user.sls.epilot.io:443", user}});
  };
  const auto me = [&](std::string user, const std::string& world) {
    return ask_as(std::move(user), "/v2/users/me",
                  {{"Host", "user.sls.epilot.io"}, {"Authorization", "Bearer " + mock.token("api_owner", world)}})
        .status;
  };
  EXPECT_EQ(me("t1", "t1"), 200);
  EXPECT_EQ(me("", "default"), 200);
  EXPECT_EQ(mock.world("t1").step([](WorldState& state) { return state.journal.last_sequence(); }), 1U);
  EXPECT_EQ(here(mock, std::string(openid), at(std::string(tokens_host)), {true, "", "x:443", "t1"}),
            "https://access-token.sls.epilot.io" + std::string(jwks))
      << "the path has no world: the proxy names it";
  const auto named = ask_as("t1", "/v2/users/me", {{"Host", "user.sls.epilot.io"}, {"X-Understudy-World", "t2"}});
  EXPECT_EQ(named.status, 401);
  EXPECT_EQ(mock.world("t1").step([](WorldState& state) { return state.journal.last_sequence(); }), 3U)
      << "the tunnel's world goes before the header's";
  EXPECT_EQ(ask_as("t1", "/w/t2/v2/users/me", at("user.sls.epilot.io")).status, 404)
      << "within it the path is the vendor's, who has none below /w";
}

TEST(VendorName, OfAnUnknownWorldIsRefusedLikeItsPath) {
  for (const auto* name : {"No_World", "a/b", "ÄÖ"}) {
    Mock mock;
    const auto by_proxy =
        ask(mock, {"GET", std::string(jwks), at(std::string(tokens_host)), {true, "", "x:443", name}});
    EXPECT_EQ(by_proxy.status, 404) << name;
    EXPECT_EQ(reason(by_proxy), "unknown_world") << name;
  }
  Mock strict(testing::small_seed(), {.admission = Admission::when_created});
  const auto by_proxy = ask(strict, {"GET", std::string(jwks), at(std::string(tokens_host)), {true, "", "x:1", "t9"}});
  const auto by_path = ask(strict, {"GET", "/w/t9" + std::string(jwks), at("localhost"), {}});
  EXPECT_EQ(by_proxy.status, by_path.status);
  EXPECT_EQ(by_proxy.body, by_path.body);
}

TEST(VendorName, HasARootThatIsNoOtherApis) {
  Mock mock;
  EXPECT_EQ(body_of(ask(mock, {"OPTIONS", "/", at("user.sls.epilot.io"), {}})).text_at("detail"),
            "no emulated API of user.sls.epilot.io has this path");
}

TEST(VendorName, IsThatWhichATrustedProxyTells) {
  Mock mock(testing::small_seed(), {.proxies = Proxies::trusted});
  const http::Fields headers{{"Host", "localhost:9119"}, {"X-Forwarded-Host", "entity.sls.epilot.io"}};
  EXPECT_EQ(ask(mock, {"GET", "/v1/entity", headers, {}}).status, 501);
  EXPECT_EQ(ask(mock, {"GET", "/_understudy/v1/health", headers, {}}).status, 403);
  for (const auto* host :
       {"entity.sls.epilot.io:", "entity.sls.epilot.io:x", "entity.sls.epilot.io.:99999999", "a b", ""}) {
    const http::Fields told{{"Host", "user.sls.epilot.io:"}, {"X-Forwarded-Host", host}};
    EXPECT_EQ(ask(mock, {"GET", "/_understudy/v1/health", told, {}}).status, 403) << host;
  }
  Mock careful;
  EXPECT_EQ(ask(careful, {"GET", "/_understudy/v1/health", headers, {}}).status, 200);
}

}  // namespace understudy::front
