// Whether the bytes of a source are text that YAML may be read from: UTF-8, without control characters, not too large.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace understudy::config {

constexpr size_t largest_source = size_t{8} * 1024 * 1024;
/// The YAML reader may hold everything between a "[" and its "]" as tokens, each hundreds of times the size of its
/// sign.
constexpr size_t most_signs = 1'000'000;

/// What is wrong with the bytes, and where; line and column (in bytes) count from 1, 0 for the whole source.
struct BadText {
  int line = 0;
  int column = 0;
  std::string message;
  std::string hint;
};

std::optional<BadText> find_bad_text(std::string_view bytes);

/// What stands behind the UTF-8 byte order mark that editors put first, where lines and columns count from; and before
/// a last CR whose LF was lost.
std::string_view content_of(std::string_view bytes);

struct Position {
  int line;
  int column;  ///< in bytes
};

/// Both count from 1.
Position position_of(std::string_view bytes, size_t offset);

}  // namespace understudy::config
