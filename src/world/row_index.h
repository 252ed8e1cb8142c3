// Where a table's rows stand, by their ids and by the further words that they are found by: numbers alone, so that this
// half of a table is the same for rows of every type.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"

namespace understudy {

template <class Value>
using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// Of rows that never change.
class BaseIndex {
 public:
  void add(const std::string& id, std::vector<std::string> words, size_t number);
  std::optional<size_t> find(std::string_view id) const;
  /// In order.
  const std::vector<size_t>& find_all(std::string_view word) const;

 private:
  ByText<size_t> by_id_;
  ByText<std::vector<size_t>> by_word_;
};

/// Of rows that come and go, mostly at either end.
class OverlayIndex {
 public:
  void add_id(const std::string& id, size_t number);
  void remove_id(std::string_view id);
  std::optional<size_t> find(std::string_view id) const;

  void add(std::vector<std::string> words, size_t number);
  void remove(const std::vector<std::string>& words, size_t number);
  void replace(const std::vector<std::string>& old_words, std::vector<std::string> words, size_t number);
  /// What is found under the word here and in the base: in order, each once.
  std::vector<size_t> find_all(const BaseIndex& base, std::string_view word) const;

 private:
  ByText<size_t> by_id_;
  ByText<std::deque<size_t>> by_word_;
};

}  // namespace understudy
