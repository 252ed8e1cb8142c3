// The keys of a map that are not simply its own: those given twice, which are a mistake, and those that a merge key
// (<<, as YAML 1.1 has it) brings from other maps.
#pragma once

#include <functional>
#include <string>

#include "config/complaints.h"
#include "config/node.h"

namespace understudy::config {

/// A merge key that was read, with its value.
struct Merge {
  Place place;
  size_t position;  ///< how many of the map's own keys come before it
  Node value;
};

/// Keeps the first of those that share a name. `path` is the map's, which is asked for where there is one to tell of.
void refuse_repeated_keys(Node& map, const std::function<std::string()>& path, ComplaintBook& book);

/// Lays what `merge` brings between the map's own keys. They win; of several maps the earlier one does.
void merge_keys(Node& map, Merge merge, const std::string& path, ComplaintBook& book);

}  // namespace understudy::config
