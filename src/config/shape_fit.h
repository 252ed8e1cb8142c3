// Whether one scalar is what its type says.
#pragma once

#include "config/node.h"
#include "config/shape.h"

namespace understudy::config {

/// A scalar that YAML takes for text.
bool is_text_node(const Node& node);

/// False for the types that are made of others, too: a list's items and a map's members are tried one by one.
bool fits_scalar(const Node& node, const Type& type);

}  // namespace understudy::config
