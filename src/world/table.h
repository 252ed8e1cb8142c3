// Rows in insertion order, found by id or by further lookup words: an immutable base that all worlds share, and one
// world's overlay of replaced, new and erased rows. A world that changes nothing costs a pointer a table.
//
// A row type has `std::string id`, and an overload of `lookups(const Row&)` that gives the further words it is found
// by. A table is copied whole, its base excepted, which it shares. Not synchronised: a World's mutex guards its tables.
// Row pointers hold until the next change of the table.
//
// Whoever declares a row says `extern template class Table<Row>`, and a .cpp makes it: once, not in every file.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "world/lookup.h"
#include "world/row_index.h"

namespace understudy {

/// The rows of a seed with their indexes; immutable once worlds share it.
template <class Row>
class TableBase {
 public:
  TableBase() {
    static const auto none = std::make_shared<const Content>();
    content_ = none;
  }
  explicit TableBase(std::vector<Row> rows) {
    auto content = std::make_shared<Content>();
    content->rows = std::move(rows);
    size_t number = 0;
    for (const Row& row : content->rows) content->index.add(row.id, lookups(row), number++);
    content_ = std::move(content);
  }

  const std::vector<Row>& rows() const { return content_->rows; }
  const BaseIndex& index() const { return content_->index; }

  const Row* find(std::string_view id) const {
    const auto at = content_->index.find(id);
    return at ? &content_->rows[*at] : nullptr;
  }

 private:
  struct Content {
    std::vector<Row> rows;
    BaseIndex index;
  };
  std::shared_ptr<const Content> content_;
};

template <class Row>
class Table {
 public:
  explicit Table(TableBase<Row> base) : base_(std::move(base)), next_(base_.rows().size()) {}

  const Row* find(std::string_view id) const;

  /// Those that are found so, in insertion order.
  std::vector<const Row*> find_all(const Lookup<Row>& lookup, std::string_view value) const;

  size_t size() const { return base_.rows().size() - erased_ + added_; }
  /// Rows that this world added and still has.
  size_t added() const { return added_; }

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
  using Own = std::map<size_t, std::optional<Row>>;

  std::optional<size_t> number_of(std::string_view id) const;
  const Row* row_at(size_t number) const;
  void add(Row&& row);
  void erase_added(typename Own::iterator place);

  TableBase<Row> base_;
  Own own_;  // what this world added or put in the place of the base's rows; absent: it erased one of those
  size_t added_ = 0;
  size_t erased_ = 0;
  size_t next_;
  OverlayIndex index_;  // ids of added rows, words of all in `own_`
};

template <class Row>
std::optional<size_t> Table<Row>::number_of(std::string_view id) const {
  const auto added = index_.find(id);
  return added ? added : base_.index().find(id);
}

template <class Row>
const Row* Table<Row>::row_at(size_t number) const {
  if (const auto own = own_.find(number); own != own_.end()) return own->second ? &*own->second : nullptr;
  return number < base_.rows().size() ? &base_.rows()[number] : nullptr;
}

template <class Row>
const Row* Table<Row>::find(std::string_view id) const {
  const auto number = number_of(id);
  return number ? row_at(*number) : nullptr;
}

template <class Row>
std::vector<const Row*> Table<Row>::find_all(const Lookup<Row>& lookup, std::string_view value) const {
  const std::string word = lookup.of(value);
  std::vector<const Row*> found;
  for (const size_t number : index_.find_all(base_.index(), word)) {
    const Row* row = row_at(number);
    // Only a row of the base that was replaced may have lost the word since.
    const bool is_replaced = number < base_.rows().size() && row != &base_.rows()[number];
    if (row != nullptr && (!is_replaced || holds(lookups(*row), word))) found.push_back(row);
  }
  return found;
}

template <class Row>
void Table<Row>::add(Row&& row) {
  index_.add_id(row.id, next_);
  index_.add(lookups(row), next_);
  own_.emplace_hint(own_.end(), next_++, std::move(row));
  ++added_;
}

template <class Row>
void Table<Row>::put(Row row) {
  const auto number = number_of(row.id);
  if (!number) return add(std::move(row));
  auto [own, is_first] = own_.try_emplace(*number);
  if (own->second) {
    index_.replace(lookups(*own->second), lookups(row), *number);
  } else {
    if (!is_first) --erased_;
    index_.add(lookups(row), *number);
  }
  own->second = std::move(row);
}

template <class Row>
void Table<Row>::put_among(Row row, size_t most) {
  const bool is_new = find(row.id) == nullptr;
  while (is_new && added_ > 0 && added_ >= most) erase_added(own_.lower_bound(base_.rows().size()));
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
void Table<Row>::erase_added(typename Own::iterator place) {
  index_.remove(lookups(*place->second), place->first);
  index_.remove_id(place->second->id);
  own_.erase(place);
  --added_;
}

template <class Row>
bool Table<Row>::erase(std::string_view id) {
  const auto number = number_of(id);
  if (!number) return false;
  if (*number >= base_.rows().size()) {
    erase_added(own_.find(*number));
    return true;
  }
  auto [own, is_first] = own_.try_emplace(*number);
  if (!is_first && !own->second) return false;
  if (own->second) index_.remove(lookups(*own->second), *number);
  own->second.reset();
  ++erased_;
  return true;
}

}  // namespace understudy
