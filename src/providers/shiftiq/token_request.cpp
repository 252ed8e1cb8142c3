#include "providers/shiftiq/token_request.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/text.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/problem.h"

namespace understudy::shiftiq {

namespace {

constexpr int64_t shortest_lifetime = 60;
constexpr int64_t longest_lifetime = 31'536'000;  // a year

/// Null where it is absent or null.
const Json* find_value(const Json& body, std::string_view name) {
  const Json* value = find_ignoring_case(body, name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::string read_text(const Json& body, std::string_view name) {
  const Json* value = find_value(body, name);
  if (value == nullptr) return {};
  if (value->text() != nullptr) return *value->text();
  if (value->is_object() || value->is_array())
    throw not_bound(name, cat({"Could not convert ", value->type_name(), " to string."}));
  return value->dump();
}

/// A whole number with a sign or none; nothing where it is none or has more digits than an Int32 takes.
std::optional<int64_t> parse_whole(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  const auto digits = parse_number(is_negative || text.starts_with('+') ? text.substr(1) : text);
  if (!digits || *digits > std::numeric_limits<uint32_t>::max()) return std::nullopt;
  const auto whole = static_cast<int64_t>(*digits);
  return is_negative ? -whole : whole;
}

std::optional<int64_t> read_whole(const Json& body, std::string_view name) {
  const Json* value = find_value(body, name);
  if (value == nullptr) return std::nullopt;
  std::optional<int64_t> whole;
  if (value->integer() != nullptr) {
    whole = *value->integer();
  } else if (value->text() != nullptr) {
    const auto text = trim(*value->text());
    if (text.empty()) return std::nullopt;
    whole = parse_whole(text);
  }
  if (!whole) throw not_bound(name, cat({"Could not convert ", value->type_name(), " to integer."}));
  using Int32 = std::numeric_limits<int32_t>;
  if (*whole < Int32::min() || *whole > Int32::max())
    throw not_bound(name, "JSON integer is too large or small for an Int32.");
  return whole;
}

bool read_flag(const Json& body, std::string_view name) {
  const Json* value = find_value(body, name);
  if (value == nullptr) return false;
  if (value->boolean() != nullptr) return *value->boolean();
  if (value->integer() != nullptr) return *value->integer() != 0;
  if (value->text() != nullptr && equal_ignoring_case(*value->text(), "true")) return true;
  if (value->text() != nullptr && equal_ignoring_case(*value->text(), "false")) return false;
  throw not_bound(name, cat({"Could not convert ", value->type_name(), " to boolean."}));
}

std::string with_thousands(int64_t number) {
  std::string text = std::to_string(number);
  for (size_t place = text.size(); place > 3; place -= 3) text.insert(place - 3, ",");
  return text;
}

struct Unit {
  int64_t seconds;
  std::string_view name;
};

constexpr std::array<Unit, 5> units{
    {{604'800, "week"}, {86'400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}}};

}  // namespace

TokenRequest read_token_request(const http::Request& request, bool has_other_secret) {
  if (trim(request.body).empty()) {
    if (has_other_secret) return {};
    throw not_bound("", "A non-empty request body is required.");
  }
  const Json body = read_json_object(request);
  return {read_text(body, "Secret"), read_whole(body, "Lifetime"), read_flag(body, "Debug")};
}

std::chrono::seconds settle_lifetime(std::optional<int64_t> asked, const ShiftSettings& settings,
                                     const ClientSecret& secret) {
  using std::chrono::seconds;
  const bool clamps = settings.lifetime_out_of_range == ShiftSettings::OutOfRange::clamp;
  if (asked && !clamps && (*asked < shortest_lifetime || *asked > longest_lifetime))
    throw Refusal{Reason::invalid_request, "The lifetime of an access token is 60 to 31,536,000 seconds",
                  "60 to 31536000", std::to_string(*asked)};
  auto lifetime = std::chrono::duration_cast<seconds>(settings.token_lifetime);
  if (asked && *asked > 0) lifetime = seconds(std::min(*asked, longest_lifetime));
  if (secret.lifetime_limit) lifetime = std::min(lifetime, std::chrono::duration_cast<seconds>(*secret.lifetime_limit));
  return lifetime;
}

std::string lifetime_text(std::chrono::seconds lifetime) {
  const int64_t count = lifetime.count();
  const auto* unit =
      std::find_if(units.begin(), units.end() - 1, [&](const Unit& one) { return count >= one.seconds; });
  const int64_t whole = count / unit->seconds;
  return cat(
      {with_thousands(count), " seconds (~", std::to_string(whole), " ", unit->name, whole == 1 ? "" : "s", ")"});
}

}  // namespace understudy::shiftiq
