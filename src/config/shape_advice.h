// The next step for who wrote something that does not fit its shape. What it advises fits.
#pragma once

#include <string>

#include "config/node.h"
#include "config/shape.h"

namespace understudy::config {

/// Empty where nobody can tell what was meant.
std::string hint_for(const Node& node, const Type& type);

/// For a key that `shape`, which stands at `path`, does not have: the nearest that it has, or where the key belongs, or
/// what keys there are. `root` is the shape of the whole.
std::string hint_for_unknown(const std::string& name, const ObjectShape& shape, const Path& path,
                             const ObjectShape& root);

}  // namespace understudy::config
