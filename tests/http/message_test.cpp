#include "http/message.h"

#include <gtest/gtest.h>

namespace understudy::http {
namespace {

TEST(Fields, FindsTheFirstOfANameWhateverItsCase) {
  const Fields fields{{"Set-Cookie", "a=1"}, {"X", "2"}, {"set-cookie", "b=3"}};
  ASSERT_NE(fields.find("SET-COOKIE"), nullptr);
  EXPECT_EQ(*fields.find("SET-COOKIE"), "a=1");
  EXPECT_EQ(fields.find("Cookie"), nullptr);
  EXPECT_EQ(fields.find_all("set-Cookie"), (std::vector<std::string_view>{"a=1", "b=3"}));
}

TEST(Fields, SettingReplacesEveryFieldOfTheNameAtTheFirstOnesPlace) {
  Fields fields{{"A", "1"}, {"b", "2"}, {"a", "3"}, {"C", "4"}, {"A", "5"}};
  fields.set("a", "new");
  EXPECT_EQ(fields, (Fields{{"A", "new"}, {"b", "2"}, {"C", "4"}}));
  fields.set("D", "6");
  EXPECT_EQ(fields, (Fields{{"A", "new"}, {"b", "2"}, {"C", "4"}, {"D", "6"}}));
}

TEST(Fields, RemovingTakesEveryFieldOfTheName) {
  Fields fields{{"A", "1"}, {"b", "2"}, {"a", "3"}};
  fields.remove("A");
  EXPECT_EQ(fields, (Fields{{"b", "2"}}));
}

TEST(Reply, OfJsonIsCompactAndSaysSo) {
  const Reply reply = json(201, Json::object({{"b", 1}, {"a", "x"}}));
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.headers, (Fields{{"Content-Type", "application/json"}}));
  EXPECT_EQ(reply.body, R"({"b":1,"a":"x"})");
}

TEST(Reply, WithoutContentHasNeitherBodyNorType) {
  EXPECT_EQ(no_content().status, 204);
  EXPECT_TRUE(no_content().headers.empty());
  EXPECT_TRUE(no_content().body.empty());
}

TEST(Reply, ThatRedirectsNamesThePlace) {}

TEST(StandardReason, IsThatOfRfc9110) {
  const std::vector<std::pair<int, std::string_view>> cases{{100, "Continue"},
                                                            {200, "OK"},
                                                            {204, "No Content"},
                                                            {307, "Temporary Redirect"},
                                                            {404, "Not Found"},
                                                            {413, "Content Too Large"},
                                                            {429, "Too Many Requests"},
                                                            {431, "Request Header Fields Too Large"},
                                                            {501, "Not Implemented"},
                                                            {511, "Network Authentication Required"},
                                                            {299, "Unknown"},
                                                            {0, "Unknown"},
                                                            {999, "Unknown"}};
  for (const auto& [status, reason] : cases) EXPECT_EQ(standard_reason(status), reason) << status;
}

}  // namespace
}  // namespace understudy::http
