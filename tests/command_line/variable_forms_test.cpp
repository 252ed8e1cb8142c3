#include "command_line/variable_forms.h"

#include <gtest/gtest.h>

namespace understudy {

namespace {

std::string written(std::optional<std::string> line) { return line.value_or("(not written)"); }

}  // namespace

// tests/clients/env.test.js has the shells and readers themselves say what they read.

TEST(VariableForms, QuoteWhatTheirReadersWouldReadOtherwise) {
  EXPECT_EQ(written(write_for_sh("A", "it's $(x)")), "export A='it'\\''s $(x)'\n");
  EXPECT_EQ(written(write_for_fish("A", "it's \\ $x")), "set -gx A 'it\\'s \\\\ $x'\n");
  EXPECT_EQ(written(write_for_powershell("A", "it's `$x")), "$env:A = 'it''s `$x'\n");
  EXPECT_EQ(written(write_for_powershell("A", "\u2018\u2019\u201A\u201B\u2017\u201C")),
            "$env:A = '\u2018\u2018\u2019\u2019\u201A\u201A\u201B\u201B\u2017\u201C'\n");
  EXPECT_EQ(written(write_for_github("A", "a=b $x")), "A=a=b $x\n");
  EXPECT_EQ(written(write_for_github("A", "a\nEND\nB=1")), "A<<END_\na\nEND\nB=1\nEND_\n");
  EXPECT_EQ(written(write_for_compose("A", "$x \"y\"\n")), "  A: \"$$x \\\"y\\\"\\n\"\n");
}

TEST(VariableForms, WriteNothingThatNoReaderIsSafeFrom) {
  EXPECT_EQ(written(write_for_dotenv("A", "http://ci@localhost:9119")), "A=http://ci@localhost:9119\n");
  EXPECT_EQ(written(write_for_dotenv("A", "a|b $c")), "A='a|b $c'\n");
  EXPECT_EQ(written(write_for_dotenv("A", "")), "A=''\n");
  EXPECT_EQ(written(write_for_dotenv("A", "it's")), "A=\"it's\"\n");
  EXPECT_EQ(written(write_for_dotenv("A", "it's \"$x\"")), "(not written)");
  EXPECT_EQ(written(write_for_dotenv("A", "a\\")), "(not written)");
  EXPECT_EQ(written(write_for_dotenv("A", "a\rb")), "(not written)");
  EXPECT_EQ(written(write_for_compose("A", "\xFF")), "(not written)");
  EXPECT_EQ(written(write_for_compose("A", "a\x7F")), "(not written)");
}

}  // namespace understudy
