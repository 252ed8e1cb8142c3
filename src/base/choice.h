// A word, or a number, and the value that it stands for: rows of tables that are read in both directions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace understudy {

template <class Value, class Word = std::string_view>
struct Choice {
  Word word;
  Value value;
};
template <class Value>
Choice(const char*, Value) -> Choice<Value>;
template <class Value>
Choice(int, Value) -> Choice<Value, int64_t>;

/// The word of a value; empty where no row has it.
template <class Choices, class Value>
constexpr std::string_view word_for(const Choices& choices, const Value& value) {
  for (const auto& row : choices)
    if (row.value == value) return row.word;
  return {};
}

/// The value of exactly that word.
template <class Choices>
constexpr auto value_for(const Choices& choices, std::string_view word)
    -> std::optional<std::remove_cvref_t<decltype(choices[0].value)>> {
  for (const auto& row : choices)
    if (row.word == word) return row.value;
  return std::nullopt;
}

}  // namespace understudy
