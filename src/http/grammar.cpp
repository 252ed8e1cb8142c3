#include "http/grammar.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace understudy::http {

namespace {

enum Trait : unsigned char { token_byte = 1, visible_byte = 2, value_byte = 4, authority_byte = 8 };

constexpr std::array<unsigned char, 256> traits = [] {
  std::array<unsigned char, 256> table{};
  const auto mark = [&table](std::string_view bytes, int trait) {
    for (const char c : bytes) table[static_cast<unsigned char>(c)] |= static_cast<unsigned char>(trait);
  };
  mark("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", token_byte | authority_byte);
  mark("!#$%&'*+-.^_`|~", token_byte);
  mark("-._~%!$&'()*+,;=:[]", authority_byte);
  for (size_t c = 0x21; c < table.size(); ++c)
    if (c != 0x7F) table[c] |= visible_byte | value_byte;
  mark(" \t", value_byte);
  return table;
}();

bool consists_of(std::string_view text, Trait trait) {
  return std::all_of(text.begin(), text.end(),
                     [trait](char c) { return (traits[static_cast<unsigned char>(c)] & trait) != 0; });
}

}  // namespace

bool is_token(std::string_view text) { return !text.empty() && consists_of(text, token_byte); }
bool is_visible(std::string_view text) { return consists_of(text, visible_byte); }
bool is_field_value(std::string_view text) { return consists_of(text, value_byte); }
bool is_authority(std::string_view text) { return consists_of(text, authority_byte); }

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool lists(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::string_view item = list.substr(0, list.find(','));
    if (equal_ignoring_case(trim_blanks(item), word)) return true;
    list.remove_prefix(std::min(list.size(), item.size() + 1));
  }
  return false;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace understudy::http
