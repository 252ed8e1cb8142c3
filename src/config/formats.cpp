#include "config/formats.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/time.h"
#include "config/characters.h"

namespace understudy::config {

namespace {

using namespace characters;

bool is_any(std::string_view /*text*/) { return true; }

bool is_filled(std::string_view text) { return !text.empty(); }

bool is_email(std::string_view text) {
  const size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == text.size()) return false;
  const auto fits = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != 0x7F; };
  return text.find('@', at + 1) == std::string_view::npos && std::all_of(text.begin(), text.end(), fits);
}

/// Takes what `mask` describes off the front of `text`: `9` stands for any digit, all else for itself.
bool take(std::string_view& text, std::string_view mask) {
  if (text.size() < mask.size()) return false;
  for (size_t i = 0; i < mask.size(); ++i)
    if (mask[i] == '9' ? !is_digit(text[i]) : mask[i] != text[i]) return false;
  text.remove_prefix(mask.size());
  return true;
}

bool is_instant(std::string_view text) {
  if (!take(text, "9999-99-99")) return false;
  if (text.empty()) return true;
  if (!take(text, "T99:99:99")) return false;
  if (take(text, ".9"))
    for (int more = 0; more < 2 && take(text, "9"); ++more) continue;
  return text == "Z" || ((take(text, "+99:99") || take(text, "-99:99")) && text.empty());
}

/// With a sign a distance, without one an instant.
bool is_time(std::string_view text) {
  if (!text.starts_with('+') && !text.starts_with('-')) return is_instant(text);
  return is_duration(text.substr(1));
}

/// RFC 6901 §3.
bool is_json_pointer(std::string_view text) {
  if (!text.empty() && text.front() != '/') return false;
  for (size_t at = text.find('~'); at != std::string_view::npos; at = text.find('~', at + 1))
    if (at + 1 == text.size() || (text[at + 1] != '0' && text[at + 1] != '1')) return false;
  return true;
}

/// RFC 9110 §5.6.2.
bool is_header_name(std::string_view text) {
  constexpr std::string_view signs = "!#$%&'*+.^_`|~-";
  return all_of(text, 1, 100, [&](char c) {
    return is_digit(c) || is_lower(c) || is_upper(c) || signs.find(c) != std::string_view::npos;
  });
}

bool is_header_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_port(std::string_view text) { return text.starts_with(':') && all_of(text.substr(1), 1, 5, is_digit); }

bool is_host(std::string_view text) {
  if (text.starts_with('['))
    return text.size() > 2 && text.ends_with(']') && all_of(text.substr(1, text.size() - 2), 1, 45, [](char c) {
             return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
           });
  return all_of(text, 1, 253, [](char c) { return (is_word(c) && c != '_') || c == '.'; });
}

bool is_host_name(std::string_view text) {
  return all_of(text, 1, 253,
                [](char c) { return is_digit(c) || is_lower(c) || is_upper(c) || c == '.' || c == '-' || c == '_'; });
}
bool is_web_address(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_ignoring_case(text.substr(0, scheme.size()), scheme)) continue;
    const std::string_view rest = text.substr(scheme.size());
    const size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view authority = rest.substr(0, slash);
    constexpr std::string_view path_signs = "/._~!$&'()*+,;=:@%-";
    const auto is_path_character = [&](char c) { return is_word(c) || path_signs.find(c) != std::string_view::npos; };
    if (!all_of(rest.substr(slash), 0, 1000, is_path_character)) return false;
    const size_t colon = authority.rfind(':');
    return is_host(authority) ||
           (colon != std::string_view::npos && is_port(authority.substr(colon)) && is_host(authority.substr(0, colon)));
  }
  return false;
}

/// Literals joined to one text.
template <size_t... sizes>
constexpr auto joined(const char (&... literals)[sizes]) {
  std::array<char, ((sizes - 1) + ...)> text{};
  char* end = text.data();
  ((end = std::copy(literals, literals + sizes - 1, end)), ...);
  return text;
}

template <size_t size>
constexpr std::string_view text_of(const std::array<char, size>& text) {
  return {text.data(), size};
}

constexpr char instant_form[] =
    R"([0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,3})?(Z|[+-][0-9]{2}:[0-9]{2}))?)";
/// Each unit is shorter than the one before it, and a first one there is.
constexpr char duration_form[] =
    "(?=[0-9])([0-9]+ ?(y|years?))?( ?[0-9]+ ?(w|weeks?))?( ?[0-9]+ ?(d|days?))?( ?[0-9]+ ?(h|hours?))?"
    "( ?[0-9]+ ?(m|minutes?))?( ?[0-9]+ ?(s|seconds?))?( ?[0-9]+ ?(ms|milliseconds?))?";

constexpr auto instant_pattern = joined("^", instant_form, "$");
constexpr auto duration_pattern = joined("^", duration_form, "$");
constexpr auto time_pattern = joined("^(", instant_form, "|[+-]", duration_form, ")$");

}  // namespace

namespace formats {

const TextFormat any{"a text", "", is_any};
const TextFormat filled{"a text that is not empty", R"([\s\S])", is_filled};
const TextFormat email{"an e-mail address", R"(^[^@\u0000- \u007f]+@[^@\u0000- \u007f]+$)", is_email};
const TextFormat instant{"a time such as 2026-01-01T00:00:00Z", text_of(instant_pattern), is_instant};
const TextFormat time{"a time such as 2026-01-01T00:00:00Z, +90d or -1h", text_of(time_pattern), is_time};
const TextFormat duration{"a duration such as 90s, 10m, 1h or 7d", text_of(duration_pattern), is_duration};
const TextFormat json_pointer{"a JSON Pointer such as \"/entity\"", "^(/([^/~]|~[01])*)*$", is_json_pointer};
const TextFormat header_name{"a header's name", "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$", is_header_name};
const TextFormat header_value{"a text of printable ASCII characters", "^[ -~]*$", is_header_value};
const TextFormat host_name{"a host's name without scheme, port and path, such as hooks.test", "^[A-Za-z0-9._-]{1,253}$",
                           is_host_name};
const TextFormat web_address{
    "an http or https URL without user, query and fragment",
    R"(^[Hh][Tt][Tt][Pp][Ss]?://([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{1,45}\])(:[0-9]{1,5})?(/[A-Za-z0-9_/.~!$&'()*+,;=:@%-]{0,999})?$)",
    is_web_address};

}  // namespace formats

}  // namespace understudy::config
