// What no YAML reader could make sense of, or what a fixture does not take of YAML.
#include "config/document.h"

#include <gtest/gtest.h>

#include "config/source_text.h"
#include "fixture/loading.h"

namespace understudy::fixture {

namespace {

/// A literal with all its NUL bytes.
template <size_t size>
std::string bytes(const char (&literal)[size]) {
  return {literal, size - 1};
}

/// A good fixture with this text in it.
std::string within(const std::string& text) { return "version: 1\nseed: \"" + text + "\"\n"; }

}  // namespace

TEST(Document, LocatesWhatIsNoYaml) {
  expect_complaints({
      {"version: 1\nseed: a: b\n",
       {"a.yaml:2:8: not valid YAML: \": \" where no key can stand; a text that holds \": \" stands in quotes"}},
      {"version: 1\n\tseed: a\n", {"a.yaml:2:1: not valid YAML: a tab in the indentation; indent with blanks"}},
      {"version: 1\nserver:\n    public_url: x\n  issuers: local\n",
       {"a.yaml:4:3: not valid YAML: neither a key nor the end of the map; the keys of one map begin in the same "
        "column"}},
      {"version: 1\ntenants:\n  - name: a\n   - name: b\n",
       {"a.yaml:4:4: not valid YAML: neither \"- \" nor the end of the list; the items of one list begin in the same "
        "column"}},
      {"tenants: [{name: a]\n", {"a.yaml:1:19: not valid YAML: \"}\" or \"]\" that closes nothing here"}},
      {"tenants: [a, b\n", {"a.yaml:2:1: not valid YAML: neither \",\" nor \"]\"; close the list that \"[\" opened"}},
      {"version: 1\nseed: \"a\n", {"a.yaml:2:7: not valid YAML: a text whose closing quote is missing"}},
      {"version: 1\nseed: \"a\ntenants: []\n", {"a.yaml:2:7: not valid YAML: a text whose closing quote is missing"}},
      {"version: 1\nseed: &b 'it''s\n\n", {"a.yaml:2:7: not valid YAML: a text whose closing quote is missing"}},
      {"version: 1\nseed: 'a\n---\n", {"a.yaml:3:1: not valid YAML: a text whose closing quote is missing"}},
      {"version: 1\nseed:abc\n", {"a.yaml:2:1: [\"seed:abc\"]: unknown key; a blank follows the colon"}},
      {"version: 1\nseed: \"a\" b\n",
       {"a.yaml:2:11: not valid YAML: neither a key nor the end of the map; the keys of one map begin in the same "
        "column"}},
      {"version: 1\nseed: [a] b\n",
       {"a.yaml:2:11: not valid YAML: neither a key nor the end of the map; the keys of one map begin in the same "
        "column"}},
      {"version: 1\ntenants:\n  - name: a\n seed: b\n",
       {"a.yaml:4:2: not valid YAML: neither a key nor the end of the map; the keys of one map begin in the same "
        "column"}},
      {"{\"version\": 1 \"seed\": \"a\"}",
       {"a.yaml:1:21: not valid YAML: neither \",\" nor \"}\"; close the map that \"{\" opened"}},
      {"{version: 1}}\n", {"a.yaml:1:13: not valid YAML: \"}\" or \"]\" that closes nothing here"}},
      {"version: 1\n...\nseed: a\n",
       {"a.yaml:3:1: not valid YAML: text after the end of the fixture; check the column in which it begins"}},
      {"version: 1\nseed: @a\n",
       {"a.yaml:2:7: not valid YAML: no value can begin so; a text that begins with @, ` or % stands in quotes"}},
      {"version: 1\nseed: *a\n", {"a.yaml:2:7: not valid YAML: an alias to an anchor that was not set before"}},
      {"version: 1\n}\n", {"a.yaml:2:1: not valid YAML: \"}\" or \"]\" that closes nothing here"}},
      {"{version: 1}\n]", {"a.yaml:2:1: not valid YAML: \"}\" or \"]\" that closes nothing here"}},
      {"%YAML 3.0\n---\nversion: 1\n",
       {"a.yaml:1:1: not valid YAML: a %YAML directive of another version than 1; leave it out"}},
  });
}

TEST(Document, NamesTheTab) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"\tversion: 1\n", "1:1"},
      {" \tversion: 1\n", "1:2"},
      {"version: 1\n\tseed: a\n", "2:1"},
      {"version: 1\r\n\tseed: a\r\n", "2:1"},
      {"version: 1\n \tseed: a\n", "2:2"},
      {"version: 1\n\t# a comment\nseed: a\n", "2:1"},
      {"version: 1\n\t\nseed: a\n", "2:1"},
      {"server:\n\tissuers: local\n", "2:1"},
      {"server:\n  \tissuers: local\n", "2:3"},
      {"server: # ü\n\t\"issuers\": local\n", "2:1"},
      {"server:\n  issuers: local\n\tpublic_url: x\n", "3:1"},
      {"server:\n  issuers: \"local\"\n\tpublic_url: x\n", "3:1"},
      {"server:\n  issuers: [a]\n\tpublic_url: x\n", "3:1"},
      {"tenants:\n\t- name: a\n", "2:1"},
      {"tenants:\n  -\tname: a\n    slug: b\n", "2:4"},
      {"tenants:\n  -\tname: a\n", "2:4"},
      {"tenants:\n  - \t- a\n", "2:5"},
      {"tenants:\n  - name: a\n\t  slug: b\n", "3:1"},
      {"tenants:\n  - name: \"a\"\n\tslug: b\n", "3:1"},
      {"tenants:\n  - name: a\n    users:\n\t- email: a\n", "4:1"},
      {"? server\n:\tissuers: x\n", "2:2"},
      {"seed: |\n\ta\n", "2:1"},
  };
  for (const auto& [text, place] : cases)
    EXPECT_EQ(complaints_of({text}),
              std::vector{"a.yaml:" + place + ": not valid YAML: a tab in the indentation; indent with blanks"})
        << text;
  // A tab that is not to blame is not blamed.
  expect_complaints({
      {"server:\tissuers: local\n",
       {"a.yaml:1:16: not valid YAML: \": \" where no key can stand; a text that holds \": \" stands in quotes"}},
      {"{\n\t\"version\": 1\n\t\"seed\": \"s\"\n}\n",
       {"a.yaml:3:8: not valid YAML: neither \",\" nor \"}\"; close the map that \"{\" opened"}},
  });
  for (const char* text : {"version:\t1\t# a comment\nseed:\ts\n", "version: 1\nseed:\n\ts\n",
                           "{\n\t\"version\": 1,\n\t\"seed\": \"s\"\n\t}\n",
                           "version: 1\nseed: \"s\"\t\ntenants: [\n\t{name: A,\n\t\tphone: b},\n\t# none\n\t]\n"})
    EXPECT_EQ(load_good({text}).seed, "s") << text;
}

