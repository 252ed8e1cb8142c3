#include "base/time.h"

#include <gtest/gtest.h>

namespace understudy {

TEST(Time, IsSpelledAsEachFormatWants) {
  const Instant time = from_unix_seconds(784111777) + Milliseconds(89);
  EXPECT_EQ(to_http_date(time), "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110 §5.6.7
  EXPECT_EQ(to_iso8601(time), "1994-11-06T08:49:37Z");
  EXPECT_EQ(to_iso8601_milliseconds(time), "1994-11-06T08:49:37.089Z");
  EXPECT_EQ(to_iso8601_date(time), "1994-11-06");
  EXPECT_EQ(to_unix_seconds(time), 784111777);
  EXPECT_EQ(to_iso8601_milliseconds(Instant{}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_iso8601_date(from_unix_seconds(253402300800)), "10000-01-01");
  EXPECT_EQ(to_http_date(from_unix_seconds(1709251199)), "Thu, 29 Feb 2024 23:59:59 GMT");
}

TEST(Time, IsReadInIso8601) {
  struct Row {
    std::string_view text;
    std::string_view normal;
  };
  constexpr Row rows[] = {
      {"2026-01-01", "2026-01-01T00:00:00.000Z"},
      {"2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z"},
      {"2026-01-01T02:00:00+02:00", "2026-01-01T00:00:00.000Z"},
      {"2024-02-29T23:59:59.5Z", "2024-02-29T23:59:59.500Z"},
      {"2026-01-01 10:11:12.123Z", "2026-01-01T10:11:12.123Z"},
      {"9999-12-31", "9999-12-31T00:00:00.000Z"},
  };
  for (const auto& row : rows) {
    const auto time = parse_iso8601(row.text);
    ASSERT_TRUE(time.has_value()) << row.text;
    EXPECT_EQ(to_iso8601_milliseconds(*time), row.normal);
  }
  constexpr std::string_view bad[] = {"",
                                      "2026",
                                      "2026-13-01",
                                      "2026-02-30",
                                      "2025-02-29",
                                      "2026-01-01T00:00:00",
                                      "2026-01-01T24:00:00Z",
                                      "2026-01-01T00:60:00Z",
                                      "2026-01-01T00:00:60Z",
                                      "2026-01-01T00:00:00+2:00",
                                      "2026-01-01T00:00:00.Z",
                                      "2026-01-01T00:00:00.1234Z",
                                      "2026-01-01T00:00:00Zx",
                                      "20260101",
                                      " 2026-01-01"};
  for (const auto text : bad) EXPECT_EQ(parse_iso8601(text), std::nullopt) << text;
}

TEST(Time, IsSpelledInEnglish) {
  struct Row {
    std::string_view time;
    std::string_view english;
  };
  constexpr Row rows[] = {
      {"2026-11-03T04:05:06Z", "Tue Nov 3 04:05:06 UTC 2026"},
      {"2024-02-29T23:59:59.999Z", "Thu Feb 29 23:59:59 UTC 2024"},
      {"2000-01-01T00:00:00Z", "Sat Jan 1 00:00:00 UTC 2000"},
      {"2026-05-10T00:00:00Z", "Sun May 10 00:00:00 UTC 2026"},
      {"0999-12-31T12:00:00Z", "Tue Dec 31 12:00:00 UTC 0999"},
  };
  for (const auto& row : rows) EXPECT_EQ(to_english_time(*parse_iso8601(row.time)), row.english);
  for (long long day = 0; day < 800; ++day) {
    const Instant time = from_unix_seconds(day * 86'399);
    EXPECT_EQ(parse_english_time(to_english_time(time)), time) << day;
  }
}

TEST(Time, IsReadInEnglishThatIsNotExact) {
  struct Row {
    std::string_view text;
    std::string_view time;
  };
  constexpr Row rows[] = {
      {"Tue Nov 3 04:05:06 UTC 2026", "2026-11-03T04:05:06Z"},  // exact
      {"Tue Nov 03 04:05:06 UTC 2026", "2026-11-03T04:05:06Z"},
      {"Tue Nov 3 4:5:6 UTC 2026", "2026-11-03T04:05:06Z"},
      {"Mon Nov 3 04:05:06 UTC 2026", "2026-11-03T04:05:06Z"},  // a Tuesday
      {"Tue Nov 3 04:05:06 GMT 2026", "2026-11-03T04:05:06Z"},
      {"Mon Feb 12 15:56:9 IST 2018", "2018-02-12T10:26:09Z"},
      {"Mon Dec 31 20:00:00 PST 2018", "2019-01-01T04:00:00Z"},
      {"Tue Jul 3 00:30:00 CEST 2018", "2018-07-02T22:30:00Z"},
  };
  for (const auto& row : rows) {
    const auto time = parse_english_time(row.text);
    ASSERT_TRUE(time.has_value()) << row.text;
    EXPECT_EQ(to_iso8601(*time), row.time) << row.text;
  }
}

TEST(Time, IsNotReadWhereItIsNotEnglish) {
  constexpr std::string_view rows[] = {
      "",
      "Tue",
      "Tue Nov 3 04:05:06 UTC",
      "Tue Nov 3 04:05:06 2026",
      "Nov 3 04:05:06 UTC 2026",
      "Sat Feb 17 24:03:00 UTC 2024",
      "Tue Nov 3 04:60:06 UTC 2026",
      "Tue Nov 3 04:05:60 UTC 2026",
      "Tue Nov 0 04:05:06 UTC 2026",
      "Tue Nov 31 04:05:06 UTC 2026",
      "Sun Feb 29 04:05:06 UTC 2026",
      "Tue Nov 003 04:05:06 UTC 2026",
      "Tue Nov 3 004:05:06 UTC 2026",
      "Tue Nov 3 04:05:06.5 UTC 2026",
      "Tue Nov 3 04:05 UTC 2026",
      "Tue Nov 304:05:06 UTC 2026",
      "Tue Nov 3 04:05:06UTC 2026",
      "Mon Feb 12 15:26:37 +05:30 2018",
      "Tue Nov 3 04:05:06 Z 2026",
      "Tue Nov 3 04:05:06 utc 2026",
      "Tue Nov 3 04:05:06 XYZ 2026",
      "tir nov 3 04:05:06 UTC 2026",
      "Die Nov 3 04:05:06 UTC 2026",
      "Tue Okt 6 04:05:06 UTC 2026",
      "Tuesday Nov 3 04:05:06 UTC 2026",
      "Tue November 3 04:05:06 UTC 2026",
      "Tue, Nov 3 04:05:06 UTC 2026",
      "Tue Nov  3 04:05:06 UTC 2026",
      " Tue Nov 3 04:05:06 UTC 2026",
      "Tue Nov 3 04:05:06 UTC 2026 ",
      "Tue Nov 3 04:05:06 UTC 26",
      "Tue Nov 3 04:05:06 UTC 20266",
      "Tue Nov -3 04:05:06 UTC 2026",
      "Tue, 03 Nov 2026 04:05:06 GMT",
      "2026-11-03T04:05:06Z",
  };
  for (const auto text : rows) EXPECT_EQ(parse_english_time(text), std::nullopt) << text;
}

TEST(Time, ReadsDurationsInEveryNotation) {
  using namespace std::chrono_literals;
  struct Row {
    std::string_view text;
    Milliseconds length;
  };
  constexpr Row rows[] = {
      {"30", 30s},
      {"45000ms", 45s},
      {"1500 milliseconds", 1500ms},
      {"1s", 1s},
      {"2 seconds", 2s},
      {"1 minute", 60s},
      {"90m", 90min},
      {"10h", 10h},
      {"1 hour", 1h},
      {"7d", 168h},
      {"2 days", 48h},
      {"1w", 168h},
      {"2weeks", 336h},
      {"1y", 8760h},
      {"2 years", 17520h},
      {"3600 ", 3600s},
      {"1h30m", 90min},
      {"1d 12h", 36h},
      {"1 day 12 hours", 36h},
      {"1y2w3d4h5m6s7ms", 8760h + 336h + 72h + 4h + 5min + 6s + 7ms},
      {"0h0m", 0s},
      {"99y365d", 99 * 8760h + 8760h},
  };
  for (const auto& row : rows) EXPECT_EQ(parse_duration(row.text), row.length) << row.text;
  for (const std::string_view text :
       {"",      "h",       "-1h",    "1.5h",    "1  h",   "1 hs", "1ds",   "1mss",   "ten", "1h30",
        "30m1h", "1h1h",    "1h60",   "1h  30m", "1h30m ", " 1h",  "1 30m", "1h-30m", "1hm", "99999999999999999999y",
        "101y",  "99y366d", "100y1ms"})
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

TEST(Time, ReadsDistancesWithTheirSign) {
  EXPECT_EQ(parse_distance("1h30m"), std::chrono::minutes(90));
  EXPECT_EQ(parse_distance("+1h30m"), std::chrono::minutes(90));
  EXPECT_EQ(parse_distance("-1h30m"), -std::chrono::minutes(90));
  EXPECT_EQ(parse_distance("-90"), -std::chrono::seconds(90));
  for (const std::string_view text : {"", "-", "+", "--1h", "+-1h", "- 1h", "-101y"})
    EXPECT_EQ(parse_distance(text), std::nullopt) << text;
}

TEST(Time, TellsDurationsFromOtherTexts) {
  for (const std::string_view text : {"1h30m", "5ms", "101y", "99999999999999999999y", "2 days 1 hour"})
    EXPECT_TRUE(is_duration(text)) << text;
  for (const std::string_view text : {"", "90", "90 ", "-1h", "1h30", "soon"}) EXPECT_FALSE(is_duration(text)) << text;
}

TEST(Time, ReadsYearsThatNoClockTakes) {
  EXPECT_EQ(to_iso8601(*parse_iso8601("1969-12-31T23:59:59Z")), "1969-12-31T23:59:59Z");
  EXPECT_EQ(to_iso8601(*parse_iso8601("0000-01-01")), "0000-01-01T00:00:00Z");
}

}  // namespace understudy
