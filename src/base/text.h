// Small questions about text that the standard library leaves open. ASCII rules throughout: header names, role slugs
// and option words are ASCII in every protocol spoken here.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace understudy {

/// A string hash that lets unordered containers be searched by string_view without a copy. It is not noexcept, so that
/// libstdc++ keeps each key's hash beside it and never hashes a bucket's other keys anew.
struct TextHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// Joins its parts in one allocation.
std::string cat(std::initializer_list<std::string_view> parts);

std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text);

/// Every part between separators, empty ones included; "" gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string join(const std::vector<std::string>& parts, std::string_view separator);
bool holds(const std::vector<std::string>& words, std::string_view word);
/// "a", "a or b", "a, b or c".
std::string alternatives(const std::vector<std::string>& words);

/// "1 tenant", "2 tenants".
std::string counted(size_t count, std::string_view thing);

/// "000042": with zeros before it where it has fewer digits.
std::string with_zeros(unsigned long long number, size_t digits);

/// A whole decimal number without sign, or nothing.
std::optional<unsigned long long> parse_number(std::string_view text);

bool is_utf8(std::string_view bytes);
/// Of UTF-8.
size_t count_characters(std::string_view text);

/// What editors on Windows put before UTF-8 is none of the text.
std::string_view without_byte_order_mark(std::string_view text);

/// At most `limit` bytes of `text`, never cutting a UTF-8 character in half.
std::string_view shorten(std::string_view text, size_t limit);

/// True when `pattern` covers the whole of `text`; `*` stands for any run of characters, the empty one included.
bool matches_wildcard(std::string_view pattern, std::string_view text);

/// The candidate that `word` most likely meant (edit distance at most a third of its length), or nothing.
std::optional<std::string_view> nearest_word(std::string_view word, const std::vector<std::string_view>& candidates);

/// The same for several, at most `most` and the likeliest first.
std::vector<std::string> nearest_words(std::string_view word, std::vector<std::string_view> candidates, size_t most);

/// "did you mean a, b or c?", or nothing where no candidate is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace understudy