TEST(Document, PointsAtABadEscape) {
  const std::string hint = "; \\\\ stands for a backslash, or write the text in single quotes: 'C:\\Users'";
  const std::string unknown = ": not valid YAML: an escape that YAML does not know" + hint;
  const std::string digits = ": not valid YAML: an escape whose digits are not hexadecimal" + hint;
  const std::string surrogate =
      ": not valid YAML: an escape that is no character; surrogates come in pairs, such as \\ud83d\\ude00";
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"(seed: "\q")", "1:8" + unknown},
      {R"(seed: "\ü")", "1:8" + unknown},
      {R"(seed: "ü\q\")", "1:9" + unknown},
      {R"(seed: "C:\Documents")", "1:10" + unknown},
      {"seed: \"a\n  b\\q\"\n", "2:4" + unknown},
      {R"(seed: "C:\Users")", "1:10" + digits},
      {R"(seed: "C:\Users\x\me")", "1:10" + digits},
      {R"(seed: "C:\\\Users\x\me")", "1:12" + digits},
      {"seed: \"C:\\Users\"\nversion: 1\n", "1:10" + digits},
      {R"(seed: "\u41\q1")", "1:8" + digits},
      {R"(seed: "a\xg1")", "1:9" + digits},
      {R"(seed: "\ud83d")", "1:8" + surrogate},
      {R"(seed: "\ud83d\u0041")", "1:8" + surrogate},
      {R"(seed: "\ude00\ud83d")", "1:8" + surrogate},
      {R"(seed: "\ud83d\ud83d\ude00")", "1:8" + surrogate},
      {R"(seed: "\ud83d\ude00\ude00")", "1:20" + surrogate},
      {R"(seed: "\U0011FFFF")", "1:8" + surrogate},
  };
  for (const auto& [text, complaint] : cases)
    EXPECT_EQ(complaints_of({text}), std::vector{"a.yaml:" + complaint}) << text;
}

