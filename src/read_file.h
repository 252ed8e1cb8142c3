// A whole small file that the command line names.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace understudy {

/// The file's bytes: at most a few more than `limit`, so that a pipe without end is no trap. Nothing, with errno set,
/// where it cannot be read.
std::optional<std::string> read_file(const std::string& path, size_t limit);

}  // namespace understudy
