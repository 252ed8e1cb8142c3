#include "config/source_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/encoding.h"
#include "base/text.h"

namespace understudy::config {

namespace {

struct ByteOrderMark {
  std::string_view bytes;
  std::string_view name;
};

// The longer marks come first: UTF-32's begins like UTF-16's.
constexpr std::array marks{
    ByteOrderMark{{"\xFF\xFE\0\0", 4}, "a UTF-32 byte order mark"},
    ByteOrderMark{{"\0\0\xFE\xFF", 4}, "a UTF-32 byte order mark"},
    ByteOrderMark{"\xFF\xFE", "a UTF-16 byte order mark"},
    ByteOrderMark{"\xFE\xFF", "a UTF-16 byte order mark"},
};

BadText at_offset(std::string_view bytes, size_t offset, std::string message, std::string hint) {
  const auto [line, column] = position_of(bytes, offset);
  return {line, column, std::move(message), std::move(hint)};
}

bool is_control(char byte) {
  return static_cast<unsigned char>(byte) < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

bool has_too_many_signs(std::string_view bytes) {
  constexpr std::string_view signs = "[{,:&*!?";
  size_t halves = 0;
  for (const char c : bytes) {
    if (signs.find(c) != std::string_view::npos) halves += 2;
    if (c == '"' || c == '\'') halves += 1;
  }
  return halves > 2 * most_signs;
}

/// Where the first byte stands that no UTF-8 character begins with or goes on with.
size_t first_bad_byte(std::string_view bytes) {
  size_t at = 0;
  // Whole lines first, so that a large file is not tried character by character.
  for (size_t end = 0; end != std::string_view::npos; at = end + 1) {
    end = bytes.find('\n', at);
    if (!is_utf8(bytes.substr(at, end == std::string_view::npos ? end : end - at))) break;
  }
  while (at < bytes.size()) {
    size_t length = 1;
    while (length <= 4 && !is_utf8(bytes.substr(at, length))) ++length;
    if (length > 4) return at;
    at += length;
  }
  return bytes.size();
}

}  // namespace

std::optional<BadText> find_bad_text(std::string_view bytes) {
  // How large it is, no one knows: who read it stopped there.
  if (bytes.size() > largest_source)
    return BadText{0, 0, "a fixture of more than 8 MiB", "split it into several files"};
  for (const auto& mark : marks)
    if (bytes.starts_with(mark.bytes))
      return BadText{1, 1, cat({"the file starts with ", mark.name}), "save it as UTF-8"};

  const auto* const control = std::find_if(bytes.begin(), bytes.end(), is_control);
  if (control != bytes.end()) {
    const auto offset = static_cast<size_t>(control - bytes.begin());
    const std::string name = cat({"0x", to_hex(std::string_view(control, 1))});
    if (*control == '\0') return at_offset(bytes, offset, "a NUL byte", "save the file as UTF-8");
    return at_offset(bytes, offset, cat({"the control character ", name}),
                     cat({"take it out, or write \"\\x", name.substr(2), "\" within double quotes"}));
  }
  if (!is_utf8(bytes)) {
    const size_t offset = first_bad_byte(bytes);
    return at_offset(bytes, offset, cat({"the byte 0x", to_hex(bytes.substr(offset, 1)), " is not UTF-8"}),
                     "save the file as UTF-8");
  }
  if (has_too_many_signs(bytes))
    return BadText{0, 0,
                   cat({"more than ", std::to_string(most_signs), " of the signs [ { , : & * ! ? and pairs of quotes"}),
                   "split it into several files"};
  return std::nullopt;
}

std::string_view content_of(std::string_view bytes) {
  bytes = without_byte_order_mark(bytes);
  while (bytes.ends_with('\r')) bytes.remove_suffix(1);
  return bytes;
}

Position position_of(std::string_view bytes, size_t offset) {
  const auto before = bytes.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const size_t last_break = before.rfind('\n');
  const size_t column = last_break == std::string_view::npos ? before.size() : before.size() - last_break - 1;
  return {static_cast<int>(line), static_cast<int>(column) + 1};
}

}  // namespace understudy::config