TEST(Document, TakesTheSurrogatePairsOfJson) {
  EXPECT_EQ(load_good({R"({"version": 1, "seed": "\ud83d\ude00"})"}).seed, "😀");
  EXPECT_EQ(load_good({R"({"version": 1, "seed": "a\uD83D\uDE00b\uDBFF\uDFFF\ud800\udc00c"})"}).seed,
            "a😀b\xF4\x8F\xBF\xBF\xF0\x90\x80\x80"
            "c");
  EXPECT_EQ(load_good({R"({"version": 1, "seed": "\\\ud83d\ude00"})"}).seed, "\\😀");
  EXPECT_EQ(load_good({R"({"version": 1, "seed": "\\ud83d\\ude00"})"}).seed, R"(\ud83d\ude00)")
      << "escaped backslashes";
  EXPECT_EQ(load_good({"version: 1\nseed: &a # \\ud83d\\ude01\n  \"\\ud83d\\ude00\"\n"}).seed, "😀")
      << "after a comment";
  // Elsewhere a backslash is a backslash.
  for (const char* written :
       {R"('x\ud83d\ude00')", R"(x\ud83d\ude00)", "| # \\ud83d\\ude01\n  x\\ud83d\\ude00", ">\n  x\\ud83d\\ude00"}) {
    const Seed seed = load_good({"version: 1\nx-a: \"\\ud83d\\ude02\"\nseed: " + std::string(written) + "\n"});
    EXPECT_TRUE(seed.seed.starts_with(R"(x\ud83d\ude00)")) << written << " became " << seed.seed;
  }
  // Code points that are no characters may be the text's own.
  EXPECT_EQ(load_good({"version: 1\nseed: \"\xEF\xB7\x90\xEF\xB7\x90\\uFDD1\\ufdd1\\ud83d\\ude00\"\n"}).seed,
            "\xEF\xB7\x90\xEF\xB7\x90\xEF\xB7\x91\xEF\xB7\x91😀");
  // Keys as well; and what comes behind them keeps its place.
  EXPECT_EQ(complaints_of({R"({"version": 1, "\ud83d\ude00": "\ud83d\ude00", "clock": 5})"}),
            (std::vector<std::string>{
                "a.yaml:1:16: [\"😀\"]: unknown key; the keys of fixture are: version, seed, clock, "
                "server, keys, gateway, epilot, cognito, shiftiq, trusted_issuers, routes, tenants, and what "
                "begins with x-",
                "a.yaml:1:57: clock: expected a map (clock), got the number 5"}));
}

TEST(Document, ShowsWhatNobodySees) {
  const std::string nbsp = "\u00A0";
  expect_complaints({
      {"version: 1\n\u00A0\u00A0seed: a\n",
       {"a.yaml:2:1: [\"\\u00a0\\u00a0seed\"]: unknown key; did you mean \"seed\"?"}},
      {"version: 1\nclock: {mode: frozen\u00A0, start: 2026-01-01\u200B}\n",
       {"a.yaml:2:15: clock.mode: expected \"system\", \"ticking\" or \"frozen\", got the text \"frozen\\u00a0\"; did "
        "you mean \"frozen\"?",
        "a.yaml:2:31: clock.start: expected a time such as 2026-01-01T00:00:00Z, got the text \"2026-01-01\\u200b\""}},
      {"version: 1\nclock: {mode: \"\uFEFF\u2028\u00AD\u3000ü世🎉\"}\n",
       {"a.yaml:2:15: clock.mode: expected \"system\", \"ticking\" or \"frozen\", got the text "
        "\"\\ufeff\\u2028\\u00ad\\u3000ü世🎉\""}},
      {"version: 1\nclock: {mode: \"\U000E0041\"}\n",
       {"a.yaml:2:15: clock.mode: expected \"system\", \"ticking\" or \"frozen\", got the text \"\\U000e0041\""}},
      {"version:\u00A01\ntenants: []\n",
       {"a.yaml:2:8: not valid YAML: \": \" where no key can stand; a text that holds \": \" stands in quotes; line 1 "
        "holds U+00A0, a non-breaking space"}},
      {"version: 1\nserver:\n  issuers: local\n\u2003 public_url: x\n",
       {"a.yaml:4:1: [\"\\u2003 public_url\"]: unknown key; it belongs under a server (server)"}},
      {"version: 1\nclock:\u3000{mode: frozen}\nseed: s\n",
       {"a.yaml:2:1: [\"clock:\\u3000{mode\"]: unknown key; a blank follows the colon"}},
  });
}

