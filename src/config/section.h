// One map of a configuration as it is read after its shape was checked: only what fits is seen, so that nothing is
// complained of twice.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/seed_time.h"
#include "config/complaints.h"
#include "config/node.h"
#include "config/places.h"
#include "config/shape.h"

namespace understudy::config {

/// A record as another one names it.
struct Reference {
  std::string word;
  Spot spot;
};

/// What the reading of one source has at hand.
struct Reading {
  const Source& source;
  const Misfits& misfits;
  ComplaintBook& book;
};

class Section {
 public:
  /// All three must outlive the section.
  Section(const Node& map, const Path& path, const Reading& reading) : map_(map), path_(path), reading_(reading) {}

  const Reading& reading() const { return reading_; }
  const Path& path() const { return path_; }

  /// True where the key is given, whether its value fits or not.
  bool has(std::string_view key) const { return map_.find(key) != nullptr; }
  /// Null where the key is absent or its value does not fit.
  const Node* find(std::string_view key) const;
  /// Where the value stands, or the map itself where the key is absent.
  Spot spot(std::string_view key) const;
  /// True where this map has unknown or missing keys, or the value is not what it should be.
  bool is_misfit() const { return reading_.misfits.contains(&map_); }
  bool has_misfit(std::string_view key) const;
  /// True where this map or anything in it is one.
  bool holds_misfits() const;

  /// Notes where the value stands, where there is one that fits.
  void note(std::string_view key, Spot& spot) const;
  /// Notes where all of it stands.
  void note(Places& places) const { places.note(map_, path_.to_text()); }

  void complain(std::string_view key, std::string message, std::string hint = {}) const;

  /// The keys of these rows that are given, with their places.
  template <class Rows>
  std::vector<Reference> given(const Rows& rows) const {
    std::vector<Reference> keys;
    for (const auto& row : rows)
      if (find(row.key) != nullptr) keys.push_back({std::string(row.key), spot(row.key)});
    return keys;
  }

  // Each leaves `into` alone where the key is not given, and then returns false.
  bool read(std::string_view key, std::string& into) const;
  bool read(std::string_view key, std::optional<std::string>& into) const;
  bool read(std::string_view key, bool& into) const;
  bool read(std::string_view key, std::optional<int64_t>& into) const;
  bool read(std::string_view key, std::optional<SeedTime>& into) const;
  bool read(std::string_view key, std::optional<Milliseconds>& into) const;
  bool read(std::string_view key, std::optional<Reference>& into) const;
  /// Of a list, or of its only item without brackets.
  bool read(std::string_view key, std::optional<std::vector<Reference>>& into) const;
  bool read(std::string_view key, std::vector<std::vector<Reference>>& into) const;
  bool read(std::string_view key, std::vector<std::string>& into) const;
  bool read(std::string_view key, std::optional<std::vector<std::string>>& into) const;
  /// Lays the members of the map over those that `into` has.
  bool merge(std::string_view key, Json& into) const;

  /// The maps in the list of that key: `visit(const Section&)`.
  template <class Visit>
  void each(std::string_view key, Visit visit) const {
    const Node* list = find(key);
    if (list == nullptr) return;
    const Path list_path(path_, key);
    for (size_t i = 0; i < list->items().size(); ++i)
      if (list->items()[i].kind() == Node::Kind::map) visit(Section(list->items()[i], Path(list_path, i), reading_));
  }

  /// The map of that key: `visit(const Section&)`, where there is one.
  template <class Visit>
  void inside(std::string_view key, Visit visit) const {
    const Node* map = find(key);
    if (map != nullptr && map->kind() == Node::Kind::map) visit(Section(*map, Path(path_, key), reading_));
  }

 private:
  std::vector<Reference> references(const Node& list, const Path& path) const;

  const Node& map_;
  Path path_;
  const Reading& reading_;
};

}  // namespace understudy::config
