#include "front/forwarded.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace understudy::front {
namespace {

struct Row {
  http::Fields headers;
  std::string arrived;  ///< method, scheme, host and prefix
};

/// "GET http app.test /auth"
std::string arrived(const http::Fields& headers, Proxies proxies = Proxies::trusted) {
  http::Request request;
  request.method = "GET";
  request.headers = headers;
  request.headers.add("Host", "understudy:9119");
  const Forwarded found = forwarded(request, proxies);
  return cat({found.method, " ", found.scheme, " ", found.host, " ", found.prefix});
}

}  // namespace

TEST(Forwarded, CountsOnlyFromTrustedProxies) {
  const http::Fields all{{"X-Forwarded-Proto", "https"},
                         {"X-Forwarded-Host", "app.test"},
                         {"X-Forwarded-Prefix", "/auth"},
                         {"X-Forwarded-Method", "PUT"}};
  EXPECT_EQ(arrived(all), "PUT https app.test /auth");
  EXPECT_EQ(arrived(all, Proxies::untrusted), " http understudy:9119 ");
}

TEST(Forwarded, CountsByTheFirstValueOfALists) {
  const std::vector<Row> rows{
      {{{"X-Forwarded-Proto", "https, http"}}, "GET https understudy:9119 "},
      {{{"X-Forwarded-Proto", "http,https"}}, "GET http understudy:9119 "},
      {{{"X-Forwarded-Proto", "HTTPS ,http"}}, "GET https understudy:9119 "},
      {{{"X-Forwarded-Proto", "https"}, {"X-Forwarded-Proto", "http"}}, "GET https understudy:9119 "},
      {{{"X-Forwarded-Host", "app.test:8443, inner.test"}}, "GET http app.test:8443 "},
      {{{"X-Forwarded-Prefix", "/a/b , /c"}}, "GET http understudy:9119 /a/b"},
      {{{"X-Forwarded-Method", "OPTIONS, GET"}}, "OPTIONS http understudy:9119 "},
  };
  for (const auto& row : rows) EXPECT_EQ(arrived(row.headers), row.arrived);
}

TEST(Forwarded, PassesOverWhatIsNotWellFormed) {
  const std::vector<Row> rows{
      {{{"X-Forwarded-Proto", "gopher"}}, "GET http understudy:9119 "},
      {{{"X-Forwarded-Proto", ", https"}}, "GET http understudy:9119 "},
      {{{"X-Forwarded-Host", "e vil"}}, "GET http understudy:9119 "},
      {{{"X-Forwarded-Host", "user@evil.test"}}, "GET http understudy:9119 "},
      {{{"X-Forwarded-Method", "GE T"}}, "GET http understudy:9119 "},
      {{{"X-Forwarded-Method", ""}}, "GET http understudy:9119 "},
  };
  for (const auto& row : rows) EXPECT_EQ(arrived(row.headers), row.arrived);
}

TEST(Forwarded, TakesCleanPathsForAPrefix) {
  for (const auto* prefix : {"/auth", "/a/b-c/d.e_f~g", "/v1.0"})
    EXPECT_EQ(arrived({{"X-Forwarded-Prefix", prefix}}), cat({"GET http understudy:9119 ", prefix}));
  EXPECT_EQ(arrived({{"X-Forwarded-Prefix", "/auth/"}}), "GET http understudy:9119 /auth");
  for (const std::string prefix :
       {"", "/", "//", "auth", "//evil.test", "/a//b", "/a/..", "/../a", "/.", "/a/./b", "/a?b", "/a#b", "/a b",
        "/a\"b", "/%2e%2e/a", "/a\\b", "/a<b", "/a@b", "http://evil.test/a"})
    EXPECT_EQ(arrived({{"X-Forwarded-Prefix", prefix}}), "GET http understudy:9119 ") << prefix;
  EXPECT_EQ(arrived({{"X-Forwarded-Prefix", "/" + std::string(255, 'a')}}), "GET http understudy:9119 ");
}

}  // namespace understudy::front