TEST(Document, RefusesWhatAFixtureDoesNotTakeOfYaml) {
  expect_complaints({
      {"version: 1\n---\nversion: 1\n", {"a.yaml:2:1: a second YAML document in one file; give each its own file"}},
      {"version: !!int 1\nseed: !mine a\n",
       {"a.yaml:1:10: version: the tag \"tag:yaml.org,2002:int\", but a fixture has no tags; take it out; a value in "
        "quotes is text",
        "a.yaml:2:7: seed: the tag \"!mine\", but a fixture has no tags; take it out; a value in quotes is text"}},
      {"version: 1\nseed: a\nseed: b\nseed: c\n",
       {"a.yaml:3:1: seed: the key is given twice; first at a.yaml:2:1",
        "a.yaml:4:1: seed: the key is given twice; first at a.yaml:2:1"}},
      {"version: 1\nserver: {issuers: local, issuers: vendor}\n",
       {"a.yaml:2:26: server.issuers: the key is given twice; first at a.yaml:2:10"}},
      {"version: 1\n[a]: b\n", {"a.yaml:2:1: a key that is no text"}},
      {"version: 1\n? {a: b}\n: c\n", {"a.yaml:2:3: a key that is no text"}},
      {"a: &a [*a]\n", {"a.yaml:1:8: a[0]: an alias within its own anchor; write the value out"}},
  });
}

TEST(Document, RefusesASourceWithoutAMap) {
  expect_complaints({
      {"", {"a.yaml: the fixture is empty; it begins with: version: 1"}},
      {"# nothing but a comment\n", {"a.yaml: the fixture is empty; it begins with: version: 1"}},
      {"---\n", {"a.yaml: the fixture is empty; it begins with: version: 1"}},
      {"just text\n", {"a.yaml:1:1: expected a map (fixture), got the text \"just text\""}},
      {"- version: 1\n", {"a.yaml:1:1: expected a map (fixture), got a list"}},
      {"42", {"a.yaml:1:1: expected a map (fixture), got the number 42"}},
  });
}

TEST(Document, RefusesBytesThatAreNoText) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"version: 1\nseed: \xFFx\n", "a.yaml:2:7: the byte 0xff is not UTF-8; save the file as UTF-8"},
      {"version: 1\nseed: \xC3\n", "a.yaml:2:7: the byte 0xc3 is not UTF-8; save the file as UTF-8"},
      {"version: 1\nseed: ü\xED\xA0\x80\n", "a.yaml:2:8: the byte 0xed is not UTF-8; save the file as UTF-8"},
      {"version: 1\nseed: \xC0\x80\n", "a.yaml:2:7: the byte 0xc0 is not UTF-8; save the file as UTF-8"},
      {"version: 1\nseed: \xF5\x80\x80\x80", "a.yaml:2:7: the byte 0xf5 is not UTF-8; save the file as UTF-8"},
      {bytes("version: 1\nseed: a\0b\n"), "a.yaml:2:8: a NUL byte; save the file as UTF-8"},
      {"version: 1\nseed: a\x04z\n",
       "a.yaml:2:8: the control character 0x04; take it out, or write \"\\x04\" within double quotes"},
      {bytes("\xFF\xFEv\0e\0"), "a.yaml:1:1: the file starts with a UTF-16 byte order mark; save it as UTF-8"},
      {bytes("\xFE\xFF\0v\0e"), "a.yaml:1:1: the file starts with a UTF-16 byte order mark; save it as UTF-8"},
      {bytes("\xFF\xFE\0\0v\0\0\0"), "a.yaml:1:1: the file starts with a UTF-32 byte order mark; save it as UTF-8"},
      {bytes("v\0e\0r\0"), "a.yaml:1:2: a NUL byte; save the file as UTF-8"},
  };
  for (const auto& [text, complaint] : cases) EXPECT_EQ(complaints_of({text}), std::vector{complaint}) << text;
}

