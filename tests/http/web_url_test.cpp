#include "http/web_url.h"

#include <gtest/gtest.h>
#include <vector>

namespace understudy::http {
namespace {

TEST(WebUrl, IsTakenApart) {
  struct Row {
    std::string_view url;
    std::string_view host;
    int port;
    std::string_view target;
    std::string_view authority;
  };
  const std::vector<Row> rows{
      {"http://localhost", "localhost", 80, "/", "localhost"},
      {"HTTP://LocalHost:3000/Hook?a=B", "localhost", 3000, "/Hook?a=B", "localhost:3000"},
      {"http://a.b-c_d.test:80/", "a.b-c_d.test", 80, "/", "a.b-c_d.test"},
      {"http://127.0.0.1:65535?x", "127.0.0.1", 65535, "/?x", "127.0.0.1:65535"},
      {"http://[::1]:8080/a%20b/", "::1", 8080, "/a%20b/", "[::1]:8080"},
      {"http://[FE80::A]/", "fe80::a", 80, "/", "[fe80::a]"},
      {"http://[0:0:0:0:0:0:0:1]/", "::1", 80, "/", "[::1]"},
      {"https://hooks.acme.test/x", "hooks.acme.test", 443, "/x", "hooks.acme.test"},
      {"https://hooks.acme.test:80/x", "hooks.acme.test", 80, "/x", "hooks.acme.test:80"},
  };
  for (const auto& row : rows) {
    const auto url = parse_web_url(row.url);
    ASSERT_TRUE(url.has_value()) << row.url;
    EXPECT_EQ(url->is_secure, row.url.starts_with("https")) << row.url;
    EXPECT_EQ(url->host, row.host) << row.url;
    EXPECT_EQ(url->port, row.port) << row.url;
    EXPECT_EQ(url->target, row.target) << row.url;
    EXPECT_EQ(url->authority(), row.authority) << row.url;
  }
}

TEST(WebUrl, IsRefusedWhereReadersMightDiffer) {
  const std::vector<std::string> cases{"",
                                       "localhost",
                                       "//localhost",
                                       "ftp://localhost",
                                       "http:/localhost",
                                       "http://",
                                       "http:///x",
                                       "http://?x",
                                       "http://:80",
                                       "http://a@localhost",
                                       "http://a:b@localhost/",
                                       "http://localhost#x",
                                       "http://localhost/#",
                                       "http://localhost/?a#b",
                                       "http://localhost:",
                                       "http://localhost:0",
                                       "http://localhost:080",
                                       "http://localhost:65536",
                                       "http://localhost:+80",
                                       "http://localhost:80:80",
                                       "http://localhost./",
                                       "http://.localhost/",
                                       "http://a..b/",
                                       "http://a.b./",
                                       "http://127.1",
                                       "http://2130706433",
                                       "http://0x7f.1",
                                       "http://0x7f000001",
                                       "http://0X7F000001",
                                       "http://a.0x",
                                       "http://0177.0.0.1",
                                       "http://127.0.0.01",
                                       "http://127.0.0.256",
                                       "http://127.0.0.0.1",
                                       "http://a.test.5",
                                       "http://[::1",
                                       "http://[::1]x",
                                       "http://[127.0.0.1]",
                                       "http://[::1%25lo]",
                                       "http://[:::1]",
                                       "http://::1",
                                       "http://local host",
                                       "http://localhost/a b",
                                       "http://localhost/a\tb",
                                       "http://localhost/a\r\nX: y",
                                       "http://localhost/\x7f",
                                       "http://localhost/?a b",
                                       "http://localhost\\@a.test/",
                                       "http://local%68ost",
                                       "http://l\xC3\xB6kalhost",
                                       " http://localhost",
                                       "http://localhost ",
                                       std::string("http://localhost/\0", 18),
                                       "http://" + std::string(64, 'a') + ".test",
                                       "http://localhost/" + std::string(2048, 'a')};
  for (const auto& text : cases) EXPECT_FALSE(parse_web_url(text).has_value()) << text;
  EXPECT_TRUE(parse_web_url("http://" + std::string(63, 'a') + ".test").has_value());
  EXPECT_TRUE(parse_web_url("http://localhost/" + std::string(2031, 'a')).has_value()) << "2,048 bytes";
}

TEST(WebUrl, KnowsTheLoopbacks) {
  for (const auto text : {"http://127.0.0.1", "http://127.0.0.1:9119/x", "http://127.255.255.254", "http://[::1]",
                          "http://[0:0::0001]:80/", "http://localhost", "http://LOCALHOST:1", "http://acme.localhost",
                          "https://a.b.localhost/x"})
    EXPECT_TRUE(parse_web_url(text).value().is_loopback()) << text;
  for (const auto text : {"http://126.255.255.255", "http://128.0.0.1", "http://10.0.0.1", "http://0.0.0.0",
                          "http://[::]", "http://[::2]", "http://[::ffff:127.0.0.1]", "http://localhost.test",
                          "http://notlocalhost", "http://127.0.0.1.test", "http://a.test/localhost"})
    EXPECT_FALSE(parse_web_url(text).value().is_loopback()) << text;
}

}  // namespace
}  // namespace understudy::http
