#include "base/host_name.h"

#include <gtest/gtest.h>
#include <utility>
#include <vector>

namespace understudy {

TEST(HostName, HasOneSpelling) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"APP.Example.", "app.example"},
      {"app.example..", "app.example."},
      {".", "."},
      {"10.0.0.1", "10.0.0.1"},
      {"[2001:DB8:0::1]", "2001:db8::1"},
      {"2001:db8::1", "2001:db8::1"},
      {"[::FFFF:10.0.0.1]", "::ffff:10.0.0.1"},
      {"[]", "[]"},
      {"", ""},
      {"[app]", "app"},
  };
  for (const auto& [host, normal] : rows) EXPECT_EQ(normal_host(host), normal) << host;
}

TEST(HostName, IsNoneWhereNobodyCanHaveIt) {
  for (const std::string host : {"app.example", "auth", "a_b.test", "xn--bcher-kva.example", "10.0.0.1", "2001:db8::1",
                                 "::1", "1.example", "0x7f.example", "127.1a"})
    EXPECT_EQ(why_no_host(host), "") << host;
  for (const std::string host :
       {"", ".", "a..b", ".example.com", "a.", "-a.example", "a-.example", "a b", "127.1", "0x7f.1", "0x7f000001",
        "0177.0.0.1", "2130706433", "256.1.1.1", "1.2.3.4.5", "a.0x", "1::2::3", "fe80::1%eth0", "a.example:80"})
    EXPECT_NE(why_no_host(host), "") << host;
  EXPECT_EQ(why_no_host(std::string(63, 'a') + ".test"), "");
  EXPECT_NE(why_no_host(std::string(64, 'a') + ".test"), "");
  EXPECT_NE(why_no_host(std::string(254, 'a')), "");
}

}  // namespace understudy
