#include "http/grammar.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace understudy::http {

namespace {

enum Trait : unsigned char { token_byte = 1, path_byte = 2, query_byte = 4, value_byte = 8, authority_byte = 16 };

constexpr std::array<unsigned char, 256> traits = [] {
  std::array<unsigned char, 256> table{};
  const auto mark = [&table](std::string_view bytes, int trait) {
    for (const char c : bytes) table[static_cast<unsigned char>(c)] |= static_cast<unsigned char>(trait);
  };
  mark("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", token_byte | path_byte | authority_byte);
  mark("!#$%&'*+-.^_`|~", token_byte);
  mark("-._~%!$&'()*+,;=:[]", path_byte | authority_byte);
  mark("/@^|", path_byte);
  for (size_t c = 0x21; c < table.size(); ++c)
    if (c != 0x7F) table[c] |= value_byte;
  for (size_t c = 0x21; c < 0x7F; ++c)
    if (c != '#') table[c] |= query_byte;
  mark(" \t", value_byte);
  return table;
}();

bool has(char c, Trait trait) { return (traits[static_cast<unsigned char>(c)] & trait) != 0; }

bool consists_of(std::string_view text, Trait trait) {
  return std::all_of(text.begin(), text.end(), [trait](char c) { return has(c, trait); });
}

/// Takes the longest token off the front; empty where there is none.
std::string_view take_token(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) { return has(c, token_byte); });
  const auto token = text.substr(0, static_cast<size_t>(end - text.begin()));
  text.remove_prefix(token.size());
  return token;
}

/// Takes a quoted string (RFC 9110 §5.6.4) off the front.
bool take_quoted(std::string_view& text) {
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      if (++i == text.size()) return false;
    } else if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return true;
    }
    if (!has(text[i], value_byte)) return false;
  }
  return false;
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

bool is_token(std::string_view text) { return !text.empty() && consists_of(text, token_byte); }
bool is_path(std::string_view text) { return consists_of(text, path_byte); }
bool is_query(std::string_view text) { return consists_of(text, query_byte); }
bool is_field_value(std::string_view text) { return consists_of(text, value_byte); }
bool is_authority(std::string_view text) { return consists_of(text, authority_byte); }

std::string_view field_name(std::string_view line) {
  const std::string_view name = take_token(line);
  return line.starts_with(':') ? name : std::string_view();
}

bool is_chunk_extensions(std::string_view text) {
  while (!text.empty()) {
    skip_blanks(text);
    if (!take(text, ';')) return false;
    skip_blanks(text);
    if (take_token(text).empty()) return false;
    // Blanks belong to what follows them: none may stand at the end of the line.
    std::string_view rest = text;
    skip_blanks(rest);
    if (!take(rest, '=')) continue;
    skip_blanks(rest);
    if (rest.starts_with('"') ? !take_quoted(rest) : take_token(rest).empty()) return false;
    text = rest;
  }
  return true;
}

std::string_view trim_blanks(std::string_view text) {
  skip_blanks(text);
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
