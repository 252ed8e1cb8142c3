#include "http/accept.h"

#include <gtest/gtest.h>

namespace understudy::http {
namespace {

Request asking(const std::string& accept) {
  Request request;
  request.headers.add("Accept", accept);
  return request;
}

}  // namespace

TEST(Accept, WeighsWhatItNames) {
  struct Row {
    std::string_view accept;
    int weight;
  };
  constexpr Row rows[] = {
      {"text/html", 1000},
      {"TEXT/HTML", 1000},
      {"text/html;q=0.5", 500},
      {"text/html; charset=utf-8 ; Q=0.25", 250},
      {"text/html;q=0.123456", 123},
      {"text/html;q=0", 0},
      {"text/html;q=0.000", 0},
      {"text/html;q=0.", 0},
      {"text/html;q=1.000", 1000},
      {"text/html;q=x", 1000},
      {"text/html;q=0.x", 1000},
      {"text/html;q=0.1, text/html;level=1", 1000},
      {"application/json , \ttext/html ; q=0.9", 900},
      {"text/htmlx", 0},
      {"text/*, */*", 0},
      {"", 0},
  };
  for (const auto& row : rows)
    EXPECT_EQ(weight_of(asking(std::string(row.accept)), "text/html"), row.weight) << row.accept;
  EXPECT_EQ(weight_of({}, "text/html"), 0);
}

TEST(Accept, TellsABrowserFromAProgram) {
  const std::string_view browsers[] = {
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
      "text/html",
      "application/json;q=0.9, text/html",
      "application/json, text/html",
  };
  for (const auto accept : browsers) EXPECT_TRUE(prefers_html(asking(std::string(accept)))) << accept;
  const std::string_view programs[] = {
      "*/*", "", "application/json, text/plain, */*", "text/html;q=0", "text/html;q=0.5, application/json", "text/*",
  };
  for (const auto accept : programs) EXPECT_FALSE(prefers_html(asking(std::string(accept)))) << accept;
  EXPECT_FALSE(prefers_html({}));
  Request two = asking("application/json;q=0.5");
  two.headers.add("accept", "text/html");
  EXPECT_TRUE(prefers_html(two)) << "several headers are one list";
}

}  // namespace understudy::http
