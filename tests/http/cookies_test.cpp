#include "http/cookies.h"

#include <gtest/gtest.h>

namespace understudy::http {

namespace {

Request with_cookies(std::initializer_list<std::string> headers) {
  Request request;
  for (const auto& header : headers) request.headers.add("Cookie", header);
  return request;
}

TEST(Cookies, AreReadInOrder) {
  struct Case {
    std::string header;
    Fields cookies;
  };
  const std::vector<Case> cases{
      {"a=1", {{"a", "1"}}},
      {"a=1; b=2", {{"a", "1"}, {"b", "2"}}},
      {"a=1;b=2;  c=3 ", {{"a", "1"}, {"b", "2"}, {"c", "3"}}},
      {"a=1; a=2", {{"a", "1"}, {"a", "2"}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"a=\"quoted\"", {{"a", "quoted"}}},
      {"a=\"", {{"a", "\""}}},
      {"a=", {{"a", ""}}},
      {"=1", {{"", "1"}}},
      {"nothing", {}},
      {";;; ;", {}},
      {"", {}},
      {"A=1", {{"A", "1"}}},
  };
  for (const auto& [header, cookies] : cases) EXPECT_EQ(cookies_of(with_cookies({header})), cookies) << header;
}

TEST(Cookies, MayStandInSeveralHeaders) {
  EXPECT_EQ(cookies_of(with_cookies({"a=1; b=2", "c=3"})), (Fields{{"a", "1"}, {"b", "2"}, {"c", "3"}}));
}

TEST(Cookies, AreFoundBehindAnyNumberOfOthers) {
  std::string header;
  for (int i = 0; i < 10'000; ++i) header += "a=1;";
  EXPECT_EQ(cookies_named(with_cookies({header + "last=2"}), "last"), std::vector<std::string>{"2"});
}

TEST(Cookies, OfOneNameComeLastFirst) {
  const auto request = with_cookies({"a=1; b=2; a=3; A=4", "a=5"});
  EXPECT_EQ(cookies_named(request, "a"), (std::vector<std::string>{"5", "3", "1"}));
  EXPECT_EQ(cookies_named(request, "c"), std::vector<std::string>());
}

TEST(Cookies, OfOneNameAreAtMostTheLastEight) {
  const auto request = with_cookies({"a=0; a=1; a=2; a=3; a=4; a=5; a=6; a=7; a=8; a=9"});
  EXPECT_EQ(cookies_named(request, "a"), (std::vector<std::string>{"9", "8", "7", "6", "5", "4", "3", "2"}));
}

TEST(SetCookieText, HasTheAttributesOfAspNet) {
  SetCookie cookie{.name = "session", .value = "x"};
  EXPECT_EQ(to_text(cookie), "session=x; path=/; secure; samesite=lax; httponly");
  cookie.domain = "acme.test";
  cookie.path = "/w/ci/";
  cookie.expires = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
  cookie.same_site = SetCookie::SameSite::none;
  EXPECT_EQ(to_text(cookie),
            "session=x; expires=Thu, 01 Jan 2026 00:00:00 GMT; domain=acme.test; path=/w/ci/; secure; samesite=none; "
            "httponly");
  cookie = {
      .name = "theme", .value = "Dark", .same_site = SetCookie::SameSite::strict, .secure = false, .http_only = false};
  EXPECT_EQ(to_text(cookie), "theme=Dark; path=/; samesite=strict");
}

}  // namespace

}  // namespace understudy::http
