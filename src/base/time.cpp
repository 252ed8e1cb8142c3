#include "base/time.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace understudy {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

constexpr std::array<std::string_view, 7> weekday_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Where several zones share an abbreviation, the one that its row says is meant.
struct NamedZone {
  std::string_view name;
  minutes ahead;  ///< of UTC
};
constexpr std::array named_zones{
    NamedZone{"UTC", hours(0)},
    NamedZone{"GMT", hours(0)},
    NamedZone{"EST", hours(-5)},
    NamedZone{"EDT", hours(-4)},
    NamedZone{"CST", hours(-6)},
    NamedZone{"CDT", hours(-5)},
    NamedZone{"MST", hours(-7)},
    NamedZone{"MDT", hours(-6)},
    NamedZone{"PST", hours(-8)},
    NamedZone{"PDT", hours(-7)},
    NamedZone{"CET", hours(1)},
    NamedZone{"CEST", hours(2)},
    NamedZone{"IST", hours(5) + minutes(30)},
};

struct Calendar {
  std::chrono::year_month_day date;
  std::chrono::weekday weekday;
  std::chrono::hh_mm_ss<Milliseconds> clock;
};

Calendar to_calendar(Instant time) {
  const sys_days day = floor<days>(time);
  return {std::chrono::year_month_day(day), std::chrono::weekday(day), std::chrono::hh_mm_ss(time - day)};
}

std::string_view name_of(std::chrono::weekday weekday) { return weekday_names[weekday.c_encoding()]; }
std::string_view name_of(std::chrono::month month) { return month_names[static_cast<unsigned>(month) - 1]; }

/// At least `width` digits, with zeros before them.
void append_number(std::string& out, long number, size_t width) {
  std::array<char, 20> digits;
  const auto* end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const auto count = static_cast<size_t>(end - digits.data());
  if (count < width) out.append(width - count, '0');
  out.append(digits.data(), count);
}

void append_date(std::string& out, const std::chrono::year_month_day& date) {
  append_number(out, static_cast<int>(date.year()), 4);
  out += '-';
  append_number(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_number(out, static_cast<unsigned>(date.day()), 2);
}

void append_clock(std::string& out, const std::chrono::hh_mm_ss<Milliseconds>& clock) {
  append_number(out, clock.hours().count(), 2);
  out += ':';
  append_number(out, clock.minutes().count(), 2);
  out += ':';
  append_number(out, clock.seconds().count(), 2);
}

/// "2026-01-01T00:00:00", with room for what follows.
std::string date_and_clock(const Calendar& calendar) {
  std::string text;
  text.reserve(24);
  append_date(text, calendar.date);
  text += 'T';
  append_clock(text, calendar.clock);
  return text;
}

/// Takes from `least` to `most` decimal digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, size_t least, size_t most) {
  int number = 0;
  size_t digits = 0;
  for (; digits < text.size() && digits < most && text[digits] >= '0' && text[digits] <= '9'; ++digits)
    number = number * 10 + (text[digits] - '0');
  if (digits < least) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

std::optional<int> take_number(std::string_view& text, size_t digits) { return take_number(text, digits, digits); }

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// Takes what stands before the next blank off the front of `text`, and the blank.
std::string_view take_word(std::string_view& text) {
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(word.size() + 1, text.size()));
  return word;
}

std::optional<Instant> date_of(int year, unsigned month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

std::optional<Instant> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  return date_of(*year, static_cast<unsigned>(*month), *day);
}

