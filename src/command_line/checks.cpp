#include "command_line/checks.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/url.h"

namespace understudy {

Check duration(Milliseconds least) {
  return [least](const std::string& value) {
    const auto length = parse_duration(value);
    return length && *length >= least ? std::string() : "'" + value + "' is no length of time; write 10s, 5m or 1h";
  };
}

Check whole_number(unsigned long long least, unsigned long long most) {
  return [least, most](const std::string& value) {
    const auto number = parse_number(value);
    if (number && *number >= least && *number <= most) return std::string();
    return "'" + value + "' is no whole number from " + std::to_string(least) + " to " + std::to_string(most);
  };
}

Check one_of(std::vector<std::string> words) {
  return [words = std::move(words)](const std::string& value) {
    if (std::find(words.begin(), words.end(), value) != words.end()) return std::string();
    const auto nearest = nearest_word(value, {words.begin(), words.end()});
    return nearest ? "'" + value + "' is not known; did you mean " + std::string(*nearest) + "?"
                   : "'" + value + "' is none of " + join(words, ", ");
  };
}

std::string complain_of_truth(const std::string& value) {
  const std::string word = to_lower(value);
  for (const auto* known : {"true", "on", "yes", "1", "false", "off", "no", "0"})
    if (word == known) return "";
  return "'" + value + "' is neither true nor false";
}

std::string complain_of_empty(const std::string& value) { return value.empty() ? "its value is empty" : ""; }

std::string complain_of_host(const std::string& value) {
  if (http::is_host(value) && value.find(':') == std::string::npos) return {};
  return "'" + value + "' is no host without a port, such as auth.example";
}

}  // namespace understudy
