#include "base/text.h"

#include <gtest/gtest.h>

namespace understudy {

TEST(Text, ChangesTheCasingOfAsciiAlone) {
  EXPECT_EQ(to_upper("fixture-2 ä"), "FIXTURE-2 ä");
  EXPECT_EQ(to_lower("FIXTURE-2 Ä"), "fixture-2 Ä");
}

TEST(Text, MatchesWildcardsAgainstTheWhole) {
  struct Row {
    std::string_view pattern;
    std::string_view text;
    bool matches;
  };
  constexpr Row rows[] = {
      {"*", "", true},
      {"*", "entity:view", true},
      {"entity:*", "entity:view", true},
      {"entity:*", "entity", false},
      {"entity:*", "workflow:view", false},
      {"workflow:execution:*", "workflow:execution:task:edit", true},
      {"opportunity*", "opportunity:123", true},
      {"contact:*/*", "contact:1/2", true},
      {"contact:*/*", "contact:1", false},
      {"*:*:_tags", "contact:Personal Details:_tags", true},
      {"*:*:_tags", "contact:_tags", false},
      {"", "", true},
      {"", "a", false},
      {"a*b*c", "axxbxxc", true},
      {"a*b*c", "axxbxx", false},
      {"entity:view", "entity:views", false},
  };
  for (const auto& row : rows)
    EXPECT_EQ(matches_wildcard(row.pattern, row.text), row.matches) << row.pattern << " against " << row.text;
}

TEST(Text, MatchesAHostileWildcardQuickly) {
  std::string pattern;
  for (int i = 0; i < 2000; ++i) pattern += "a*";
  EXPECT_FALSE(matches_wildcard(pattern + "b", std::string(20'000, 'a')));
}

TEST(Text, KnowsUtf8) {
  const std::string_view good[] = {"", "abc", "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xED\x9F\xBF"};
  for (const auto text : good) EXPECT_TRUE(is_utf8(text)) << text;
  const std::string_view bad[] = {"\x80",
                                  "\xC0\xAF",
                                  "\xC3",
                                  "\xE0\x80\xAF",
                                  "\xED\xA0\x80",
                                  "\xFF\xFE",
                                  "\xF4\x90\x80\x80",
                                  "\xF8\x88\x80\x80",
                                  "a\xE2\x82"};
  for (const auto text : bad) EXPECT_FALSE(is_utf8(text)) << text;
  for (size_t at = 0; at < 100; ++at) {
    std::string text(100, 'a');
    EXPECT_TRUE(is_utf8(text.insert(at, "\xE2\x82\xAC"))) << at;
    EXPECT_FALSE(is_utf8(text.erase(at, 1))) << at;
  }
}

TEST(Text, ShortensWithoutCuttingACharacter) {
  EXPECT_EQ(shorten("abc", 10), "abc");
  EXPECT_EQ(shorten("abc", 2), "ab");
  EXPECT_EQ(shorten("a\xE2\x82\xAC", 3), "a");
}

TEST(Text, OffersTheNearestWord) {
  const std::vector<std::string_view> words{"roles", "users", "password"};
  EXPECT_EQ(nearest_word("rols", words), "roles");
  EXPECT_EQ(nearest_word("Paswort", words), "password");
  EXPECT_EQ(nearest_word("rolse", words), "roles");
  EXPECT_EQ(nearest_word("suers", words), "users");
  EXPECT_EQ(nearest_word("clock", words), std::nullopt);
  EXPECT_EQ(nearest_word(std::string(100'000, 'a'), words), std::nullopt);
}

TEST(Text, OffersSeveralNearWords) {
  const std::vector<std::string_view> words{"tests", "test-1", "test-2", "test-12", "other"};
  EXPECT_EQ(nearest_words("test-1", words, 3), (std::vector<std::string>{"test-1", "test-2", "test-12"}));
  EXPECT_EQ(nearest_words("test-1", words, 1), (std::vector<std::string>{"test-1"}));
  EXPECT_EQ(did_you_mean("tset-2", words), "did you mean test-2, test-1 or test-12?");
  EXPECT_EQ(did_you_mean("othr", words), "did you mean other?");
  EXPECT_EQ(did_you_mean("nothing", words), "");
}

TEST(Text, CountsOneAndMany) {
  EXPECT_EQ(counted(0, "tenant"), "0 tenants");
  EXPECT_EQ(counted(1, "tenant"), "1 tenant");
  EXPECT_EQ(counted(2, "access token"), "2 access tokens");
}

TEST(Text, SplitsAndJoins) {
  EXPECT_EQ(split("a,,b", ',').size(), 3U);
  EXPECT_EQ(split("", ',').size(), 1U);
  EXPECT_EQ(join({"a", "b"}, ", "), "a, b");
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_TRUE(equal_ignoring_case("Content-TYPE", "content-type"));
  EXPECT_FALSE(equal_ignoring_case("a", "ab"));
}

TEST(Text, ReadsWholeNumbersOnly) {
  EXPECT_EQ(parse_number("42"), 42U);
  for (const std::string_view text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "18446744073709551616"})
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
}

TEST(Text, CountsCharactersAndNotBytes) {
  EXPECT_EQ(count_characters(""), 0U);
  EXPECT_EQ(count_characters("abc"), 3U);
  EXPECT_EQ(count_characters("\u00e4\u20ac\U0001F600"), 3U);
}

}  // namespace understudy
