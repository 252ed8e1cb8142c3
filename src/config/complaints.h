// What is wrong in a configuration, gathered while it is read: places, the paths to them, and the book that all stages
// write their complaints into, so that a person sees every one at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/source.h"

namespace understudy::config {

/// Where something stands. Line and column count from 1, columns in bytes; 0 where the whole source is meant.
struct Place {
  int source = 0;
  int line = 0;
  int column = 0;
  int alias_line = 0;  ///< of the alias that brings it to where it is used; 0 where none does
  int alias_column = 0;

  void bring_by_alias(const Place& alias) {
    alias_line = alias.line;
    alias_column = alias.column;
  }
};

/// The way from the root to a value. A link points to the one before it, which must outlive it: paths live on the stack
/// of whoever walks down, and become text only where there is something to complain of.
class Path {
 public:
  Path() = default;
  Path(const Path& parent, std::string_view key) : parent_(&parent), key_(key) {}
  Path(const Path& parent, size_t index) : parent_(&parent), index_(index), is_index_(true) {}

  std::string to_text() const;

 private:
  void append_to(std::string& out) const;

  const Path* parent_ = nullptr;
  std::string_view key_;
  size_t index_ = 0;
  bool is_index_ = false;
};

void append_key(std::string& path, std::string_view key);
void append_index(std::string& path, size_t index);

/// Where a complaint about something will point.
struct Spot {
  Place place;
  std::string path;

  bool is_set() const { return place.line > 0; }
};

/// Foreign text within a complaint: in quotes, on one line, shortened, what nobody would see escaped.
std::string show(std::string_view text);

/// `did you mean "roles"?`, or else the words to choose from, introduced by `introduction`; empty where there are none.
std::string suggest(std::string_view word, const std::vector<std::string_view>& known, std::string_view introduction);

class ComplaintBook {
 public:
  /// `sources` must outlive the book.
  explicit ComplaintBook(const std::vector<Source>& sources) : sources_(sources) {}

  void add(const Place& place, std::string path, std::string message, std::string hint = {});

  bool is_empty() const { return count_ == 0; }
  /// True once further complaints are only counted. A complaint whose text costs time is then not to be made: a large
  /// file may earn a million of them.
  bool is_full() const;
  void count_one_more() { ++count_; }

  /// "fixtures/a.yaml:12:7", and by which alias, where one brings it
  std::string where(const Place& place) const;

  /// In the order of the sources, then from top to bottom.
  Complaints take() const;

 private:
  struct Entry {
    Place place;
    std::string path;
    std::string message;
    std::string hint;
  };

  int column_in_characters(const Place& place) const;
  std::string by_alias(const Place& place) const;

  const std::vector<Source>& sources_;
  std::vector<Entry> entries_;
  size_t count_ = 0;
};

}  // namespace understudy::config
