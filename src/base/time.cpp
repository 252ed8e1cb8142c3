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

struct Calendar {
  std::chrono::year_month_day date;
  std::chrono::weekday weekday;
  std::chrono::hh_mm_ss<Milliseconds> clock;
};

Calendar to_calendar(Instant time) {
  const sys_days day = floor<days>(time);
  return {std::chrono::year_month_day(day), std::chrono::weekday(day), std::chrono::hh_mm_ss(time - day)};
}

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

/// Takes `digits` decimal digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<Instant> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
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

std::optional<Milliseconds> take_clock(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take(text, ":")) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *second > 59) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  return hours(*hour) + minutes(*minute) + seconds(*second) + *fraction;
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

struct Unit {
  std::string_view name;
  Milliseconds length;
};

constexpr std::array units{
    Unit{"", seconds(1)},       Unit{"ms", Milliseconds(1)}, Unit{"millisecond", Milliseconds(1)},
    Unit{"s", seconds(1)},      Unit{"second", seconds(1)},  Unit{"m", minutes(1)},
    Unit{"minute", minutes(1)}, Unit{"h", hours(1)},         Unit{"hour", hours(1)},
    Unit{"d", days(1)},         Unit{"day", days(1)},        Unit{"w", days(7)},
    Unit{"week", days(7)},      Unit{"y", days(365)},        Unit{"year", days(365)},
};

const Unit* find_unit(std::string_view name) {
  const auto* found = std::find_if(units.begin(), units.end(), [&](const Unit& unit) {
    const bool is_plural = unit.name.size() > 2 && name.size() == unit.name.size() + 1 && name.starts_with(unit.name) &&
                           name.ends_with('s');
    return name == unit.name || is_plural;
  });
  return found == units.end() ? nullptr : found;
}

constexpr Milliseconds longest_duration = days(36500);

/// The sum of a duration's parts.
struct Sum {
  Milliseconds length{0};
  bool is_too_long = false;
  bool has_units = true;

  void add(std::string_view count, const Unit& unit) {
    const auto number = parse_number(count);
    if (!number || *number > static_cast<unsigned long long>((longest_duration - length) / unit.length))
      is_too_long = true;
    else
      length += unit.length * static_cast<long long>(*number);
  }
};

/// Nothing where the text has not the form of a duration.
std::optional<Sum> sum_of(std::string_view text) {
  Sum sum;
  for (const Unit* before = nullptr; before == nullptr || !text.empty();) {
    const auto count = text.substr(0, text.find_first_not_of("0123456789"));
    text.remove_prefix(count.size());
    take(text, " ");
    const auto name = text.substr(0, text.find_first_of("0123456789 "));
    text.remove_prefix(name.size());
    const Unit* unit = find_unit(name);
    if (count.empty() || unit == nullptr || (before != nullptr && unit->length >= before->length)) return std::nullopt;
    sum.has_units = !name.empty();
    // Seconds without their unit stand alone.
    if (!sum.has_units && (before != nullptr || !text.empty())) return std::nullopt;
    sum.add(count, *unit);
    before = unit;
    if (text.size() > 1) take(text, " ");
  }
  return sum;
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
  constexpr std::array weekdays{"Sun, ", "Mon, ", "Tue, ", "Wed, ", "Thu, ", "Fri, ", "Sat, "};
  constexpr std::array months{" Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ",
                              " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec "};
  const auto [date, weekday, clock] = to_calendar(time);
  std::string text;
  text.reserve(29);
  text += weekdays[weekday.c_encoding()];
  append_number(text, static_cast<unsigned>(date.day()), 2);
  text += months[static_cast<unsigned>(date.month()) - 1];
  append_number(text, static_cast<int>(date.year()), 4);
  text += ' ';
  append_clock(text, clock);
  text += " GMT";
  return text;
}

std::optional<Instant> parse_iso8601(std::string_view text) {
  const auto date = take_date(text);
  if (!date || text.empty()) return date;
  if (!take(text, "T") && !take(text, " ")) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock) return std::nullopt;
  const auto zone = parse_zone(text);
  if (!zone) return std::nullopt;
  return *date + *clock - *zone;
}

std::optional<Milliseconds> parse_duration(std::string_view text) {
  const auto sum = sum_of(text);
  return sum && !sum->is_too_long ? std::optional(sum->length) : std::nullopt;
}

std::optional<Milliseconds> parse_distance(std::string_view text) {
  const bool is_back = take(text, "-");
  if (!is_back) take(text, "+");
  const auto length = parse_duration(text);
  return is_back && length ? std::optional(-*length) : length;
}

bool is_duration(std::string_view text) {
  const auto sum = sum_of(text);
  return sum && sum->has_units;
}

}  // namespace understudy
