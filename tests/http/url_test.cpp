#include "http/url.h"

#include <gtest/gtest.h>

namespace understudy::http {
namespace {

TEST(ParseForm, ReadsWhatBrowsersSend) {
  const std::vector<std::pair<std::string_view, Fields>> cases{
      {"", {}},
      {"a=1", {{"a", "1"}}},
      {"a=1&b=2&a=3", {{"a", "1"}, {"b", "2"}, {"a", "3"}}},
      {"a", {{"a", ""}}},
      {"a=", {{"a", ""}}},
      {"=1", {{"", "1"}}},
      {"&&a=1&&", {{"a", "1"}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"a+b=c+d", {{"a b", "c d"}}},
      {"a%20b=%C3%a4%26%3D", {{"a b", "\xC3\xA4&="}}},
      {"a=100%", {{"a", "100%"}}},
      {"a=%4", {{"a", "%4"}}},
      {"a=%zz%41", {{"a", "%zzA"}}},
      {"a=%2B", {{"a", "+"}}},
      {"a=%00", {{"a", std::string(1, '\0')}}},
      {"a?=1?", {{"a?", "1?"}}},
  };
  for (const auto& [text, fields] : cases) EXPECT_EQ(parse_form(text), fields) << text;
}

TEST(ParseForm, StopsAtItsLimit) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "a=1&";
  EXPECT_EQ(parse_form(text).size(), 1000u);
  EXPECT_EQ(parse_form("a=1&b=2&c=3", 2), (Fields{{"a", "1"}, {"b", "2"}}));
}

TEST(ListParameter, ReadsEverySpelling) {
  using Values = std::vector<std::string>;
  const std::vector<std::pair<std::string_view, Values>> cases{
      {"x=a&x=b", {"a", "b"}},
      {"x[]=a&x[]=b", {"a", "b"}},
      {"x%5B%5D=a&x%5B%5D=b", {"a", "b"}},
      {"x[0]=a&x[1]=b&x[10]=c", {"a", "b", "c"}},
      {"x=a,b&y=c&x[]=d", {"a", "b", "d"}},
      {"x=a,,b,", {"a", "b"}},
      {"x=", {}},
      {"x", {}},
      {"xy=a&x[a]=b&x[0=c&x]=d&x[-1]=e", {}},
      {"", {}},
  };
  for (const auto& [text, values] : cases) EXPECT_EQ(list_parameter(parse_form(text), "x"), values) << text;
}

TEST(PlainerPath, DecodesWhatNeedsNoEncoding) {
  using Plain = std::optional<std::string>;
  const std::vector<std::pair<std::string_view, Plain>> cases{
      {"/v1/x", {}},
      {"/%5Funderstudy/%76%31", "/_understudy/v1"},
      {"/%5funderstudy", "/_understudy"},
      {"/%41%5a%61%7A%30%39%2D%2e%7E", "/AZaz09-.~"},
      {"/%2F%25%20%00%3a%C3%A4", {}},
      {"/%2F%41", "/%2FA"},
      {"/%2541", {}},
      {"/%%34%31", {}},
      {"/%41%", "/A%"},
      {"/%41%4", "/A%4"},
      {"/%41%zz%42", "/A%zz%42"},
  };
  for (const auto& [path, plain] : cases) EXPECT_EQ(plainer_path(path), plain) << path;
}

TEST(OriginOf, IsAsBrowsersWriteIt) {
  using Text = std::optional<std::string>;
  const std::vector<std::pair<std::string_view, Text>> cases{
      {"http://App.Example:80/x?y#z", "http://app.example"},
      {"HTTPS://app.example:443", "https://app.example"},
      {"https://app.example:80", "https://app.example:80"},
      {"http://[::1]:3000/", "http://[::1]:3000"},
      {"null", {}},
      {"file:///x", {}},
      {"http://", {}},
      {"http://user@host", {}},
  };
  for (const auto& [address, origin] : cases) EXPECT_EQ(origin_of(address), origin) << address;
}

TEST(IsWebAddress, TakesASchemeInAnyCase) {
  for (const auto text : {"http://a", "HTTP://a", "HttpS://A.Example:443/Path"})
    EXPECT_TRUE(is_web_address(text)) << text;
  for (const auto text : {"HTTP:/a", "HTTPX://a", "ftp://a", "HTTP://"}) EXPECT_FALSE(is_web_address(text)) << text;
}

TEST(IsHost, TakesWhatMayStandInAnAddress) {
  for (const auto text : {"localhost", "a.b-c.d", "127.0.0.1", "my_service:9119", "A.EXAMPLE:1", "[::1]", "[::1]:65535",
                          "[fe80::1:2]:80", "[::ffff:1.2.3.4]"})
    EXPECT_TRUE(is_host(text)) << text;
}

TEST(IsHost, RefusesWhatCouldChangeAnAddress) {
  const std::vector<std::string> cases{"",
                                       ":",
                                       ":80",
                                       "a:",
                                       "a:0",
                                       "a:65536",
                                       "a:000080",
                                       "a:b",
                                       "a b",
                                       "a/b",
                                       "a@b",
                                       "a?b",
                                       "a#b",
                                       "a\\b",
                                       "a\"b",
                                       "a<b",
                                       "a%41",
                                       "a\r\nb",
                                       "[::1",
                                       "::1",
                                       "[]",
                                       "[::1]x",
                                       "[::1]:",
                                       "[a/b]",
                                       "a:1:2",
                                       "[x]",
                                       "\xC3\xA4",
                                       "[::1%e]",
                                       std::string("a\0b", 3)};
  for (const auto& text : cases) EXPECT_FALSE(is_host(text)) << text;
  EXPECT_FALSE(is_host(std::string(262, 'a')));
}

}  // namespace
}  // namespace understudy::http
