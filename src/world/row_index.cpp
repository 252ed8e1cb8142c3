#include "world/row_index.h"

#include <algorithm>
#include <utility>

namespace understudy {

namespace {

std::optional<size_t> number_in(const ByText<size_t>& by_id, std::string_view id) {
  const auto at = by_id.find(id);
  return at == by_id.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace

void BaseIndex::add(const std::string& id, std::vector<std::string> words, size_t number) {
  by_id_.emplace(id, number);
  for (auto& word : words) by_word_[std::move(word)].push_back(number);
}

std::optional<size_t> BaseIndex::find(std::string_view id) const { return number_in(by_id_, id); }

const std::vector<size_t>& BaseIndex::find_all(std::string_view word) const {
  static const std::vector<size_t> none;
  const auto at = by_word_.find(word);
  return at == by_word_.end() ? none : at->second;
}

void OverlayIndex::add_id(const std::string& id, size_t number) { by_id_.emplace(id, number); }

void OverlayIndex::remove_id(std::string_view id) {
  if (const auto at = by_id_.find(id); at != by_id_.end()) by_id_.erase(at);
}

std::optional<size_t> OverlayIndex::find(std::string_view id) const { return number_in(by_id_, id); }

void OverlayIndex::add(std::vector<std::string> words, size_t number) {
  for (auto& word : words) {
    auto& numbers = by_word_[std::move(word)];
    if (numbers.empty() || numbers.back() < number)
      numbers.push_back(number);
    else if (const auto place = std::lower_bound(numbers.begin(), numbers.end(), number); *place != number)
      numbers.insert(place, number);
  }
}

void OverlayIndex::remove(const std::vector<std::string>& words, size_t number) {
  for (const auto& word : words) {
    const auto named = by_word_.find(word);
    if (named == by_word_.end()) continue;
    auto& numbers = named->second;
    const auto place = std::lower_bound(numbers.begin(), numbers.end(), number);
    if (place != numbers.end() && *place == number) numbers.erase(place);
    if (numbers.empty()) by_word_.erase(named);
  }
}

void OverlayIndex::replace(const std::vector<std::string>& old_words, std::vector<std::string> words, size_t number) {
  if (old_words == words) return;
  remove(old_words, number);
  add(std::move(words), number);
}

std::vector<size_t> OverlayIndex::find_all(const BaseIndex& base, std::string_view word) const {
  std::vector<size_t> numbers = base.find_all(word);
  if (const auto here = by_word_.find(word); here != by_word_.end())
    numbers.insert(numbers.end(), here->second.begin(), here->second.end());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace understudy
