#include "front/world_choice.h"

#include <gtest/gtest.h>

namespace understudy::front {
namespace {

struct Row {
  std::string path;
  std::string host;
  std::string header;
  std::string world;
  std::string within;
  std::string host_base;
};

WorldChoice choose(const Row& row, Proxies proxies = Proxies::untrusted, const http::Fields& more = {}) {
  http::Request request;
  request.path = row.path;
  if (!row.host.empty()) request.headers.add("Host", row.host);
  if (!row.header.empty()) request.headers.add("X-Understudy-World", row.header);
  for (const auto& field : more) request.headers.add(field.name, field.value);
  return choose_world(request, "http://public.example", proxies);
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
    EXPECT_EQ(choice.host_base, row.host_base) << row.host;
  }
}

TEST(WorldChoice, KnowsWhenTheHostNamesTheWorld) {
  EXPECT_TRUE(choose({"/x", "t3.localhost", "", "", "", ""}).host_names_world);
  EXPECT_FALSE(choose({"/w/t1/x", "t3.localhost", "", "", "", ""}).host_names_world);
  EXPECT_FALSE(choose({"/x", "localhost", "t3", "", "", ""}).host_names_world);
}

TEST(WorldChoice, BelievesForwardedHeadersOnlyWhenTold) {
  const http::Fields forwarded{{"X-Forwarded-Proto", "https"}, {"X-Forwarded-Host", "app.example"}};
  const Row row{"/x", "localhost:9119", "", "", "", ""};
  EXPECT_EQ(choose(row, Proxies::untrusted, forwarded).host_base, "http://localhost:9119");
  EXPECT_EQ(choose(row, Proxies::trusted, forwarded).host_base, "https://app.example");
  EXPECT_EQ(choose(row, Proxies::trusted, {{"X-Forwarded-Host", "e vil"}}).host_base, "http://localhost:9119");
}

TEST(WorldChoice, AddressesAWorldByPath) {
  EXPECT_EQ(world_address("http://a", "default"), "http://a");
  EXPECT_EQ(world_address("http://a", "t1"), "http://a/w/t1");
}

}  // namespace understudy::front
