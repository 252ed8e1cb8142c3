// Rows in insertion order, found by id or by further lookup words: an immutable base that all worlds share, and one
// world's overlay of replaced, new and erased rows. A world that changes nothing costs a pointer a table.
//
// A row type has `std::string id`, and an overload of `lookups(const Row&)` that gives the further words it is found
// by. A table is copied whole, its base excepted, which it shares. Not synchronised: a World's mutex guards its tables.
// Row pointers hold until the next change of the table.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "world/lookup.h"

namespace understudy {

/// The rows of a seed with their indexes; immutable once worlds share it.
template <class Row>
class TableBase {
 public:
  TableBase() : content_(std::make_shared<Content>()) {}
  explicit TableBase(std::vector<Row> rows) : TableBase() {
    content_->rows = std::move(rows);
    for (size_t i = 0; i < content_->rows.size(); ++i) {
      content_->by_id.emplace(content_->rows[i].id, i);
      for (auto& word : lookups(content_->rows[i])) content_->words[std::move(word)].push_back(i);
    }
  }

  const std::vector<Row>& rows() const { return content_->rows; }

  std::optional<size_t> position(std::string_view id) const {
    const auto at = content_->by_id.find(id);
    if (at == content_->by_id.end()) return std::nullopt;
    return at->second;
  }

  const Row* find(std::string_view id) const {
    const auto at = position(id);
    return at ? &content_->rows[*at] : nullptr;
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
    std::unordered_map<std::string, size_t, TextHash, std::equal_to<>> by_id;
    std::unordered_map<std::string, std::vector<size_t>, TextHash, std::equal_to<>> words;
  };
  std::shared_ptr<Content> content_;
};

template <class Row>
class Table {
 public:
  explicit Table(TableBase<Row> base) : base_(std::move(base)), next_(base_.rows().size()) {}

  const Row* find(std::string_view id) const;

  /// Those that are found so, in insertion order.
  std::vector<const Row*> find_all(const Lookup<Row>& lookup, std::string_view value) const;

  size_t size() const { return base_.rows().size() - hidden_ + added_.size(); }
  /// Rows that this world added and still has.
  size_t added() const { return added_.size(); }

  /// Adds a row, or replaces the one of the same id in its place.
  void put(Row row);
  /// The same for a row that may be one of at most `most` that this world added: of more, the oldest go first.
  void put_among(Row row, size_t most);
  bool erase(std::string_view id);
  /// Calls `change(Row&)` on the row; false where there is none. Its id stays.
  template <class Change>
  bool change(std::string_view id, Change change);
  /// The same on each row that is found so and that `is_meant`; how many there were.
  template <class IsMeant, class Change>
  size_t change_all(const Lookup<Row>& lookup, std::string_view value, IsMeant is_meant, Change change);
  /// How many there were.
  size_t erase_all(const Lookup<Row>& lookup, std::string_view value);

 private:
  // A row's number says where it stands: the base's rows from 0, then those added, in order. Numbers are never reused.
  using Added = std::map<size_t, Row>;
  template <class Value>
  using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

  const Row* row_at(size_t number) const;
  const Row* base_row(const Row& original) const;
  static bool names(const Row& row, std::string_view word);
  void erase_added(typename Added::iterator place);
  void index(const Row& row, size_t number);
  void unindex(const Row& row, size_t number);
  void replace(Row& place, Row&& row, size_t number);

