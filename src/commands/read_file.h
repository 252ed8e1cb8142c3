// A whole small file that the command line names, or what is given on standard input.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace understudy {

/// The file's bytes: at most a few more than `limit`, so that a pipe without end is no trap. Nothing, with errno set,
/// where it cannot be read.
std::optional<std::string> read_file(const std::string& path, size_t limit);
std::optional<std::string> read_standard_input(size_t limit);

}  // namespace understudy
