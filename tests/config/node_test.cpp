#include "config/node.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "config/document.h"

namespace understudy::config {

namespace {

Node read(const std::string& text) {
  const std::vector<Source> sources{{"a.yaml", text}};
  ComplaintBook book(sources);
  auto node = read_document(sources, 0, book);
  for (const auto& complaint : book.take().list) ADD_FAILURE() << to_text(complaint);
  return node ? std::move(*node) : Node();
}

}  // namespace

TEST(Node, ReadsScalarsByTheCoreSchemaOfYaml12) {
  struct Case {
    std::string_view yaml;
    std::string_view json;
  };
  const std::vector<Case> cases{
      {"~", "null"},
      {"null", "null"},
      {"NULL", "null"},
      {"nULL", "\"nULL\""},
      {"true", "true"},
      {"False", "false"},
      {"TRUE", "true"},
      {"yes", "\"yes\""},
      {"off", "\"off\""},
      {"0", "0"},
      {"-7", "-7"},
      {"+491511", "491511"},
      {"007", "7"},
      {"0o17", "15"},
      {"0x1F", "31"},
      {"0x-1", "\"0x-1\""},
      {"0b1", "\"0b1\""},
      {"1_000", "\"1_000\""},
      {"1:30", "\"1:30\""},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808"},
      {"1.5", "1.5"},
      {"-.5", "-0.5"},
      {"5.", "5"},
      {".", "\".\""},
      {"1e3", "1000"},
      {"1e", "\"1e\""},
      {"1e999", "\"1e999\""},
      {"+-1", "\"+-1\""},
      {".inf", "\".inf\""},
      {".nan", "\".nan\""},
      {"2026-01-01", "\"2026-01-01\""},
      {"+90d", "\"+90d\""},
      {"'42'", "\"42\""},
      {"\"true\"", "\"true\""},
      {"|\n  12\n", "\"12\\n\""},
      {"[a, 1, null]", "[\"a\",1,null]"},
      {"{a: {b: []}}", "{\"a\":{\"b\":[]}}"},
      {"\"\\u00fc\"", "\"ü\""},
  };
  for (const auto& row : cases)
    EXPECT_EQ(to_json(*read(cat({"v: ", row.yaml, "\n"})).find("v")).dump(), row.json) << row.yaml;
}

TEST(Node, CountsANumberWithoutFractionAsWhole) {
  struct Case {
    std::string_view yaml;
    std::optional<int64_t> number;
  };
  const std::vector<Case> cases{{"1", 1},
                                {"1.0", 1},
                                {"-2e3", -2000},
                                {"1.5", std::nullopt},
                                {"'1'", std::nullopt},
                                {"1e300", std::nullopt},
                                {"a", std::nullopt},
                                {"[]", std::nullopt}};
  for (const auto& row : cases) EXPECT_EQ(whole_number(read(std::string(row.yaml))), row.number) << row.yaml;
}

TEST(Node, KnowsWhereItStands) {
  const Node root = read("a: 1\nb:\n  - x\n  - {c: d}\n");
  EXPECT_EQ(root.members()[1].place.line, 2);
  EXPECT_EQ(root.members()[1].place.column, 1);
  const Node& map = root.find("b")->items()[1];
  EXPECT_EQ(map.place().line, 4);
  EXPECT_EQ(map.place().column, 5);
  EXPECT_EQ(map.find("c")->place().column, 9);
  EXPECT_EQ(map.find("x"), nullptr);
}

TEST(Node, TakesAliasesForTheirValues) {
  EXPECT_EQ(to_json(read("a: &x [1, {b: c}]\nd: *x\n? &k e\n: *k\n")).dump(),
            R"({"a":[1,{"b":"c"}],"d":[1,{"b":"c"}],"e":"e"})");
}

}  // namespace understudy::config
