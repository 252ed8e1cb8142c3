#include "base/json.h"

#include <gtest/gtest.h>
#include <limits>

namespace understudy {

TEST(Json, KeepsMembersInOrder) {
  const std::string text = R"({"z":1,"a":[true,null,"x",-2.5],"m":{"b":{},"a":[]}})";
  EXPECT_EQ(parse_json(text).value().dump(), text);
}

TEST(Json, ReplacesAMemberInItsPlace) {
  Json json = Json::object({{"a", 1}, {"b", 2}});
  json.set("a", "new").set("c", false);
  EXPECT_EQ(json.dump(), R"({"a":"new","b":2,"c":false})");
  json.remove("b");
  EXPECT_EQ(json.dump(), R"({"a":"new","c":false})");
}

TEST(Json, EscapesWhatMustBeEscaped) {
  EXPECT_EQ(Json(std::string("a\"\\\n\x01\x7f\xC3\xA4")).dump(), "\"a\\\"\\\\\\n\\u0001\x7f\xC3\xA4\"");
}

TEST(Json, EscapesAtEveryPlaceOfALongText) {
  for (size_t at = 0; at <= 100; ++at) {
    std::string text(100, 'a');
    text.insert(at, "\"\x1f");
    const std::string written = Json(text).dump();
    EXPECT_EQ(written, "\"" + std::string(at, 'a') + "\\\"\\u001f" + std::string(100 - at, 'a') + "\"");
    EXPECT_EQ(parse_json(written), Json(text));
  }
}

TEST(Json, NeverPrintsWhatIsNoUtf8) {
  EXPECT_EQ(Json(std::string("a\xFF\xC3")).dump(), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(Json, RefusesWhatIsNotJson) {
  const std::string_view rows[] = {"",         "{",        "{\"a\":}", "[1,]",     "{\"a\":1}x", "nul",
                                   "\"\xFF\"", "01",       "NaN",      "'a'",      "{a:1}",      "\"\\ud800\"",
                                   "[1 2]",    "\"a\nb\"", "1e999",    "{\"a\" 1}"};
  for (const auto text : rows) EXPECT_EQ(parse_json(text), std::nullopt) << text;
}

TEST(Json, RefusesDeepNestingQuickly) {
  JsonError error;
  EXPECT_EQ(parse_json(std::string(10'000, '['), &error), std::nullopt);
  EXPECT_EQ(error.message, "nested deeper than 100 levels");
  EXPECT_TRUE(parse_json(std::string(100, '[') + std::string(100, ']')).has_value());
}

TEST(Json, RefusesTooManyMembers) {
  std::string text = "{";
  for (int i = 0; i < 2001; ++i) text += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":1";
  EXPECT_EQ(parse_json(text + "}"), std::nullopt);
}

TEST(Json, TakesTheLastOfTwoMembersOrRefusesBoth) {
  EXPECT_EQ(parse_json(R"({"a":1,"a":2})").value().dump(), R"({"a":2})");
  EXPECT_EQ(parse_json(R"({"a":1,"a":2})", nullptr, DuplicateNames::refused), std::nullopt);
  EXPECT_TRUE(parse_json(R"([{"a":1},{"a":2}])", nullptr, DuplicateNames::refused).has_value());
}

TEST(Json, ReadsForeignTypesWithoutThrowing) {
  const Json json = parse_json(R"({"n":1,"big":99999999999999999999,"r":1.5})").value();
  EXPECT_EQ(json.text_at("n"), "");
  EXPECT_EQ(json.find("n")->text(), nullptr);
  EXPECT_EQ(*json.find("n")->integer(), 1);
  EXPECT_NE(json.find("big")->real(), nullptr);
  EXPECT_EQ(Json("x").find("a"), nullptr);
  EXPECT_TRUE(Json("x").items().empty());
}

TEST(Json, PrintsPretty) {
  EXPECT_EQ(parse_json(R"({"a":[1,{}],"b":{}})").value().dump_pretty(2),
            "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": {}\n}");
}

TEST(Json, WritesRealsWithTheFewestDigitsThatAreReadAsTheSame) {
  // As std::to_chars has them, but for the last digit of some powers of two.
  const std::vector<std::pair<double, std::string>> rows{
      {0.0, "0"},
      {-0.0, "-0"},
      {0.1, "0.1"},
      {-1.5, "-1.5"},
      {1.0 / 3, "0.3333333333333333"},
      {2.0 / 3, "0.6666666666666666"},
      {0.1 + 0.2, "0.30000000000000004"},
      {1e-4, "1e-04"},
      {0.00123, "0.00123"},
      {100000.0, "1e+05"},
      {120000.0, "120000"},
      {123456789.125, "123456789.125"},
      {9223372036854775808.0, "9223372036854775808"},
      {1e21, "1e+21"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {2.2250738585072014e-308, "2.2250738585072014e-308"},
      {5e-324, "5e-324"},
      {1e-310, "1e-310"},
      {0x1p-44, "5.6843418860808015e-14"},
      {std::numeric_limits<double>::infinity(), "null"},
      {std::numeric_limits<double>::quiet_NaN(), "null"},
  };
  for (const auto& [value, text] : rows) EXPECT_EQ(Json(value).dump(), text);
}

}  // namespace understudy