TEST(Document, CountsColumnsInCharacters) {
  EXPECT_EQ(
      complaints_of({"version: 1\nserver: {\"ü世\": 1, x: 1}\nseed: \"ü世🎉\" b\n"}),
      (std::vector<std::string>{"a.yaml:3:13: not valid YAML: neither a key nor the end of the map; the keys of one "
                                "map begin in the same column"}));
  EXPECT_EQ(complaints_of({"version: 1\nclock: {\"ü世\": 1, x: 1}\n"}),
            (std::vector<std::string>{"a.yaml:2:9: clock[\"ü世\"]: unknown key; the keys of clock are: mode, start",
                                      "a.yaml:2:18: clock.x: unknown key; the keys of clock are: mode, start"}));
}

TEST(Document, RefusesALargeFileAtOnce) {
  std::string large;
  large.append(50'000'000, '#');
  EXPECT_EQ(complaints_of({large}),
            (std::vector<std::string>{"a.yaml: a fixture of more than 8 MiB; split it into several files"}));
  std::string largest = "version: 1\n";
  largest.append(largest_source - largest.size(), '#');
  EXPECT_EQ(complaints_of({largest}), (std::vector<std::string>{}));
  EXPECT_EQ(complaints_of({largest + "#"}),
            (std::vector<std::string>{"a.yaml: a fixture of more than 8 MiB; split it into several files"}));
}

TEST(Document, RefusesDeepNesting) {
  const auto nested = [](size_t depth, const std::string& open, const std::string& close) {
    std::string text;
    for (size_t i = 0; i < depth; ++i) text += open;
    for (size_t i = 0; i < depth; ++i) text += close;
    return text;
  };
  // The root is the first level.
  EXPECT_EQ(complaints_of({"version: 1\nseed: " + nested(63, "[", "]")}),
            (std::vector<std::string>{"a.yaml:2:7: seed: expected a text that is not empty, got a list"}));
  EXPECT_EQ(complaints_of({"seed: " + nested(64, "[", "]")}),
            (std::vector<std::string>{"a.yaml:1:70: seed" + nested(63, "[0]", "") + ": nested deeper than 64 levels"}));
  for (const char* open : {"[", "{", "{a: ", "[a: ", "? ", "- "}) {
    for (const size_t depth : {1000, 100'000}) {
      const auto complaints = complaints_of({nested(depth, open, "")});
      ASSERT_EQ(complaints.size(), 1U) << open << depth;
      EXPECT_NE(complaints[0].find("nested deeper than 64 levels"), std::string::npos) << complaints[0];
    }
  }
}

TEST(Document, RefusesAnAnchorBomb) {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name < 'm'; ++name) {
    const std::string alias = std::string("*") + static_cast<char>(name - 1);
    bomb += std::string(1, name) + ": &" + name + " [";
    for (int i = 0; i < 10; ++i) bomb += (i > 0 ? ", " : "") + alias;
    bomb += "]\n";
  }
  EXPECT_EQ(complaints_of({bomb}),
            (std::vector<std::string>{"a.yaml:6:32: f[6]: more than 1000000 values, those that aliases repeat "
                                      "included; split the file, or write fewer aliases"}));
}

