// Names of which each must be given once: ids, slugs, addresses.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "config/complaints.h"

namespace understudy::config {

/// Names of one kind that are in use, and where they were given.
class Taken {
 public:
  Taken(std::string what, ComplaintBook& book) : what_(std::move(what)), book_(book) {}

  /// False, with a complaint, where the name is in use already.
  bool claim(const std::string& name, const Spot& spot) {
    if (name.empty()) return true;
    const auto [first, is_new] = places_.emplace(name, spot.place);
    if (is_new) return true;
    if (book_.is_full()) {
      book_.count_one_more();
    } else {
      book_.add(spot.place, spot.path,
                cat({what_, " ", show(name), " is given twice; first at ", book_.where(first->second)}));
    }
    return false;
  }

  /// Claims a name that was complained of elsewhere where it is in use twice.
  void note(const std::string& name, const Place& place) { places_.emplace(name, place); }

  /// The first of `make(0)`, `make(1)`, … that is free. `stem` tells apart what is derived from different things; what
  /// is derived from the same goes on where the last left off, since a name may repeat a hundred thousand times.
  template <class Make>
  std::string derive(const std::string& stem, Make make) {
    const auto left_off = attempts_.find(stem);
    for (uint64_t attempt = left_off == attempts_.end() ? 0 : left_off->second;; ++attempt) {
      std::string name = make(attempt);
      if (!places_.emplace(name, Place{}).second) continue;
      if (attempt > 0) attempts_.insert_or_assign(stem, attempt);
      return name;
    }
  }

 private:
  std::string what_;
  ComplaintBook& book_;
  std::unordered_map<std::string, Place> places_;
  std::unordered_map<std::string, uint64_t> attempts_;
};

}  // namespace understudy::config
