// Members of a JSON object that describes a token to be made. They are bounded: a world keeps what they say, and a
// token made of them must stay below the 16 KiB that any place reads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace understudy::front {

inline constexpr size_t longest_token_text = 256;

// Each throws Refusal{invalid_request} where the value is of another type, or too long.
std::string read_text(std::string_view name, const Json& value);
/// Refuses an empty one too: it is most often a variable that was never set.
std::string read_filled_text(std::string_view name, const Json& value);
bool read_flag(std::string_view name, const Json& value);
/// At most 100 items and 8 KiB in all. Each text once, in the order given.
std::vector<std::string> read_texts(std::string_view name, const Json& value);
/// Refuses empty items too.
std::vector<std::string> read_filled_texts(std::string_view name, const Json& value);

/// How such a refusal is thrown.
[[noreturn]] void refuse_member(std::string rule, std::string expected = "", std::string got = "");

}  // namespace understudy::front
