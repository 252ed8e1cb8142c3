#include "commands/launcher_words.h"

#include <gtest/gtest.h>

namespace understudy {

// tests/clients/env.test.js has Node itself read them, and Java where there is one.

TEST(LauncherWords, AreQuotedAsTheirLauncherReadsThem) {
  struct Row {
    std::string_view text;
    std::string_view node;
    std::string_view java;
  };
  constexpr Row rows[] = {
      {"/data/a.cjs", "/data/a.cjs", "/data/a.cjs"},
      {"/my data/a.cjs", "\"/my data/a.cjs\"", "\"/my data/a.cjs\""},
      {"/a\"b", "\"/a\\\"b\"", "\"/a\"'\"'\"b\""},
      {"/a\\b", "\"/a\\\\b\"", "/a\\b"},
      {"/a'b", "/a'b", "\"/a'b\""},
      {"/a\tb", "/a\tb", "\"/a\tb\""},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(node_word(row.text), row.node);
    EXPECT_EQ(java_word(row.text), row.java);
  }
}

}  // namespace understudy
