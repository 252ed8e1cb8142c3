// Rows in insertion order, found by id or by further lookup words: an immutable base that all worlds share, and one
// world's overlay of replaced, new and erased rows. A world that changes nothing costs a pointer a table.
//
// A row type has `std::string id` and may name further words by an overload of `lookups(const Row&)`.
// Not synchronised: a World's mutex guards its tables. Row pointers hold until the next change of the table.
#pragma once

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"

namespace understudy {

/// The rows of a seed with their indexes; immutable once worlds share it.
template <class Row>
class TableBase {
 public:
  TableBase() : content_(std::make_shared<Content>()) {}
  explicit TableBase(std::vector<Row> rows) : TableBase() {
    content_->rows = std::move(rows);
    for (size_t i = 0; i < content_->rows.size(); ++i) {
      content_->positions.emplace(content_->rows[i].id, i);
      for (auto& word : lookups(content_->rows[i])) content_->words[std::move(word)].push_back(i);
    }
  }

  const std::vector<Row>& rows() const { return content_->rows; }

  const Row* find(std::string_view id) const {
    const auto at = content_->positions.find(id);
    return at == content_->positions.end() ? nullptr : &content_->rows[at->second];
  }

  /// Positions of the rows that name `word`, in order.
  const std::vector<size_t>& positions(std::string_view word) const {
    static const std::vector<size_t> none;
    const auto at = content_->words.find(word);
    return at == content_->words.end() ? none : at->second;
  }

 private:
  struct Content {
    std::vector<Row> rows;
    std::unordered_map<std::string, size_t, TextHash, std::equal_to<>> positions;
    std::unordered_map<std::string, std::vector<size_t>, TextHash, std::equal_to<>> words;
  };
  std::shared_ptr<Content> content_;
};

template <class Row>
class Table {
 public:
  explicit Table(TableBase<Row> base) : base_(std::move(base)) {}

  const Row* find(std::string_view id) const;

  /// The rows that name `word`, in insertion order.
  std::vector<const Row*> find_all(std::string_view word) const;
  /// The first of them, or null.
  const Row* find_first(std::string_view word) const;

  /// Every row, in insertion order: `visit(const Row&)`.
  template <class Visit>
  void each(Visit visit) const;

  size_t size() const { return base_.rows().size() - hidden_ + live_; }
  /// Rows that this world added and still has.
  size_t added() const { return live_; }

  /// Adds a row, or replaces the one of the same id in its place.
  void put(Row row);
  bool erase(std::string_view id);
  /// Erases the oldest row that this world added; false where there is none.
  bool erase_oldest_added();

 private:
  struct Slot {
    std::unique_ptr<Row> row;  // null once erased; a pointer, so that a row stays where it is while slots move
  };
  using Changes = std::unordered_map<std::string, std::unique_ptr<Row>, TextHash, std::equal_to<>>;

  const Row* base_row(const Row& original) const;
  static bool names(const Row& row, std::string_view word);
  void index(const Row& row);
  void unindex(const Row& row);
  /// Only for the words that changed: a row keeps its place among those of a word it keeps.
  void reindex(const Row& before, const Row& after);
  void compact();

