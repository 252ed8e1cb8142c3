#include "front/world_choice.h"

#include <gtest/gtest.h>

#include "support/mock.h"
#include "world/worlds.h"

namespace understudy::front {
namespace {

struct Row {
  std::string path;
  std::string host;
  std::string header;
  std::string world;
  std::string within;
  std::string arrival;
};

/// A choice as text of its own: a WorldChoice holds no longer than its request.
struct Chosen {
  std::string name;
  std::string path;
  std::string arrival;
  bool host_names_world;
};

Chosen choose(const Row& row, Proxies proxies = Proxies::untrusted, const http::Fields& more = {}) {
  http::Request request;
  request.path = row.path;
  if (!row.host.empty()) request.headers.add("Host", row.host);
  if (!row.header.empty()) request.headers.add("X-Understudy-World", row.header);
  for (const auto& field : more) request.headers.add(field.name, field.value);
  const WorldChoice choice = choose_world(request, request.path, proxies);
  return {choice.name, std::string(choice.path), address_of_arrival(choice, "http://public.example", default_world),
          choice.host_names_world};
}

}  // namespace

TEST(WorldChoice, TakesPathThenHeaderThenHost) {
  const std::vector<Row> rows{
      {"/v1/x", "localhost:9119", "", "default", "/v1/x", "http://localhost:9119"},
      {"/w/t1/v1/x", "localhost:9119", "", "t1", "/v1/x", "http://localhost:9119"},
      {"/w/t1", "localhost", "", "t1", "/", "http://localhost"},
      {"/w/t1/", "localhost", "", "t1", "/", "http://localhost"},
      {"/w/", "localhost", "", "", "/", "http://localhost"},
      {"/w", "localhost", "", "default", "/w", "http://localhost"},
      {"/world/x", "localhost", "", "default", "/world/x", "http://localhost"},
      {"/v1/x", "localhost", "t2", "t2", "/v1/x", "http://localhost"},
      {"/w/t1/x", "t3.localhost", "t2", "t1", "/x", "http://t3.localhost"},
      {"/x", "t3.localhost:9119", "t2", "t2", "/x", "http://t3.localhost:9119"},
      {"/x", "t3.localhost:9119", "", "t3", "/x", "http://t3.localhost:9119"},
      {"/x", "T3.LOCALHOST", "", "t3", "/x", "http://T3.LOCALHOST"},
      {"/x", "t3.localhost.:9119", "", "t3", "/x", "http://t3.localhost.:9119"},
      {"/x", "localhost.", "", "default", "/x", "http://localhost."},
      {"/x", "a.b.localhost", "", "a.b", "/x", "http://a.b.localhost"},
      {"/x", ".localhost", "", "default", "/x", "http://.localhost"},
      {"/x", "understudy:80", "", "default", "/x", "http://understudy:80"},
      {"/x", "[::1]:9119", "", "default", "/x", "http://[::1]:9119"},
      {"/x", "evil\"host", "", "default", "/x", "http://public.example"},
      {"/x", "user@evil", "", "default", "/x", "http://public.example"},
      {"/x", "", "", "default", "/x", "http://public.example"},
  };
  for (const auto& row : rows) {
    const auto choice = choose(row);
    EXPECT_EQ(choice.name, row.world) << row.path << " " << row.host;
    EXPECT_EQ(choice.path, row.within) << row.path;
    EXPECT_EQ(choice.arrival, row.arrival) << row.host;
  }
}

TEST(WorldChoice, TakesSeveralHeadersForOneListWhichIsNoName) {
  EXPECT_EQ(choose({"/x", "localhost", "t1", "", "", ""}, Proxies::untrusted, {{"X-Understudy-World", "t2"}}).name,
            "t1, t2");
  testing::Mock mock;
  EXPECT_EQ(mock.ask("GET", "/v1/permissions/roles", {"X-Understudy-World: t1", "X-Understudy-World: t2"}).status, 404);
}

TEST(WorldChoice, KnowsWhenTheHostNamesTheWorld) {
  EXPECT_TRUE(choose({"/x", "t3.localhost", "", "", "", ""}).host_names_world);
  EXPECT_FALSE(choose({"/w/t1/x", "t3.localhost", "", "", "", ""}).host_names_world);
  EXPECT_FALSE(choose({"/x", "localhost", "t3", "", "", ""}).host_names_world);
}

TEST(WorldChoice, BelievesForwardedHeadersOnlyWhenTold) {
  const http::Fields forwarded{{"X-Forwarded-Proto", "https"}, {"X-Forwarded-Host", "app.example"}};
  const Row row{"/x", "localhost:9119", "", "", "", ""};
  EXPECT_EQ(choose(row, Proxies::untrusted, forwarded).arrival, "http://localhost:9119");
  EXPECT_EQ(choose(row, Proxies::trusted, forwarded).arrival, "https://app.example");
  EXPECT_EQ(choose(row, Proxies::trusted, {{"X-Forwarded-Host", "e vil"}}).arrival, "http://localhost:9119");
}

TEST(WorldChoice, TellsTheAddressOfAWorldAsTheRequestCame) {
  struct Arrival {
    std::string path, host, world, address;
  };
  const std::vector<Arrival> rows{
      {"/x", "understudy:80", "default", "http://understudy:80"},
      {"/w/t1/x", "understudy:80", "t1", "http://understudy:80/w/t1"},
      {"/x", "t1.localhost:9119", "t1", "http://t1.localhost:9119"},
      {"/w/t2/x", "t1.localhost:9119", "t2", "http://t1.localhost:9119/w/t2"},
      {"/x", "auth.example", "default", "https://auth.example/mock"},
      {"/w/t1/x", "auth.example", "t1", "https://auth.example/mock/w/t1"},
      {"/w/t1/x", "not.auth.example", "t1", "http://not.auth.example/w/t1"},
      {"/w/t1/x", "", "t1", "https://auth.example/mock/w/t1"},
  };
  for (const auto& row : rows) {
    http::Request request;
    request.path = row.path;
    if (!row.host.empty()) request.headers.add("Host", row.host);
    const WorldChoice choice = choose_world(request, request.path, Proxies::untrusted);
    EXPECT_EQ(choice.name, row.world) << row.host;
    EXPECT_EQ(address_of_arrival(choice, "https://auth.example/mock", choice.name), row.address) << row.host;
  }
}

TEST(WorldChoice, FindsTheWayBackForWhoNamesAWorldInTheSameWay) {
  struct Case {
    std::string path, host, header, here;
  };
  const std::vector<Case> cases{
      {"/x", "auth.example", "", "/mock"},
      {"/w/t1/x", "auth.example", "", "/mock/w/t1"},
      {"/x", "auth.example", "t1", "/mock"},
      {"/x", "t1.localhost:9119", "", ""},
      {"/w/t2/x", "t1.localhost:9119", "", "/mock/w/t2"},
  };
  for (const auto& row : cases) {
    http::Request request;
    request.path = row.path;
    request.headers.add("Host", row.host);
    if (!row.header.empty()) request.headers.add("X-Understudy-World", row.header);
    const WorldChoice choice = choose_world(request, request.path, Proxies::untrusted);
    EXPECT_EQ(path_of_arrival(choice, "https://auth.example/mock", choice.name), row.here) << row.path << row.host;
    const std::string_view plain = "http://localhost:9119";
    EXPECT_EQ(path_of_arrival(choice, plain, choice.name), choice.by == NamedBy::path ? "/w/" + choice.name : "");
  }
}

TEST(WorldChoice, PutsAForwardedPrefixBetweenHostAndWorld) {
  struct Arrival {
    std::string path, host, address;
  };
  const std::vector<Arrival> rows{
      {"/x", "app.test", "https://app.test/auth"},
      {"/w/t1/x", "app.test", "https://app.test/auth/w/t1"},
      {"/x", "t1.localhost", "https://t1.localhost/auth"},
      {"/w/t2/x", "t1.localhost", "https://t1.localhost/auth/w/t2"},
      {"/x", "public.example", "https://public.example/auth"},
      {"/w/t1/x", "PUBLIC.example", "https://public.example/auth/w/t1"},
  };
  for (const auto& row : rows) {
    http::Request request;
    request.path = row.path;
    request.headers = {{"Host", "localhost:9119"},
                       {"X-Forwarded-Host", row.host},
                       {"X-Forwarded-Proto", "https"},
                       {"X-Forwarded-Prefix", "/auth/"}};
    const WorldChoice choice = choose_world(request, request.path, Proxies::trusted);
    EXPECT_EQ(address_of_arrival(choice, "http://public.example/mock", choice.name), row.address) << row.host;
  }
}

TEST(WorldChoice, TakesNoWorldFromTheHostOfAGatewaysCall) {
  for (const std::string path :
       {"/_understudy/v1/authorize", "/_understudy/v1/authorize/v1/orders", "/_understudy/v1/echo"}) {
    const auto by_host = choose({path, "shop.localhost", "", "", "", ""});
    EXPECT_EQ(by_host.name, "default") << path;
    EXPECT_FALSE(by_host.host_names_world) << path;
    const auto by_proxy =
        choose({path, "understudy:9119", "", "", "", ""}, Proxies::trusted, {{"X-Forwarded-Host", "shop.localhost"}});
    EXPECT_EQ(by_proxy.name, "default") << path;
    EXPECT_EQ(choose({path, "shop.localhost", "t2", "", "", ""}).name, "t2") << path;
    const auto by_path = choose({"/w/shop" + path, "shop.localhost", "t2", "", "", ""});
    EXPECT_EQ(by_path.name, "shop") << path;
    EXPECT_FALSE(by_path.host_names_world) << path;
  }
  EXPECT_EQ(choose({"/orders", "shop.localhost", "", "", "", ""}).name, "shop");
  EXPECT_EQ(choose({"/_understudy/v2/authorize", "shop.localhost", "", "", "", ""}).name, "shop");
}

TEST(WorldChoice, KnowsWhatTheHeadAloneDecides) {
  for (const auto* path : {"/_understudy/v1/authorize", "/_understudy/v1/authorize/", "/_understudy/v1/authorize/100%",
                           "/w/t1/_understudy/v1/authorize", "/w/t1/_understudy/v1/authorize/a/b",
                           "/%5Funderstudy/v1/authorize", "/w/t%31/_understudy/v1/author%69ze/100%"})
    EXPECT_TRUE(is_decided_by_head(path)) << path;
  for (const auto* path :
       {"/", "/authorize", "/_understudy/v1/authorized", "/_understudy/v1/echo", "/w/t1", "/w/t1/",
        "/_understudy/v1/worlds/t1/tokens", "/x/_understudy/v1/authorize", "/w/t1/w/t2/_understudy/v1/authorize"})
    EXPECT_FALSE(is_decided_by_head(path)) << path;
}

TEST(WorldChoice, AddressesAWorldByPath) {
  EXPECT_EQ(world_address("http://a", "default"), "http://a");
  EXPECT_EQ(world_address("http://a", "t1"), "http://a/w/t1");
}

}  // namespace understudy::front
