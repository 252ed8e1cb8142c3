// Points in time and their spellings. An Instant is a value without a zone (UTC); who asks "what time is it" asks a
// world's clock, never the machine.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace understudy {

using Milliseconds = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Milliseconds>;

/// The machine's clock, handed in by main so that tests can hand in another.
using TimeSource = std::function<Instant()>;

/// Seconds since 1970, as JWT claims count (RFC 7519 NumericDate).
long long to_unix_seconds(Instant time);
Instant from_unix_seconds(long long seconds);

std::string to_iso8601(Instant time);               ///< "2026-01-01T00:00:00Z", milliseconds cut
std::string to_iso8601_milliseconds(Instant time);  ///< "2026-01-01T00:00:00.000Z"
std::string to_iso8601_date(Instant time);          ///< "2026-01-01"
std::string to_http_date(Instant time);             ///< "Thu, 01 Jan 2026 00:00:00 GMT" (RFC 9110 §5.6.7)
std::string to_english_time(Instant time);          ///< "Tue Nov 3 04:05:06 UTC 2026", milliseconds cut

/// Reads "2026-01-01", "2026-01-01T00:00:00Z", fractions of up to three digits and offsets such as "+02:00"; years
/// 0 to 9999.
std::optional<Instant> parse_iso8601(std::string_view text);

/// Reads "Tue Nov 3 04:05:06 UTC 2026" leniently: day, hour, minute and second may have one digit or two, the zone is
/// any of the common abbreviations, and the weekday need not be that of the date. Who wants the exact spelling holds
/// the text against what to_english_time makes of the time.
std::optional<Instant> parse_english_time(std::string_view text);

/// Reads whole numbers with units, each unit shorter than the one before: "90s", "1h30m", "2 days 12 hours". Units are
/// ms, s, m, h, d, w, y (365 days) and their English names; white space between is one blank at most. A bare number
/// counts seconds. Nothing where it is not that, or passes 100 years.
std::optional<Milliseconds> parse_duration(std::string_view text);

/// The same with a sign, which may be left out: "-1h30m", "+90d".
std::optional<Milliseconds> parse_distance(std::string_view text);

/// What parse_duration reads with units, or would read were it not longer than 100 years.
bool is_duration(std::string_view text);

}  // namespace understudy
