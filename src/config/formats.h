// The forms of text that any configuration has, each said twice: as a function for the loader and as a pattern for the
// JSON Schema. A test with a real validator holds the two to one verdict.
#pragma once

#include <string_view>

namespace understudy::config {

struct TextFormat {
  std::string_view expectation;  ///< "an e-mail address"
  std::string_view pattern;      ///< ECMA-262, as JSON Schema uses it; empty: any text
  bool (*matches)(std::string_view text);
};

namespace formats {

extern const TextFormat any;
extern const TextFormat filled;
extern const TextFormat email;
extern const TextFormat instant;   ///< a date or date-time
extern const TextFormat time;      ///< an instant, or a distance from the start of the world
extern const TextFormat duration;  ///< with its unit
extern const TextFormat json_pointer;
extern const TextFormat header_name;
extern const TextFormat header_value;
extern const TextFormat web_address;
extern const TextFormat host_name;

}  // namespace formats

}  // namespace understudy::config
