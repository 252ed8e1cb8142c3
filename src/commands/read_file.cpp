#include "commands/read_file.h"

#include <array>
#include <cstdio>
#include <memory>

namespace understudy {

namespace {

std::optional<std::string> read_all(std::FILE* file, size_t limit) {
  std::string text;
  std::array<char, 64 * 1024> piece{};
  while (text.size() <= limit) {
    const size_t size = std::fread(piece.data(), 1, piece.size(), file);
    if (size == 0) break;
    text.append(piece.data(), size);
  }
  if (std::ferror(file) != 0) return std::nullopt;
  return text;
}

}  // namespace

std::optional<std::string> read_file(const std::string& path, size_t limit) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  return file ? read_all(file.get(), limit) : std::nullopt;
}

std::optional<std::string> read_standard_input(size_t limit) { return read_all(stdin, limit); }

}  // namespace understudy
