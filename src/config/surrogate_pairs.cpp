#include "config/surrogate_pairs.h"

#include <algorithm>

#include "base/text.h"
#include "config/scalar_text.h"

namespace understudy::config {

namespace {

constexpr size_t pair_size = std::string_view("\\ud83d\\ude00").size();

/// The code unit of the escape that begins there; 0 where none does.
unsigned code_unit(std::string_view text, size_t at) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (!text.substr(at).starts_with("\\u") || text.size() - at < pair_size / 2) return 0;
  unsigned unit = 0;
  for (const char c : text.substr(at + 2, 4)) {
    const size_t digit = digits.find(to_lower(std::string_view(&c, 1)));
    if (digit == std::string_view::npos) return 0;
    unit = unit << 4 | static_cast<unsigned>(digit);
  }
  return unit;
}

/// The character that the pair which begins there stands for; 0 where none begins.
char32_t character(std::string_view text, size_t at) {
  const unsigned high = code_unit(text, at);
  const unsigned low = high >> 10 == 0xD800 >> 10 ? code_unit(text, at + pair_size / 2) : 0;
  if (low >> 10 != 0xDC00 >> 10) return 0;
  return 0x10000 + ((high & 0x3FF) << 10 | (low & 0x3FF));
}

std::string to_utf8(char32_t beyond_ffff) {
  const auto byte = [&](int place, unsigned lead) {
    return static_cast<char>(lead | (beyond_ffff >> place & (lead == 0xF0 ? 0x07 : 0x3F)));
  };
  return {byte(18, 0xF0), byte(12, 0x80), byte(6, 0x80), byte(0, 0x80)};
}

std::vector<size_t> find_pairs(std::string_view text) {
  std::vector<size_t> offsets;
  for (size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    if (character(text, at) != 0) {
      offsets.push_back(at);
      at += pair_size;
    } else {
      at += text.substr(at).starts_with("\\\\") ? 2 : 1;
    }
  }
  return offsets;
}

}  // namespace

SurrogatePairs::SurrogatePairs(std::string_view text) : text_(text), offsets_(find_pairs(text)) {
  if (offsets_.empty()) return;
  // Code points that are no characters, by their last digit. One that the text has itself cannot stand for anything.
  const std::string lower = to_lower(text);
  for (const char digit : std::string_view("0123456789abcdef")) {
    const std::string escape = cat({"\\ufdd", std::string_view(&digit, 1)});
    std::string character = "\xEF\xB7\x90";
    character.back() = static_cast<char>(0x90 + std::string_view("0123456789abcdef").find(digit));
    if (lower.find(escape.substr(2)) != std::string::npos || text.find(character) != std::string_view::npos) continue;
    decoded_ = character + character;
    written_ = escape + escape;
    break;
  }
  if (written_.empty()) offsets_.clear();
  readable_ = text;
  for (const size_t offset : offsets_) readable_.replace(offset, pair_size, written_);
}

void SurrogatePairs::put_back(std::string& scalar, size_t offset) const {
  if (offsets_.empty()) return;
  const size_t start = start_of_content(text_, offset);
  auto pair = std::lower_bound(offsets_.begin(), offsets_.end(), start);
  const bool is_decoded = text_.substr(start).starts_with('"');
  const std::string& stand_in = is_decoded ? decoded_ : written_;
  for (size_t at = scalar.find(stand_in); at != std::string::npos && pair != offsets_.end(); ++pair) {
    const std::string original =
        is_decoded ? to_utf8(character(text_, *pair)) : std::string(text_.substr(*pair, pair_size));
    scalar.replace(at, stand_in.size(), original);
    at = scalar.find(stand_in, at + original.size());
  }
}

}  // namespace understudy::config
