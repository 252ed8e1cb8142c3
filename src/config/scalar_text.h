// Scalars as they are written, where yaml-cpp tells too little of them: what stands before one, where it has no end,
// and where one of its escapes begins.
#pragma once

#include <cstddef>
#include <string_view>

namespace understudy::config {

/// Past the anchor, the tag, the comments behind them, and the header of a block text.
size_t start_of_content(std::string_view text, size_t offset);

/// A scalar that is not plain begins there. False where that is a quoted text without its end: yaml-cpp takes the end
/// of the file for it.
bool closes_its_quote(std::string_view text, size_t offset);

/// Where the escape begins that yaml-cpp refuses, having read on to `offset`.
size_t start_of_escape(std::string_view text, size_t offset);

}  // namespace understudy::config
