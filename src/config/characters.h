// Which characters forms of text are made of. ASCII alone.
#pragma once

#include <algorithm>
#include <string_view>

namespace understudy::config::characters {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_word(char c) { return is_digit(c) || is_lower(c) || is_upper(c) || c == '_' || c == '-'; }
constexpr bool is_slug_character(char c) { return is_lower(c) || is_digit(c) || c == '-'; }

template <class Fits>
bool all_of(std::string_view text, size_t least, size_t most, Fits fits) {
  return text.size() >= least && text.size() <= most && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace understudy::config::characters
