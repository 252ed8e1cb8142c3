#include "base/json_pointer.h"

#include <gtest/gtest.h>

namespace understudy {
namespace {

std::string shown(const Json* place) { return place != nullptr ? place->dump() : "nothing"; }

}  // namespace

TEST(JsonPointer, LeadsToAValueDeepWithin) {
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

}  // namespace understudy
