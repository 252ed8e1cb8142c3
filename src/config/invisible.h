// Characters that nobody sees in a text, or takes for a blank: non-breaking spaces, zero-width signs, byte order marks,
// controls. A complaint about a text that holds one makes no sense to who cannot see it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace understudy::config {

struct Invisible {
  size_t offset;
  size_t size;  ///< in bytes
  char32_t code_point;
};

/// The first in `text`, which is UTF-8, from that offset on. ASCII is another matter.
std::optional<Invisible> find_invisible(std::string_view text, size_t from = 0);

/// All but those.
std::string without_invisible(std::string_view text);

/// As YAML writes it within double quotes: `\u00a0`.
std::string escape(char32_t code_point);

/// "U+00A0, a non-breaking space"
std::string name_of(char32_t code_point);

}  // namespace understudy::config