std::optional<Milliseconds> take_fraction(std::string_view& text) {
  if (!take(text, ".")) return Milliseconds(0);
  int milliseconds = 0;
  int scale = 100;
  size_t digits = 0;
  for (; digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9'; ++digits, scale /= 10)
    milliseconds += (text[digits] - '0') * scale;
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return Milliseconds(milliseconds);
}

/// Hours, minutes and seconds of two digits each, or of fewer where `least_digits` is 1.
std::optional<seconds> take_clock(std::string_view& text, size_t least_digits) {
  const auto hour = take_number(text, least_digits, 2);
  if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, least_digits, 2);
  if (!minute || *minute > 59 || !take(text, ":")) return std::nullopt;
  const auto second = take_number(text, least_digits, 2);
  if (!second || *second > 59) return std::nullopt;
  return hours(*hour) + minutes(*minute) + seconds(*second);
}

std::optional<minutes> parse_zone(std::string_view text) {
  if (text == "Z" || text == "z") return minutes(0);
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hour = take_number(text, 2);
  text.remove_prefix(1);
  const auto minute = take_number(text, 2);
  if (!hour || !minute || *hour > 14 || *minute > 59) return std::nullopt;
  return sign * (hours(*hour) + minutes(*minute));
}

}  // namespace

long long to_unix_seconds(Instant time) { return floor<seconds>(time).time_since_epoch().count(); }

Instant from_unix_seconds(long long count) { return Instant(seconds(count)); }

std::string to_iso8601_date(Instant time) {
  std::string text;
  append_date(text, to_calendar(time).date);
  return text;
}

std::string to_iso8601(Instant time) {
  std::string text = date_and_clock(to_calendar(time));
  text += 'Z';
  return text;
}

std::string to_iso8601_milliseconds(Instant time) {
  const Calendar calendar = to_calendar(time);
  std::string text = date_and_clock(calendar);
  text += '.';
  append_number(text, calendar.clock.subseconds().count(), 3);
  text += 'Z';
  return text;
}

std::string to_http_date(Instant time) {
  const auto [date, weekday, clock] = to_calendar(time);
  std::string text;
  text.reserve(29);
  text += name_of(weekday);
  text += ", ";
  append_number(text, static_cast<unsigned>(date.day()), 2);
  text += ' ';
  text += name_of(date.month());
  text += ' ';
  append_number(text, static_cast<int>(date.year()), 4);
  text += ' ';
  append_clock(text, clock);
  text += " GMT";
  return text;
}

std::string to_english_time(Instant time) {
  const auto [date, weekday, clock] = to_calendar(time);
  std::string text = cat({name_of(weekday), " ", name_of(date.month()), " "});
  append_number(text, static_cast<unsigned>(date.day()), 1);
  text += ' ';
  append_clock(text, clock);
  text += " UTC ";
  append_number(text, static_cast<int>(date.year()), 4);
  return text;
}

std::optional<Instant> parse_iso8601(std::string_view text) {
  const auto date = take_date(text);
  if (!date || text.empty()) return date;
  if (!take(text, "T") && !take(text, " ")) return std::nullopt;
  const auto clock = take_clock(text, 2);
  if (!clock) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto zone = parse_zone(text);
  if (!zone) return std::nullopt;
  return *date + *clock + *fraction - *zone;
}

std::optional<Instant> parse_english_time(std::string_view text) {
  const auto* weekday = std::find(weekday_names.begin(), weekday_names.end(), take_word(text));
  const auto* month = std::find(month_names.begin(), month_names.end(), take_word(text));
  if (weekday == weekday_names.end() || month == month_names.end()) return std::nullopt;
  const auto day = take_number(text, 1, 2);
  if (!day || !take(text, " ")) return std::nullopt;
  const auto clock = take_clock(text, 1);
  if (!clock || !take(text, " ")) return std::nullopt;
  const auto* zone = std::find_if(named_zones.begin(), named_zones.end(),
                                  [name = take_word(text)](const NamedZone& row) { return row.name == name; });
  const auto year = take_number(text, 4);
  if (zone == named_zones.end() || !year || !text.empty()) return std::nullopt;
  const auto date = date_of(*year, static_cast<unsigned>(month - month_names.begin() + 1), *day);
  if (!date) return std::nullopt;
  return *date + *clock - zone->ahead;
}

}  // namespace understudy
