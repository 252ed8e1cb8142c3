#include "providers/cognito/model_patterns.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace understudy::cognito {

namespace {

// Classes of characters, as java.util.regex has them where no flag is set: \w and \s are ASCII's.

struct CharacterRange {
  char32_t first;
  char32_t last;
};

template <size_t size>
bool is_within(const std::array<CharacterRange, size>& ranges, char32_t character) {
  const auto* range = std::lower_bound(ranges.begin(), ranges.end(), character,
                                       [](const CharacterRange& row, char32_t value) { return row.last < value; });
  return range != ranges.end() && character >= range->first;
}

// \p{Z}
constexpr std::array separators{
    CharacterRange{0x20, 0x20},     CharacterRange{0xA0, 0xA0},     CharacterRange{0x1680, 0x1680},
    CharacterRange{0x2000, 0x200A}, CharacterRange{0x2028, 0x2029}, CharacterRange{0x202F, 0x202F},
    CharacterRange{0x205F, 0x205F}, CharacterRange{0x3000, 0x3000},
};

// \p{C}: controls, format characters, private use, and what is no character for ever. What Unicode may yet assign is
// taken for assigned, since that depends on the age of the service's tables.
constexpr std::array others{
    CharacterRange{0x0, 0x1F},         CharacterRange{0x7F, 0x9F},       CharacterRange{0xAD, 0xAD},
    CharacterRange{0x600, 0x605},      CharacterRange{0x61C, 0x61C},     CharacterRange{0x6DD, 0x6DD},
    CharacterRange{0x70F, 0x70F},      CharacterRange{0x890, 0x891},     CharacterRange{0x8E2, 0x8E2},
    CharacterRange{0x180E, 0x180E},    CharacterRange{0x200B, 0x200F},   CharacterRange{0x202A, 0x202E},
    CharacterRange{0x2060, 0x206F},    CharacterRange{0xD800, 0xF8FF},   CharacterRange{0xFDD0, 0xFDEF},
    CharacterRange{0xFEFF, 0xFEFF},    CharacterRange{0xFFF9, 0xFFFB},   CharacterRange{0xFFFE, 0xFFFF},
    CharacterRange{0x110BD, 0x110BD},  CharacterRange{0x110CD, 0x110CD}, CharacterRange{0x13430, 0x1343F},
    CharacterRange{0x1BCA0, 0x1BCA3},  CharacterRange{0x1D173, 0x1D17A}, CharacterRange{0xE0000, 0xE007F},
    CharacterRange{0xF0000, 0x10FFFF},
};

bool is_digit(char32_t character) { return character >= '0' && character <= '9'; }
bool is_small_letter(char32_t character) { return character >= 'a' && character <= 'z'; }
bool is_alphanumeric(char32_t character) {
  return is_digit(character) || is_small_letter(character) || (character >= 'A' && character <= 'Z');
}
bool is_word(char32_t character) { return is_alphanumeric(character) || character == '_'; }
bool is_space(char32_t character) { return character == ' ' || (character >= '\t' && character <= '\r'); }
bool is_unbroken(char32_t character) { return !is_space(character); }
bool is_printable(char32_t character) { return !is_within(separators, character) && !is_within(others, character); }
bool is_printable_ascii(char32_t character) {
  return character > ' ' && character <= '~' && character != '"' && character != '\\';
}

/// \w and those.
template <char... more>
bool is_word_or(char32_t character) {
  return is_word(character) || ((character == static_cast<unsigned char>(more)) || ...);
}

/// \w, \s and those.
template <char... more>
bool is_word_space_or(char32_t character) {
  return is_space(character) || is_word_or<more...>(character);
}

using CharacterClass = bool (*)(char32_t);

/// Takes the first character off `text`.
char32_t take_character(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  constexpr std::array<unsigned char, 5> payload{0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t character = first & payload[size];
  for (const char byte : text.substr(1, size - 1))
    character = character << 6 | (static_cast<unsigned char>(byte) & 0x3F);
  text.remove_prefix(std::min(size, text.size()));
  return character;
}

/// [class]*
template <CharacterClass is_one>
bool is_any(std::string_view text) {
  while (!text.empty())
    if (!is_one(take_character(text))) return false;
  return true;
}

/// [class]+
template <CharacterClass is_one>
bool is_run(std::string_view text) {
  return !text.empty() && is_any<is_one>(text);
}

bool is_arn(std::string_view text) {
  if (std::count(text.begin(), text.end(), ':') > 7) return false;
  const auto parts = split(text, ':');
  if (parts.size() < 6 || parts[0] != "arn" || !is_run<is_digit>(parts[4])) return false;
  for (size_t i = 1; i < parts.size(); ++i) {
    const bool may_be_empty = i == 3;  // the region
    if (may_be_empty && parts[i].empty()) continue;
    if (!is_run<is_word_or<'+', '=', '/', ',', '.', '@', '-'>>(parts[i])) return false;
  }
  return true;
}

bool is_of_domain(char32_t character) {
  return is_digit(character) || is_small_letter(character) || character == '-' || character == '.';
}

/// Labels with hyphens inside. The expression is of one label, but the service takes custom domains as well.
bool is_domain(std::string_view text) {
  const auto framed = cat({".", text, "."});
  const auto has = [&](std::string_view part) { return framed.find(part) != std::string::npos; };
  return is_run<is_of_domain>(text) && !has("..") && !has(".-") && !has("-.");
}

bool is_email_address(std::string_view text) {
  return text.size() > 2 && text.substr(1, text.size() - 2).find('@') != std::string_view::npos &&
         is_run<is_printable>(text);
}

bool is_of_message(char32_t character) { return is_printable(character) || is_space(character); }

bool is_email_message(std::string_view text) {
  return text.find("{####}") != std::string_view::npos && is_run<is_of_message>(text);
}

bool is_email_message_by_link(std::string_view text) {
  const size_t opening = text.find("{##");
  return opening != std::string_view::npos && text.find("##}", opening + 3) != std::string_view::npos &&
         is_run<is_of_message>(text);
}

bool is_in_line(char32_t character) {
  return character != '\n' && character != '\r' && character != 0x85 && character != 0x2028 && character != 0x2029;
}

bool is_sms_message(std::string_view text) {
  return text.find("{####}") != std::string_view::npos && is_run<is_in_line>(text);
}

bool is_password(std::string_view text) {
  if (text.empty() || is_space(take_character(text)) || text.find_first_of("\r\n") != std::string_view::npos)
    return false;
  return !text.empty() && !is_space(static_cast<unsigned char>(text.back()));
}

bool is_outer(char32_t character) { return character != '_' && !is_within(separators, character); }

bool is_name_of_new_provider(std::string_view text) {
  if (text.empty() || !is_outer(take_character(text))) return false;
  return !text.empty() && is_printable(take_character(text)) && is_run<is_outer>(text);
}

/// `head`, the last of that letter, `tail`.
template <CharacterClass is_head, char joint, CharacterClass is_tail>
bool is_joined(std::string_view text) {
  const size_t at = text.rfind(joint);
  return at != std::string_view::npos && is_run<is_head>(text.substr(0, at)) && is_run<is_tail>(text.substr(at + 1));
}

bool is_of_device_key(char32_t character) {
  return is_digit(character) || (character >= 'a' && character <= 'f') || character == '-';
}
bool is_hexadecimal(char32_t character) {
  return is_digit(character) || (character >= 'a' && character <= 'f') || (character >= 'A' && character <= 'F');
}
bool is_of_scope_name(char32_t character) { return is_printable_ascii(character) && character != '/'; }
bool is_printable_or_separator(char32_t character) { return !is_within(others, character); }
bool is_of_token(char32_t character) {
  return is_word(character) || character == '-' || character == '=' || character == '.';
}

struct PatternRow {
  Pattern pattern;
  std::string_view expression;
  bool (*matches)(std::string_view);
};

constexpr std::array rows{
    PatternRow{Pattern::any, "", [](std::string_view) { return true; }},
    PatternRow{Pattern::arn,
               R"(arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?)",
               is_arn},
    PatternRow{Pattern::client_id, R"([\w+]+)", is_run<is_word_or<'+'>>},
    PatternRow{Pattern::device_key, R"([\w-]+_[0-9a-f-]+)", is_joined<is_word_or<'-'>, '_', is_of_device_key>},
    PatternRow{Pattern::digits, "[0-9]+", is_run<is_digit>},
    PatternRow{Pattern::domain, R"(^[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?$)", is_domain},
    PatternRow{Pattern::email_address, R"([\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+)",
               is_email_address},
    PatternRow{Pattern::email_message, R"([\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*)",
               is_email_message},
    PatternRow{
        Pattern::email_message_by_link,
        R"([\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*)",
        is_email_message_by_link},
    PatternRow{Pattern::email_subject, R"([\p{L}\p{M}\p{S}\p{N}\p{P}\s]+)", is_run<is_of_message>},
    PatternRow{Pattern::email_text, R"([\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*)", is_any<is_of_message>},
    PatternRow{Pattern::hexadecimal, "^[0-9a-fA-F]+$", is_run<is_hexadecimal>},
    PatternRow{Pattern::identifier_of_provider, R"([\w\s+=.@-]+)", is_run<is_word_space_or<'+', '=', '.', '@', '-'>>},
    PatternRow{Pattern::name, R"([\w\s+=,.@-]+)", is_run<is_word_space_or<'+', '=', ',', '.', '@', '-'>>},
    PatternRow{Pattern::name_of_new_provider, R"([^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+)",
               is_name_of_new_provider},
    PatternRow{Pattern::name_of_provider, R"([\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+)", is_run<is_printable_or_separator>},
    PatternRow{Pattern::name_of_scope, R"([\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+)", is_run<is_of_scope_name>},
    // What the service prints. The model still has the one from before passwords could hold blanks.
    PatternRow{Pattern::password, R"(^[\S]+.*[\S]+$)", is_password},
    // The expression is the same, yet the service takes an empty text there, as its reference says.
    PatternRow{Pattern::password_or_empty, R"(^[\S]+.*[\S]+$)",
               [](std::string_view text) { return text.empty() || is_password(text); }},
    PatternRow{Pattern::printable, R"([\p{L}\p{M}\p{S}\p{N}\p{P}]+)", is_run<is_printable>},
    PatternRow{Pattern::printable_ascii, R"([\x21\x23-\x5B\x5D-\x7E]+)", is_run<is_printable_ascii>},
    PatternRow{Pattern::secret_hash, R"([\w+=/]+)", is_run<is_word_or<'+', '=', '/'>>},
    PatternRow{Pattern::set_of_configuration, "^[a-zA-Z0-9_-]+$", is_run<is_word_or<'-'>>},
    PatternRow{Pattern::sms_message, R"(.*\{####\}.*)", is_sms_message},
    PatternRow{Pattern::token, "[A-Za-z0-9-_=.]+", is_run<is_of_token>},
    PatternRow{Pattern::unbroken, R"([\S]+)", is_run<is_unbroken>},
    PatternRow{Pattern::user_pool_id, R"([\w-]+_[0-9a-zA-Z]+)", is_joined<is_word_or<'-'>, '_', is_alphanumeric>},
};

constexpr bool is_in_order = [] {
  for (size_t i = 0; i < rows.size(); ++i)
    if (rows[i].pattern != static_cast<Pattern>(i)) return false;
  return rows.back().pattern == Pattern::user_pool_id;
}();
static_assert(is_in_order, "a pattern finds its row by its number");

const PatternRow& row_of(Pattern pattern) { return rows[static_cast<size_t>(pattern)]; }

}  // namespace

bool matches(Pattern pattern, std::string_view text) { return row_of(pattern).matches(text); }

std::string_view expression_of(Pattern pattern) { return row_of(pattern).expression; }

}  // namespace understudy::cognito
