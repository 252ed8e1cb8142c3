#include "commands/launcher_words.h"

namespace understudy {

std::string node_word(std::string_view text) {
  if (text.find_first_of(" \"\\") == std::string_view::npos && !text.empty()) return std::string(text);
  std::string word = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') word += '\\';
    word += c;
  }
  return word + "\"";
}

std::string java_word(std::string_view text) {
  if (text.find_first_of(" \t\r\n\v\f\"'") == std::string_view::npos) return std::string(text);
  std::string word = "\"";
  for (const char c : text) {
    if (c == '"')
      word += "\"'\"'\"";  // ends the quotes, says one within the others, and begins again
    else
      word += c;
  }
  return word + "\"";
}

}  // namespace understudy
