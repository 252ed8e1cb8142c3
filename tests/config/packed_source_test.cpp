// What a variable may hold, and the YAML in it.
#include "config/packed_source.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "fixture/load.h"

namespace understudy::fixture {

namespace {

const std::string yaml = "version: 1\ntenants: [{name: Ümlaut?>, users: [{email: a@a.test}]}]\n";

std::string without_padding(std::string base64) {
  while (base64.ends_with('=')) base64.pop_back();
  return base64;
}

std::string in_lines(const std::string& text, size_t width, const std::string& line_end) {
  std::string lines;
  for (size_t at = 0; at < text.size(); at += width) lines += text.substr(at, width) + line_end;
  return lines;
}

}  // namespace

TEST(PackedSource, TakesYamlAsItIs) {
  for (const std::string text : {yaml.c_str(), "{\"version\": 1}", "\"version\": 1\n\"seed\": \"x\"", "'seed': 'x'",
                                 "\"seed\" : \"x\"", "\xEF\xBB\xBFversion: 1\n", "version: 1\r\nseed: s\r\n"})
    EXPECT_EQ(unpack_source(text), text);
}

TEST(PackedSource, TakesBase64OfAnyKind) {
  // One, two and no signs of padding; "Ümlaut?>" needs both signs that the alphabets differ in.
  for (const auto& text : {yaml, yaml + "#", yaml + "##"}) {
    const std::string base64 = to_base64(text);
    for (const auto& form :
         {base64, without_padding(base64), in_lines(base64, 76, "\n"), in_lines(base64, 64, "\r\n"),
          in_lines(without_padding(base64), 76, " "), "\"" + base64 + "\"", "'" + without_padding(base64) + "'\r",
          base64 + "\r", to_base64url(text), "  " + base64 + "\t"})
      EXPECT_EQ(unpack_source(form), text) << form;
  }
}

TEST(PackedSource, TakesOffTheQuotesThatDockerLeaves) {
  const std::string json = R"({"version": 1, "seed": "it's"})";
  EXPECT_EQ(unpack_source("'" + json + "'"), json);
  EXPECT_EQ(unpack_source("\"" + json + "\""), json);
  EXPECT_EQ(unpack_source("'" + json + "'\r"), json);
  EXPECT_EQ(unpack_source("\"" + json + "\"\r\n"), json);
  EXPECT_EQ(unpack_source(R"("{\"version\": 1, \"seed\": \"it's\"}")"), json);
  EXPECT_EQ(unpack_source(R"("version: 1\nseed: s\n")"), "version: 1\nseed: s\n");
  EXPECT_EQ(unpack_source(R"("{version: 1, seed: 'C:\s'}")"), R"({version: 1, seed: 'C:\s'})");
  EXPECT_EQ(unpack_source("'{version: 1}'"), "{version: 1}");
}

TEST(PackedSource, LeavesTheRestToTheLoader) {
  for (const std::string text : {"", "nonsense", "\"", "'", "'nonsense", "aGFsbG8", "====", "a b c d"})
    EXPECT_EQ(unpack_source(text), text);
  EXPECT_EQ(unpack_source("''"), "");
  EXPECT_EQ(unpack_source("'nonsense'"), "nonsense");
}

}  // namespace understudy::fixture
