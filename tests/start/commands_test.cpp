#include "start/commands.h"

#include <gtest/gtest.h>

namespace understudy::start {

TEST(Commands, QuotesWhatAShellWouldReadOtherwise) {
  struct Row {
    std::string_view text;
    std::string_view word;
  };
  constexpr Row rows[] = {
      {"owner@acme.test", "owner@acme.test"},
      {"http://localhost:9119/w/t1", "http://localhost:9119/w/t1"},
      {"", "''"},
      {"two words", "'two words'"},
      {"o'brien@acme.test", "'o'\\''brien@acme.test'"},
      {"$(reboot)", "'$(reboot)'"},
      {"a&b", "'a&b'"},
      {"~", "'~'"},
      {"Zo\xC3\xAB", "'Zo\xC3\xAB'"},
  };
  for (const auto& row : rows) EXPECT_EQ(shell_word(row.text), row.word);
}

TEST(Commands, NameTheServerWhereItIsNotTheUsualOne) {
  const std::string_view control = "http://localhost:9119/_understudy/v1/";
  EXPECT_EQ(mint_command({"http://localhost:9119", control, "default"}, ""), "understudy mint");
  EXPECT_EQ(mint_command({"http://localhost:9119", control, "default"}, "a@b.test"), "understudy mint --user a@b.test");
  EXPECT_EQ(mint_command({"http://localhost:9119/w/t1", control, "t1"}, "a@b.test"),
            "understudy mint --url http://localhost:9119/w/t1 --user a@b.test");
  EXPECT_EQ(mint_command({"https://auth.test", "https://auth.test/_understudy/v1/", "default"}, "o'x"),
            "curl -s https://auth.test/_understudy/v1/worlds/default/tokens -d '{\"user\":\"o'\\''x\"}' | grep -o "
            "'eyJ[^\"]*'");
}

TEST(Commands, MakeTheFirstCall) {
  EXPECT_EQ(
      first_call({"http://localhost:9119/w/t1", "http://localhost:9119/_understudy/v1/", "t1"}, "", "/v2/users/me"),
      "curl http://localhost:9119/w/t1/v2/users/me -H \"Authorization: Bearer $(\n"
      "  curl -s http://localhost:9119/_understudy/v1/worlds/t1/tokens -d '{}' | grep -o 'eyJ[^\"]*')\"");
}

}  // namespace understudy::start