  TableBase<Row> base_;
  Changes changes_;  // rows of the base that were replaced, or (null) erased
  size_t hidden_ = 0;
  std::deque<Slot> added_;
  size_t first_ = 0;  // number of the slot at the front of added_; numbers grow, so positions survive trimming
  size_t live_ = 0;
  std::unordered_map<std::string, size_t, TextHash, std::equal_to<>> added_positions_;
  std::unordered_map<std::string, std::vector<std::string>, TextHash, std::equal_to<>> words_;  // overlay: word to ids
};

template <class Row>
const Row* Table<Row>::base_row(const Row& original) const {
  const auto change = changes_.find(original.id);
  return change == changes_.end() ? &original : change->second.get();
}

template <class Row>
const Row* Table<Row>::find(std::string_view id) const {
  if (const auto at = added_positions_.find(id); at != added_positions_.end())
    return added_[at->second - first_].row.get();
  const Row* original = base_.find(id);
  return original == nullptr ? nullptr : base_row(*original);
}

template <class Row>
bool Table<Row>::names(const Row& row, std::string_view word) {
  for (const auto& name : lookups(row))
    if (name == word) return true;
  return false;
}

template <class Row>
std::vector<const Row*> Table<Row>::find_all(std::string_view word) const {
  std::vector<const Row*> found;
  for (const size_t position : base_.positions(word)) {
    const Row* row = base_row(base_.rows()[position]);
    if (row != nullptr && names(*row, word)) found.push_back(row);
  }
  const auto ids = words_.find(word);
  if (ids == words_.end()) return found;
  for (const auto& id : ids->second) {
    const Row* row = find(id);
    if (std::find(found.begin(), found.end(), row) == found.end()) found.push_back(row);
  }
  return found;
}

template <class Row>
const Row* Table<Row>::find_first(std::string_view word) const {
  const auto found = find_all(word);
  return found.empty() ? nullptr : found.front();
}

template <class Row>
template <class Visit>
void Table<Row>::each(Visit visit) const {
  for (const auto& original : base_.rows())
    if (const Row* row = changes_.empty() ? &original : base_row(original)) visit(*row);
  for (const auto& slot : added_)
    if (slot.row) visit(*slot.row);
}

template <class Row>
void Table<Row>::index(const Row& row) {
  for (auto& word : lookups(row)) words_[std::move(word)].push_back(row.id);
}

template <class Row>
void Table<Row>::unindex(const Row& row) {
  for (const auto& word : lookups(row)) {
    const auto ids = words_.find(word);
    if (ids == words_.end()) continue;
    std::erase(ids->second, row.id);
    if (ids->second.empty()) words_.erase(ids);
  }
}

template <class Row>
void Table<Row>::reindex(const Row& before, const Row& after) {
  if (lookups(before) == lookups(after)) return;
  unindex(before);
  index(after);
}

template <class Row>
void Table<Row>::put(Row row) {
  if (const auto at = added_positions_.find(row.id); at != added_positions_.end()) {
    auto& slot = added_[at->second - first_];
    reindex(*slot.row, row);
    *slot.row = std::move(row);
    return;
  }
  if (base_.find(row.id) != nullptr) {
    auto [change, is_first] = changes_.try_emplace(row.id);
    if (change->second)
      reindex(*change->second, row);
    else
      index(row);
    if (!is_first && !change->second) --hidden_;
    change->second = std::make_unique<Row>(std::move(row));
    return;
  }
  index(row);
  added_positions_.emplace(row.id, first_ + added_.size());
  added_.push_back({std::make_unique<Row>(std::move(row))});
  ++live_;
}

template <class Row>
void Table<Row>::compact() {
  for (; !added_.empty() && !added_.front().row; ++first_) added_.pop_front();
  // Rows that come and go behind one that stays would leave empty slots without end.
  if (added_.size() <= 2 * live_ + 64) return;
  std::erase_if(added_, [](const Slot& slot) { return slot.row == nullptr; });
  for (size_t i = 0; i < added_.size(); ++i) added_positions_[added_[i].row->id] = first_ + i;
}

template <class Row>
bool Table<Row>::erase(std::string_view id) {
  if (const auto at = added_positions_.find(id); at != added_positions_.end()) {
    auto& slot = added_[at->second - first_];
    unindex(*slot.row);
    added_positions_.erase(at);
    slot.row.reset();
    --live_;
    compact();
    return true;
  }
  const Row* original = base_.find(id);
  if (original == nullptr) return false;
  auto [change, is_first] = changes_.try_emplace(original->id);
  if (!is_first && !change->second) return false;
  if (change->second) unindex(*change->second);
  change->second.reset();
  ++hidden_;
  return true;
}

template <class Row>
bool Table<Row>::erase_oldest_added() {
  return !added_.empty() && erase(std::string(added_.front().row->id));
}

}  // namespace understudy
