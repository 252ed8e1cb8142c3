// The newest rows of what is counted: each gets the next number as its `sequence`, and the oldest goes where the ring
// is full. Not synchronised: a World's mutex guards it.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace understudy {

template <class Row>
class Ring {
 public:
  /// `capacity` is at least 1.
  explicit Ring(size_t capacity) : capacity_(capacity) {}

  void append(Row row) {
    row.sequence = next_++;
    if (rows_.size() < capacity_)
      rows_.push_back(std::move(row));
    else
      rows_[place_of(row.sequence)] = std::move(row);
  }

  /// One from first() to last().
  const Row& at(uint64_t sequence) const { return rows_[place_of(sequence)]; }

  /// The oldest that is kept; last() + 1 where none is.
  uint64_t first() const { return next_ - rows_.size(); }
  /// The newest there ever was; 0 where there was none.
  uint64_t last() const { return next_ - 1; }

  /// The numbers go on.
  void clear() {
    rows_ = std::vector<Row>();
    begin_ = next_;
  }

 private:
  size_t place_of(uint64_t sequence) const { return (sequence - begin_) % capacity_; }

  size_t capacity_;
  uint64_t next_ = 1;
  uint64_t begin_ = 1;  ///< the row of this sequence stood, or stands, first in `rows_`
  std::vector<Row> rows_;
};

}  // namespace understudy
