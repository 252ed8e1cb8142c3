#include "providers/backend/places.h"

#include <gtest/gtest.h>

namespace understudy::backend {
namespace {

std::string shown(const Json* place) { return place != nullptr ? place->dump() : "nothing"; }

}  // namespace

TEST(Places, AreFoundByAPathWithDots) {
  const Json whole =
      *parse_json(R"({"a":{"b":{"c":1}},"list":[{"name":"x"},2],"https://x.y/z":"claim","a.b":"flat","n":null})");
  struct Row {
    std::string_view path;
    std::string_view expected;
  };
  constexpr Row rows[] = {
      {"a.b.c", "1"},
      {"a", R"({"b":{"c":1}})"},
      {"a.b", R"("flat")"},
      {"list.0.name", R"("x")"},
      {"list.1", "2"},
      {"list.2", "nothing"},
      {"list.-1", "nothing"},
      {"list.name", "nothing"},
      {"list.99999999999999999999", "nothing"},
      {"https://x.y/z", R"("claim")"},
      {"n", "null"},
      {"n.a", "nothing"},
      {"a..b", "nothing"},
      {"missing", "nothing"},
  };
  for (const auto& row : rows) EXPECT_EQ(shown(at_path(whole, row.path)), row.expected) << row.path;
  EXPECT_EQ(at_path(whole, ""), &whole);
}

}  // namespace understudy::backend