  TableBase<Row> base_;
  ByText<std::optional<Row>> changes_;  // rows of the base that were replaced, or (absent) erased
  size_t hidden_ = 0;                   // how many of them were erased
  Added added_;
  size_t next_;
  ByText<size_t> added_by_id_;
  ByText<std::deque<size_t>> words_;  // numbers of replaced and added rows, ascending: most come and go at an end
};

template <class Row>
const Row* Table<Row>::base_row(const Row& original) const {
  const auto change = changes_.find(original.id);
  if (change == changes_.end()) return &original;
  return change->second ? &*change->second : nullptr;
}

template <class Row>
const Row* Table<Row>::row_at(size_t number) const {
  if (number < base_.rows().size()) return base_row(base_.rows()[number]);
  const auto added = added_.find(number);
  return added == added_.end() ? nullptr : &added->second;
}

template <class Row>
const Row* Table<Row>::find(std::string_view id) const {
  if (const auto added = added_by_id_.find(id); added != added_by_id_.end()) return &added_.at(added->second);
  const Row* original = base_.find(id);
  return original == nullptr ? nullptr : base_row(*original);
}

template <class Row>
bool Table<Row>::names(const Row& row, std::string_view word) {
  const auto words = lookups(row);
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <class Row>
std::vector<const Row*> Table<Row>::find_all(const Lookup<Row>& lookup, std::string_view value) const {
  const std::string word = lookup.of(value);
  std::vector<size_t> numbers = base_.positions(word);
  if (const auto overlay = words_.find(word); overlay != words_.end())
    numbers.insert(numbers.end(), overlay->second.begin(), overlay->second.end());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<const Row*> found;
  for (const size_t number : numbers) {
    const Row* row = row_at(number);
    // Only a row of the base that was replaced may have lost the word since.
    const bool is_replaced = number < base_.rows().size() && row != &base_.rows()[number];
    if (row != nullptr && (!is_replaced || names(*row, word))) found.push_back(row);
  }
  return found;
}

template <class Row>
void Table<Row>::index(const Row& row, size_t number) {
  for (auto& word : lookups(row)) {
    auto& numbers = words_[std::move(word)];
    if (numbers.empty() || numbers.back() < number)
      numbers.push_back(number);
    else if (const auto place = std::lower_bound(numbers.begin(), numbers.end(), number); *place != number)
      numbers.insert(place, number);
  }
}

template <class Row>
void Table<Row>::unindex(const Row& row, size_t number) {
  for (const auto& word : lookups(row)) {
    const auto named = words_.find(word);
    if (named == words_.end()) continue;
    auto& numbers = named->second;
    const auto place = std::lower_bound(numbers.begin(), numbers.end(), number);
    if (place != numbers.end() && *place == number) numbers.erase(place);
    if (numbers.empty()) words_.erase(named);
  }
}

template <class Row>
void Table<Row>::replace(Row& place, Row&& row, size_t number) {
  if (lookups(place) != lookups(row)) {
    unindex(place, number);
    index(row, number);
  }
  place = std::move(row);
}

template <class Row>
void Table<Row>::put(Row row) {
  if (const auto added = added_by_id_.find(row.id); added != added_by_id_.end())
    return replace(added_.at(added->second), std::move(row), added->second);
  const auto number = base_.position(row.id);
  if (!number) {
    index(row, next_);
    const auto place = added_.emplace_hint(added_.end(), next_++, std::move(row));
    added_by_id_.emplace(place->second.id, place->first);
    return;
  }
  auto [change, is_first] = changes_.try_emplace(row.id);
  if (change->second) return replace(*change->second, std::move(row), *number);
  if (!is_first) --hidden_;
  index(row, *number);
  change->second = std::move(row);
}

template <class Row>
void Table<Row>::put_among(Row row, size_t most) {
  const bool is_new = find(row.id) == nullptr;
  while (is_new && !added_.empty() && added_.size() >= most) erase_added(added_.begin());
  put(std::move(row));
}

template <class Row>
template <class Change>
bool Table<Row>::change(std::string_view id, Change change) {
  const Row* known = find(id);
  if (known == nullptr) return false;
  Row changed = *known;
  change(changed);
  put(std::move(changed));
  return true;
}

template <class Row>
template <class IsMeant, class Change>
size_t Table<Row>::change_all(const Lookup<Row>& lookup, std::string_view value, IsMeant is_meant, Change change) {
  std::vector<Row> meant;
  for (const Row* row : find_all(lookup, value))
    if (is_meant(*row)) meant.push_back(*row);
  for (auto& row : meant) {
    change(row);
    put(std::move(row));
  }
  return meant.size();
}

template <class Row>
size_t Table<Row>::erase_all(const Lookup<Row>& lookup, std::string_view value) {
  std::vector<std::string> ids;
  for (const Row* row : find_all(lookup, value)) ids.push_back(row->id);
  for (const auto& id : ids) erase(id);
  return ids.size();
}

template <class Row>
void Table<Row>::erase_added(typename Added::iterator place) {
  unindex(place->second, place->first);
  added_by_id_.erase(place->second.id);
  added_.erase(place);
}

template <class Row>
bool Table<Row>::erase(std::string_view id) {
  if (const auto added = added_by_id_.find(id); added != added_by_id_.end()) {
    erase_added(added_.find(added->second));
    return true;
  }
  const auto number = base_.position(id);
  if (!number) return false;
  auto [change, is_first] = changes_.try_emplace(std::string(id));
  if (!is_first && !change->second) return false;
  if (change->second) unindex(*change->second, *number);
  change->second.reset();
  ++hidden_;
  return true;
}

}  // namespace understudy
