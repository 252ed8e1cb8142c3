// What yaml-cpp says of a mistake, in words for people and at the place where they made it.
#pragma once

#include <string>
#include <string_view>

namespace understudy::config {

struct Wording {
  std::string message;
  std::string hint;
  size_t offset;  ///< where the mistake stands, which may be before the place where yaml-cpp met it
};

/// yaml-cpp said `theirs` of `text` when it had come to `offset`.
Wording reword(std::string_view theirs, std::string_view text, size_t offset);

}  // namespace understudy::config
