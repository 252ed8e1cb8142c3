#include "base/web_address.h"

#include <gtest/gtest.h>
#include <utility>
#include <vector>

namespace understudy {

TEST(WebAddress, HasOneSpelling) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"http://localhost:9119", "http://localhost:9119"},
      {"HTTP://LocalHost:9119/", "http://localhost:9119"},
      {"HttpS://Auth.Example/Mock/", "https://auth.example/Mock"},
      {"https://auth.example:443/a", "https://auth.example/a"},
      {"https://auth.example:443", "https://auth.example"},
      {"http://auth.example:80//", "http://auth.example"},
      {"http://auth.example:443", "http://auth.example:443"},
      {"https://auth.example:80", "https://auth.example:80"},
      {"http://auth.example:8080/x:80", "http://auth.example:8080/x:80"},
      {"http://[::FFFF]:80/A", "http://[::ffff]/A"},
      {"http://[::80]", "http://[::80]"},
      {"nonsense/", "nonsense"},
  };
  for (const auto& [url, normal] : rows) EXPECT_EQ(normal_web_address(url), normal) << url;
}

}  // namespace understudy
