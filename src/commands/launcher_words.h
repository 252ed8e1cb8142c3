// Words as NODE_OPTIONS and JAVA_TOOL_OPTIONS take them, which no shell reads.
#pragma once

#include <string>
#include <string_view>

namespace understudy {

/// Node splits at blanks; in double quotes a backslash makes the next character plain.
std::string node_word(std::string_view text);
/// Java splits at white space outside of quotes, single or double, in which nothing is special but their own end.
std::string java_word(std::string_view text);

}  // namespace understudy
