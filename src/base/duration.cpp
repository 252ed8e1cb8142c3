// Lengths of time as people write them.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/time.h"

namespace understudy {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

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

void skip_blank(std::string_view& text) {
  if (text.starts_with(' ')) text.remove_prefix(1);
}

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
    skip_blank(text);
    const auto name = text.substr(0, text.find_first_of("0123456789 "));
    text.remove_prefix(name.size());
    const Unit* unit = find_unit(name);
    if (count.empty() || unit == nullptr || (before != nullptr && unit->length >= before->length)) return std::nullopt;
    sum.has_units = !name.empty();
    // Seconds without their unit stand alone.
    if (!sum.has_units && (before != nullptr || !text.empty())) return std::nullopt;
    sum.add(count, *unit);
    before = unit;
    if (text.size() > 1) skip_blank(text);
  }
  return sum;
}

}  // namespace

std::optional<Milliseconds> parse_duration(std::string_view text) {
  const auto sum = sum_of(text);
  return sum && !sum->is_too_long ? std::optional(sum->length) : std::nullopt;
}

std::optional<Milliseconds> parse_distance(std::string_view text) {
  const bool is_back = text.starts_with('-');
  if (is_back || text.starts_with('+')) text.remove_prefix(1);
  const auto length = parse_duration(text);
  return is_back && length ? std::optional(-*length) : length;
}

bool is_duration(std::string_view text) {
  const auto sum = sum_of(text);
  return sum && sum->has_units;
}

}  // namespace understudy
