// What a value of a fixture takes, so that aliases cannot multiply it without a bound.
#pragma once

#include <cstddef>

#include "config/node.h"

namespace understudy::config {

struct Weight {
  size_t values = 0;
  size_t text = 0;  ///< bytes of keys and scalars

  Weight& operator+=(const Weight& more) {
    values += more.values;
    text += more.text;
    return *this;
  }
};

/// Of the value and all that is in it.
Weight weigh(const Node& node);

}  // namespace understudy::config
