#include "config/key_material.h"

#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

#include "base/text.h"

namespace understudy::config {

namespace {

constexpr size_t largest_key_file = 64 * 1024;

std::optional<std::string> read_key_file(const std::filesystem::path& path) {
  std::error_code error;
  // A device or a pipe would keep the start waiting; so would some files below /proc, but for O_NONBLOCK.
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  std::string bytes(largest_key_file + 1, '\0');
  size_t filled = 0;
  ssize_t size = 0;
  while (filled < bytes.size() && (size = ::read(file, bytes.data() + filled, bytes.size() - filled)) > 0)
    filled += static_cast<size_t>(size);
  ::close(file);
  bytes.resize(filled);
  const bool is_good = size == 0 && filled > 0 && filled <= largest_key_file;
  return is_good ? std::optional(std::move(bytes)) : std::nullopt;
}

}  // namespace

std::string read_key_material(const Section& section, std::string_view key) {
  std::string text;
  section.read(key, text);
  section.inside(key, [&](const Section& map) {
    std::string file;
    if (!map.has("file")) {
      if (!map.is_misfit()) text = to_json(*section.find(key)).dump();
    } else if (map.read("file", file)) {
      const auto path = std::filesystem::path(section.reading().source.name).parent_path() / file;
      auto bytes = read_key_file(path);
      if (bytes) {
        text = std::move(*bytes);
      } else {
        map.complain("file", cat({"no key can be read from the file ", show(path.string())}),
                     "it is a file of 1 byte to 64 KiB; its path is relative to the fixture");
      }
    }
  });
  return text;
}

std::string in_short(std::string_view why) {
  constexpr size_t longest = 300;
  const std::string_view start = shorten(why, longest);
  std::string text(start);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  return start.size() < why.size() ? text + "…" : text;
}

}  // namespace understudy::config
