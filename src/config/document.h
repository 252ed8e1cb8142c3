// Reads a fixture's YAML into a tree. Aliases are copied in; what they repeat counts towards the same bound as what is
// written out.
#pragma once

#include <optional>
#include <vector>

#include "config/complaints.h"
#include "config/node.h"

namespace understudy::config {

constexpr int deepest_nesting = 64;
constexpr size_t most_values = 1'000'000;
constexpr size_t most_text = size_t{32} * 1024 * 1024;  ///< bytes of all keys and scalars
constexpr size_t most_keys_in_a_map = 2000;

/// Reads `sources[index]`; of an empty one, a null that stands on no line. Nothing where it cannot be read to its end;
/// either way, what is wrong stands in `book`.
std::optional<Node> read_document(const std::vector<Source>& sources, int index, ComplaintBook& book);

}  // namespace understudy::config
