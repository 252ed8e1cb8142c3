// JSON as text: compact or indented, numbers and escapes.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/json.h"
#include "base/text.h"

namespace understudy {

namespace {

/// Of what is written here: most documents grow no further, and those that do grow less often.
constexpr size_t usual_length = 500;

using Digits = std::array<char, 400>;

/// "1.5e+20": of 15, 16 or 17 digits the fewest that are read as the same number again, and below the normal numbers of
/// any count. Of a finite number.
std::string scientific(double value) {
  Digits digits{};
  const bool has_few = std::fpclassify(value) == FP_SUBNORMAL;
  for (int precision = has_few ? 0 : 14; precision <= 16; ++precision) {
    std::snprintf(digits.data(), digits.size(), "%.*e", precision, value);
    if (std::strtod(digits.data(), nullptr) == value) break;
  }
  std::string text = digits.data();
  const size_t exponent = text.find('e');
  const size_t last = text.find_last_not_of('0', exponent - 1);
  const size_t end = text[last] == '.' ? last : last + 1;
  return text.erase(end, exponent - end);
}

/// The same number without an exponent.
std::string fixed(double value, std::string_view scientific) {
  const size_t point = scientific.find('.');
  const size_t exponent = scientific.find('e');
  const int digits_behind = point == std::string_view::npos ? 0 : static_cast<int>(exponent - point - 1);
  const int power = std::atoi(std::string(scientific.substr(exponent + 1)).c_str());
  Digits digits{};
  std::snprintf(digits.data(), digits.size(), "%.*f", std::max(0, digits_behind - power), value);
  return digits.data();
}

// The shorter of both, as std::to_chars writes nearly all; but that brings tables of 128 KB, for what is rare here.
void append_real(std::string& out, double value) {
  // JSON has no word for these; a null is what JavaScript writes too.
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  const std::string with_exponent = scientific(value);
  const std::string without = fixed(value, with_exponent);
  out += without.size() <= with_exponent.size() ? without : with_exponent;
}

void append_integer(std::string& out, int64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_pretty(std::string& out, const Json& value, int indent, size_t level) {
  const bool is_array = value.is_array();
  const size_t count = is_array ? value.items().size() : value.members().size();
  if (count == 0) return value.dump_to(out);
  const auto new_line = [&](size_t depth) { out.append(1, '\n').append(static_cast<size_t>(indent) * depth, ' '); };
  out += is_array ? '[' : '{';
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    new_line(level + 1);
    if (!is_array) {
      append_json_string(out, value.members()[i].name);
      out += ": ";
    }
    append_pretty(out, is_array ? value.items()[i] : value.members()[i].value, indent, level + 1);
  }
  new_line(level);
  out += is_array ? ']' : '}';
}

bool is_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// How many bytes at the front stand for themselves in a JSON string. Compilers count a block in a few instructions.
size_t plain_run(std::string_view text) {
  constexpr size_t block = 32;
  size_t size = 0;
  for (; size + block <= text.size(); size += block) {
    unsigned char escaped = 0;
    for (size_t i = 0; i < block; ++i) escaped += is_escaped(text[size + i]) ? 1 : 0;
    if (escaped != 0) break;
  }
  while (size < text.size() && !is_escaped(text[size])) ++size;
  return size;
}

std::string with_replacements(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80)
      safe += c;
    else
      safe += "\xEF\xBF\xBD";
  }
  return safe;
}

}  // namespace

std::string Json::dump() const {
  std::string out;
  out.reserve(usual_length);
  dump_to(out);
  return out;
}

std::string Json::dump_pretty(int indent) const {
  std::string out;
  append_pretty(out, *this, indent, 0);
  return out;
}

void Json::dump_to(std::string& out) const {
  if (is_null()) {
    out += "null";
  } else if (const auto* flag = boolean()) {
    out += *flag ? "true" : "false";
  } else if (const auto* whole = integer()) {
    append_integer(out, *whole);
  } else if (const auto* number = real()) {
    append_real(out, *number);
  } else if (const auto* string = text()) {
    append_json_string(out, *string);
  } else if (is_array()) {
    out += '[';
    for (const auto& item : items()) {
      if (&item != &items().front()) out += ',';
      item.dump_to(out);
    }
    out += ']';
  } else {
    out += '{';
    for (const auto& member : members()) {
      if (&member != &members().front()) out += ',';
      append_json_string(out, member.name);
      out += ':';
      member.value.dump_to(out);
    }
    out += '}';
  }
}

void append_json_string(std::string& out, std::string_view text) {
  if (!is_utf8(text)) return append_json_string(out, with_replacements(text));
  out.reserve(out.size() + text.size() + 2);
  out += '"';
  for (size_t run = plain_run(text); run < text.size(); run = plain_run(text)) {
    out.append(text, 0, run);
    const char c = text[run];
    text.remove_prefix(run + 1);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      default: {
        constexpr std::string_view digits = "0123456789abcdef";
        out += "\\u00";
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
      }
    }
  }
  out.append(text);
  out += '"';
}

}  // namespace understudy
