#include "http/grammar.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace understudy::http {
namespace {

TEST(Grammar, KnowsTokens) {
  for (const auto text : {"GET", "X-A_b.c", "!#$%&'*+-.^_`|~09"}) EXPECT_TRUE(is_token(text)) << text;
  const std::vector<std::string> others{"",    "a b", "a:",   "a\t",      "(",
                                        "a/b", "a\"", "\x7F", "\xC3\xA4", std::string("a\0", 2)};
  for (const auto& text : others) EXPECT_FALSE(is_token(text)) << text;
}

TEST(Grammar, JudgesEachByteAlike) {
  for (int c = 0; c < 256; ++c) {
    const std::string text(1, static_cast<char>(c));
    const bool control = c < 0x20 || c == 0x7F;
    EXPECT_EQ(is_query(text), !control && c < 0x80 && c != ' ' && c != '#') << c;
    EXPECT_EQ(is_path(text),
              is_query(text) && std::string_view("\"<>?\\`{}").find(static_cast<char>(c)) == std::string_view::npos)
        << c;
    EXPECT_EQ(is_field_value(text), !control || c == '\t') << c;
    if (c >= 0x80) {
      EXPECT_FALSE(is_token(text)) << c;
      EXPECT_FALSE(is_authority(text)) << c;
    }
  }
}

TEST(Grammar, FindsTheNameOfAField) {
  EXPECT_EQ(field_name("Host: a:b"), "Host");
  EXPECT_EQ(field_name("a:"), "a");
  for (const auto text : {"", ":", ": a", "a", "a b", "a b: c", "a : b", " a: b", "\ta: b", "a\"b: c", "\xC3\xA4: b"})
    EXPECT_EQ(field_name(text), "") << text;
}

TEST(Grammar, KnowsChunkExtensions) {
  for (const auto text : {"", ";a", ";a=b", ";a=\"b\"", ";a;b=c;d", " ;a", "\t; a \t=\t b ; c", ";a=\"\"",
                          ";a=\"b; \\\" \\\\ c\";d", ";a=\"\xC3\xA4\""})
    EXPECT_TRUE(is_chunk_extensions(text)) << text;
  for (const auto text :
       {" ",         "\t",        " xyz",        "xyz",           ";",         ";;a", "; ",     ";a ",
        ";a=",       ";a= ",      ";a=b ",       ";a=b c",        ";a b",      ";=b", ";a=\"b", ";a=\"b\\",
        ";a=\"b\"c", ";a=b\"c\"", ";a=\"\x01\"", ";a=\"\\\x01\"", ";\xC3\xA4", "=b",  ";a==b"})
    EXPECT_FALSE(is_chunk_extensions(text)) << text;
}

TEST(Grammar, TrimsBlanksOnly) {
  EXPECT_EQ(trim_blanks(" \ta b\t "), "a b");
  EXPECT_EQ(trim_blanks(" \t "), "");
  EXPECT_EQ(trim_blanks("\ra\n"), "\ra\n");
}

TEST(Grammar, ReadsLists) {
  EXPECT_TRUE(lists("a,Close , b", "close"));
  EXPECT_TRUE(lists("close", "close"));
  EXPECT_FALSE(lists("closed, clos, clo se", "close"));
  EXPECT_FALSE(lists("", "close"));
  EXPECT_FALSE(lists(",,", "close"));
}

TEST(Grammar, ReadsHexadecimalDigits) {
  EXPECT_EQ(hex_digit('0'), 0);
  EXPECT_EQ(hex_digit('9'), 9);
  EXPECT_EQ(hex_digit('a'), 10);
  EXPECT_EQ(hex_digit('F'), 15);
  for (const char c : {'g', 'G', '/', ':', '@', '`', ' ', '\0', '\xFF'}) EXPECT_EQ(hex_digit(c), -1) << c;
}

}  // namespace
}  // namespace understudy::http
