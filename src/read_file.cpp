#include "read_file.h"

#include <array>
#include <cstdio>
#include <memory>

namespace understudy {

std::optional<std::string> read_file(const std::string& path, size_t limit) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return std::nullopt;
  std::string text;
  std::array<char, 64 * 1024> piece{};
  while (text.size() <= limit) {
    const size_t size = std::fread(piece.data(), 1, piece.size(), file.get());
    if (size == 0) break;
    text.append(piece.data(), size);
  }
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return text;
}

}  // namespace understudy
