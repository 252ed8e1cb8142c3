#include "base/encoding.h"

#include <array>
#include <cstdint>
#include <utility>

namespace understudy {

namespace {

constexpr std::string_view base32_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view base64_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr unsigned char no_digit = 0xFF;  // no value of a digit has its upper two bits

using Values = std::array<unsigned char, 256>;

constexpr Values reverse(std::string_view alphabet) {
  Values table{};
  table.fill(no_digit);
  for (size_t i = 0; i < alphabet.size(); ++i)
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<unsigned char>(i);
  return table;
}

constexpr Values base32_values = reverse(base32_alphabet);
constexpr Values base64_values = reverse(base64_alphabet);
constexpr Values base64url_values = reverse(base64url_alphabet);

uint32_t byte_at(std::string_view bytes, size_t i) { return static_cast<unsigned char>(bytes[i]); }

/// Groups of three bytes become four digits; one or two bytes that remain become two or three.
std::string encode(std::string_view bytes, std::string_view alphabet) {
  const size_t rest = bytes.size() % 3;
  std::string out(bytes.size() / 3 * 4 + (rest == 0 ? 0 : rest + 1), '\0');
  char* to = out.data();
  size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const uint32_t group = byte_at(bytes, i) << 16 | byte_at(bytes, i + 1) << 8 | byte_at(bytes, i + 2);
    for (int place = 18; place >= 0; place -= 6) *to++ = alphabet[group >> place & 63];
  }
  if (rest == 0) return out;
  const uint32_t group = byte_at(bytes, i) << 16 | (rest == 2 ? byte_at(bytes, i + 1) << 8 : 0);
  for (int place = 18; to != out.data() + out.size(); place -= 6) *to++ = alphabet[group >> place & 63];
  return out;
}

std::optional<std::string> decode(std::string_view text, const Values& values) {
  const size_t rest = text.size() % 4;
  if (rest == 1) return std::nullopt;
  std::string out(text.size() / 4 * 3 + (rest == 0 ? 0 : rest - 1), '\0');
  char* to = out.data();
  const auto value_at = [&](size_t i) -> uint32_t { return values[byte_at(text, i)]; };
  uint32_t seen = 0;  // every value so far in one: a byte that is no digit leaves its mark
  size_t i = 0;
  for (; i + 4 <= text.size(); i += 4) {
    const uint32_t a = value_at(i);
    const uint32_t b = value_at(i + 1);
    const uint32_t c = value_at(i + 2);
    const uint32_t d = value_at(i + 3);
    seen |= a | b | c | d;
    *to++ = static_cast<char>(a << 2 | b >> 4);
    *to++ = static_cast<char>(b << 4 | c >> 2);
    *to++ = static_cast<char>(c << 6 | d);
  }
  if (rest != 0) {
    const uint32_t a = value_at(i);
    const uint32_t b = value_at(i + 1);
    const uint32_t c = rest == 3 ? value_at(i + 2) : 0;
    seen |= a | b | c;
    *to++ = static_cast<char>(a << 2 | b >> 4);
    if (rest == 3) *to++ = static_cast<char>(b << 4 | c >> 2);
    const uint32_t unused_bits = rest == 3 ? c & 3 : b & 15;
    if (unused_bits != 0) return std::nullopt;
  }
  if (seen > 63) return std::nullopt;
  return out;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (size_t i = 0; i < bytes.size(); ++i) {
    out += digits[byte_at(bytes, i) >> 4];
    out += digits[byte_at(bytes, i) & 15];
  }
  return out;
}

std::string to_guid(std::string_view bytes) {
  std::string raw(bytes.substr(0, 16));
  raw.resize(16);
  raw[6] = static_cast<char>((raw[6] & 0x0F) | 0x40);
  raw[8] = static_cast<char>((raw[8] & 0x3F) | 0x80);
  std::string guid = to_hex(raw);
  for (const size_t dash : {8U, 13U, 18U, 23U}) guid.insert(dash, 1, '-');
  return guid;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 2);
  for (size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}

std::string to_base32(std::string_view bytes) {
  std::string out;
  uint32_t held = 0;
  int bits = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    held = held << 8 | byte_at(bytes, i);
    for (bits += 8; bits >= 5; bits -= 5) out += base32_alphabet[held >> (bits - 5) & 31];
  }
  if (bits > 0) out += base32_alphabet[held << (5 - bits) & 31];
  return out;
}

std::optional<std::string> from_base32(std::string_view text) {
  // No number of bytes comes to so many digits.
  const size_t rest = text.size() % 8;
  if (rest == 1 || rest == 3 || rest == 6) return std::nullopt;
  std::string out;
  uint32_t held = 0;
  int bits = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const unsigned char value = base32_values[byte_at(text, i)];
    if (value == no_digit) return std::nullopt;
    held = held << 5 | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> bits & 0xFF);
  }
  return out;
}

uint64_t to_number(std::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

std::string to_base64(std::string_view bytes) {
  std::string out = encode(bytes, base64_alphabet);
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int i = 0; i < 2 && !text.empty() && text.back() == '='; ++i) text.remove_suffix(1);
  return decode(text, base64_values);
}

std::string to_base64url(std::string_view bytes) { return encode(bytes, base64url_alphabet); }

std::optional<std::string> from_base64url(std::string_view text) { return decode(text, base64url_values); }

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (is_unreserved(text[i])) {
      out += text[i];
    } else {
      out += '%';
      out += digits[byte_at(text, i) >> 4];
      out += digits[byte_at(text, i) & 15];
    }
  }
  return out;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto byte = from_hex(text.substr(i + 1, 2));
    if (!byte || byte->size() != 1) return std::nullopt;
    out += *byte;
    i += 2;
  }
  return out;
}

}  // namespace understudy
