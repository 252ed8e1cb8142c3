#include "config/scalar_text.h"

#include <algorithm>
#include <array>

namespace understudy::config {

namespace {

constexpr std::string_view blanks = " \t\r\n";

size_t find_or_end(std::string_view text, std::string_view characters, size_t from) {
  return std::min(text.find_first_of(characters, from), text.size());
}

size_t skip_blanks(std::string_view text, size_t from) {
  return std::min(text.find_first_not_of(blanks, from), text.size());
}

bool is_escaped(std::string_view text, size_t at) {
  size_t backslashes = 0;
  while (backslashes < at && text[at - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

/// YAML's escapes that are spelt in hexadecimal.
struct Spelling {
  char letter;
  size_t size;
};

constexpr std::array spellings{Spelling{'U', 10}, Spelling{'u', 6}, Spelling{'x', 4}};

}  // namespace

size_t start_of_content(std::string_view text, size_t offset) {
  size_t at = std::min(offset, text.size());
  bool has_properties = false;
  for (; at < text.size(); at = skip_blanks(text, at)) {
    const char first = text[at];
    // A comment can only stand behind an anchor or a tag.
    if (first != '&' && first != '!' && !(has_properties && first == '#')) break;
    has_properties = true;
    at = find_or_end(text, first == '#' ? std::string_view("\n") : blanks, at);
  }
  const bool is_block = at < text.size() && (text[at] == '|' || text[at] == '>');
  return is_block ? find_or_end(text, "\n", at) : at;
}

bool closes_its_quote(std::string_view text, size_t offset) {
  text = text.substr(start_of_content(text, offset));
  const char quote = text.empty() ? '\0' : text.front();
  if (quote != '"' && quote != '\'') return true;
  for (size_t i = 1; i < text.size(); ++i) {
    const bool begins_pair = quote == '"' ? text[i] == '\\' : text.substr(i).starts_with("''");
    if (begins_pair) {
      ++i;
    } else if (text[i] == quote) {
      return true;
    }
  }
  return false;
}

size_t start_of_escape(std::string_view text, size_t offset) {
  for (const auto& [letter, size] : spellings) {
    if (offset < size || offset > text.size()) continue;
    const size_t at = offset - size;
    if (text[at] == '\\' && text[at + 1] == letter && !is_escaped(text, at)) return at;
  }
  // What no letter spells is over with its second byte, unless the file is.
  if (offset >= 2 && offset <= text.size() && text[offset - 2] == '\\') return offset - 2;
  const size_t last = text.rfind('\\');
  return last == std::string_view::npos ? offset : last;
}

}  // namespace understudy::config
