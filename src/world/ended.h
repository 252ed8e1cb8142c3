// Credentials that end at a time: the rows of a table that nobody ended before.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"
#include "world/table.h"

namespace understudy {

/// Ends those that are found so; how many there were.
template <class Row>
size_t end_all(Table<Row>& table, const Lookup<Row>& lookup, std::string_view value, std::optional<Instant> Row::*ended,
               Instant now) {
  return table.change_all(
      lookup, value, [&](const Row& row) { return !(row.*ended); }, [&](Row& row) { row.*ended = now; });
}

/// The same of one row, which may be null.
template <class Row>
size_t end_one(Table<Row>& table, const Row* row, std::optional<Instant> Row::*ended, Instant now) {
  if (row == nullptr || row->*ended) return 0;
  table.change(row->id, [&](Row& known) { known.*ended = now; });
  return 1;
}

}  // namespace understudy
