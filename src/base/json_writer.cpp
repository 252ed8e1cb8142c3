// JSON as text: compact or indented, numbers and escapes.
#include <array>
#include <charconv>
#include <cmath>

#include "base/json.h"
#include "base/text.h"

namespace understudy {

namespace {

/// Of what is written here: most documents grow no further, and those that do grow less often.
constexpr size_t usual_length = 500;

void append_real(std::string& out, double value) {
  // JSON has no word for these; a null is what JavaScript writes too.
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
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