TEST(Document, RefusesTextsThatAliasesMultiply) {
  const std::string text(100'000, 'x');
  std::string scalars = "version: 1\nx-a: &a " + text + "\nx-b: [";
  std::string maps = "version: 1\nx-a: &a {k: " + text + "}\nx-b: {";
  for (int i = 0; i < 400; ++i) {
    scalars += i > 0 ? ",*a" : "*a";
    maps += cat({i > 0 ? "," : "", "k", std::to_string(i), ": *a"});
  }
  for (const auto& bomb : {scalars + "]\n", maps + "}\n"}) {
    const auto complaints = complaints_of({bomb});
    ASSERT_EQ(complaints.size(), 1U);
    EXPECT_NE(complaints[0].find("more than 32 MiB of text, that which aliases repeat included"), std::string::npos)
        << complaints[0];
  }
}

TEST(Document, BoundsWhatAFileMayHold) {
  std::string values = "version: 1\nseed:\n";
  for (size_t i = 0; i < most_values; ++i) values += "-\n";
  EXPECT_EQ(complaints_of({values}),
            (std::vector<std::string>{"a.yaml:999999:1: seed[999995]: more than 1000000 values, those that aliases "
                                      "repeat included; split the file, or write fewer aliases"}));

  std::string signs = "version: 1\nseed: [";
  signs.append(most_signs, ',');
  EXPECT_EQ(
      complaints_of({signs}),
      (std::vector<std::string>{
          "a.yaml: more than 1000000 of the signs [ { , : & * ! ? and pairs of quotes; split it into several files"}));

  std::string keys = "version: 1\n";
  for (size_t i = 0; i < most_keys_in_a_map; ++i) keys += "k" + std::to_string(i) + ": 1\n";
  EXPECT_EQ(complaints_of({keys}), (std::vector<std::string>{"a.yaml:2001:1: more than 2000 keys in one map"}));
}

TEST(Document, TakesEscapesAndForeignLetters) {
  EXPECT_EQ(load_good({within("Grüße \\u4e16\\x07 世界 🎉")}).seed, "Grüße 世\x07 世界 🎉");
}

TEST(Document, TakesAnchorsAndAliases) {
  const Seed seed =
      load_good({"version: 1\ntenants:\n  - name: A\n    users: &users\n      - {email: a@a.test}\n"
                 "  - {name: B, users: *users}\n"});
  ASSERT_EQ(seed.users.rows().size(), 2U);
  EXPECT_EQ(seed.users.rows()[0].email, seed.users.rows()[1].email);
}

TEST(Document, TakesJson) {
  const Seed seed = load_good({R"({"version":1,"seed":"s","tenants":[{"name":"A","users":[{"email":"a@a.test"}]}]})"});
  EXPECT_EQ(seed.seed, "s");
  EXPECT_EQ(seed.users.rows().size(), 1U);
}

TEST(Document, TakesAByteOrderMark) {
  const std::string mark = "\xEF\xBB\xBF";
  EXPECT_EQ(load_good({mark + "version: 1\nseed: s\n", mark + "{\"version\": 1}", mark + "# a\r\nversion: 1\r\n"}).seed,
            "s");
  EXPECT_EQ(
      complaints_of({mark + "sead: ü\nversion: 2\n", mark, mark + "version: 1\nseed: \xFF\n", mark + "{\"seed\": \"a"}),
      (std::vector<std::string>{"a.yaml:1:1: sead: unknown key; did you mean \"seed\"?",
                                "a.yaml:2:10: version: expected 1, got the number 2",
                                "b.yaml: the fixture is empty; it begins with: version: 1",
                                "c.yaml:2:7: the byte 0xff is not UTF-8; save the file as UTF-8",
                                "d.yaml:1:12: not valid YAML: a text whose closing quote is missing"}));
  EXPECT_EQ(complaints_of({mark + "{\"ü\": 1, \"x\": *a}\n"}),
            std::vector<std::string>{"a.yaml:1:15: not valid YAML: an alias to an anchor that was not set before"});
  EXPECT_EQ(complaints_of({"version: 1\n" + mark + "seed: s\n"}),
            std::vector<std::string>{"a.yaml:2:1: [\"\\ufeffseed\"]: unknown key; did you mean \"seed\"?"});
}

TEST(Document, TakesWindowsLineEnds) {
  EXPECT_EQ(load_good({"seed: s\r\nversion: 1\r"}).seed, "s");
  EXPECT_EQ(load_good({"version: 1\r\nseed: s\r\n"}).seed, "s");
  EXPECT_EQ(complaints_of({"version: 1\r\nsead: s\r\n"}),
            (std::vector<std::string>{"a.yaml:2:1: sead: unknown key; did you mean \"seed\"?"}));
}

}  // namespace understudy::fixture
