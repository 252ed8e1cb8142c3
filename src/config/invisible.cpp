#include "config/invisible.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace understudy::config {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode's format and control characters, spaces other than the ASCII one, fillers, and selectors of variants.
constexpr std::array invisible{
    Range{0x80, 0xA0},     Range{0xAD, 0xAD},     Range{0x34F, 0x34F},   Range{0x61C, 0x61C},     Range{0x115F, 0x1160},
    Range{0x1680, 0x1680}, Range{0x17B4, 0x17B5}, Range{0x180B, 0x180F}, Range{0x2000, 0x200F},   Range{0x2028, 0x202F},
    Range{0x205F, 0x206F}, Range{0x2800, 0x2800}, Range{0x3000, 0x3000}, Range{0x3164, 0x3164},   Range{0xFE00, 0xFE0F},
    Range{0xFEFF, 0xFEFF}, Range{0xFFA0, 0xFFA0}, Range{0xFFF9, 0xFFFB}, Range{0xE0000, 0xE0FFF},
};

struct Name {
  char32_t code_point;
  std::string_view name;
};

constexpr std::array names{
    Name{0x85, "a next-line control"},
    Name{0xA0, "a non-breaking space"},
    Name{0xAD, "a soft hyphen"},
    Name{0x200B, "a zero-width space"},
    Name{0x200C, "a zero-width non-joiner"},
    Name{0x200D, "a zero-width joiner"},
    Name{0x2028, "a line separator"},
    Name{0x202F, "a narrow non-breaking space"},
    Name{0x2060, "a word joiner"},
    Name{0x3000, "an ideographic space"},
    Name{0xFEFF, "a byte order mark"},
};

/// How many bytes a character has by its first one; 1 where no character begins so.
size_t size_of_character(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0xC0 ? 2 : 1;
}

char32_t decode(std::string_view character) {
  constexpr std::array<unsigned char, 5> payload{0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t code_point = static_cast<unsigned char>(character.front()) & payload[character.size()];
  for (const char byte : character.substr(1)) code_point = code_point << 6 | (static_cast<unsigned char>(byte) & 0x3F);
  return code_point;
}

std::string to_hex(char32_t code_point, size_t digits) {
  std::string text;
  for (size_t i = digits; i > 0; --i) text += "0123456789abcdef"[code_point >> (4 * (i - 1)) & 0xF];
  return text;
}

size_t digits_of(char32_t code_point, size_t of_larger_ones) { return code_point > 0xFFFF ? of_larger_ones : 4; }

}  // namespace

std::optional<Invisible> find_invisible(std::string_view text, size_t from) {
  for (size_t at = from; at < text.size();) {
    const size_t size = std::min(size_of_character(static_cast<unsigned char>(text[at])), text.size() - at);
    const char32_t code_point = decode(text.substr(at, size));
    const auto holds = [&](const Range& range) { return code_point >= range.first && code_point <= range.last; };
    if (size > 1 && std::any_of(invisible.begin(), invisible.end(), holds)) return Invisible{at, size, code_point};
    at += size;
  }
  return std::nullopt;
}

std::string without_invisible(std::string_view text) {
  std::string visible(text);
  for (auto found = find_invisible(visible); found; found = find_invisible(visible, found->offset))
    visible.erase(found->offset, found->size);
  return visible;
}

std::string escape(char32_t code_point) {
  return cat({code_point > 0xFFFF ? "\\U" : "\\u", to_hex(code_point, digits_of(code_point, 8))});
}

std::string name_of(char32_t code_point) {
  const auto* const name =
      std::find_if(names.begin(), names.end(), [&](const Name& row) { return row.code_point == code_point; });
  return cat({"U+", to_upper(to_hex(code_point, digits_of(code_point, 5))), ", ",
              name != names.end() ? name->name : "which nobody sees"});
}

}  // namespace understudy::config
