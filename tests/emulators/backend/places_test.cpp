#include "emulators/backend/places.h"

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

TEST(Places, AreFoundByAJsonPointer) {
  // The document and the rows of RFC 6901 §5.
  const Json whole = *parse_json(
      R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,"~1":9})");
  struct Row {
    std::string_view pointer;
    std::string_view expected;
  };
  constexpr Row rows[] = {
      {"/foo", R"(["bar","baz"])"},
      {"/foo/0", R"("bar")"},
      {"/", "0"},
      {"/a~1b", "1"},
      {"/c%d", "2"},
      {"/e^f", "3"},
      {"/g|h", "4"},
      {"/i\\j", "5"},
      {"/k\"l", "6"},
      {"/ ", "7"},
      {"/m~0n", "8"},
      {"/~01", "9"},
      {"/foo/2", "nothing"},
      {"/foo/-", "nothing"},
      {"/foo/0/x", "nothing"},
      {"/x/y/z", "nothing"},
      {"foo", "nothing"},
  };
  for (const auto& row : rows) EXPECT_EQ(shown(at_pointer(whole, row.pointer)), row.expected) << row.pointer;
  EXPECT_EQ(at_pointer(whole, ""), &whole);
}

}  // namespace understudy::backend
