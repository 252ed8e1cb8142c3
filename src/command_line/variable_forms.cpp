#include "command_line/variable_forms.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"

namespace understudy {

namespace {

/// In single quotes, where each of `special` becomes `escape` and itself.
std::string quoted(std::string_view text, std::string_view special, std::string_view escape) {
  std::string out = "'";
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += escape;
    out += c;
  }
  return out + "'";
}

bool has_any(std::string_view text, std::string_view bytes) {
  return text.find_first_of(bytes) != std::string_view::npos;
}

/// What a reader may drop, or take for an end of something: all but line breaks and tabs.
bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
  });
}

}  // namespace

std::optional<std::string> write_for_sh(std::string_view name, std::string_view value) {
  // Nothing but a single quote is special between them; it stands behind a backslash outside of them.
  std::string word = "'";
  for (const char c : value) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return cat({"export ", name, "=", word, "'\n"});
}

std::optional<std::string> write_for_fish(std::string_view name, std::string_view value) {
  return cat({"set -gx ", name, " ", quoted(value, "'\\", "\\"), "\n"});
}

std::optional<std::string> write_for_powershell(std::string_view name, std::string_view value) {
  // PowerShell takes typographic quotes for the plain one: U+2018 to U+201B. Any of them twice is itself.
  std::string word;
  for (size_t i = 0; i < value.size(); ++i) {
    const auto letter = value.substr(i, 3);
    const bool is_curly = letter >= "\u2018" && letter <= "\u201B";
    if (value[i] == '\'') word += '\'';
    if (is_curly) word += letter;
    word += value[i];
  }
  return cat({"$env:", name, " = '", word, "'\n"});
}

std::optional<std::string> write_for_dotenv(std::string_view name, std::string_view value) {
  // Readers agree on little: on plain words, on single quotes around what has neither such a quote nor a backslash, and
  // on double quotes around what has nothing that is special in any of them.
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@,=+-";
  if (!value.empty() && value.find_first_not_of(plain) == std::string_view::npos) return cat({name, "=", value, "\n"});
  if (has_control_characters(value) || has_any(value, "\\")) return std::nullopt;
  if (!has_any(value, "'")) return cat({name, "='", value, "'\n"});
  if (!has_any(value, "\"$`")) return cat({name, "=\"", value, "\"\n"});
  return std::nullopt;
}

std::optional<std::string> write_for_github(std::string_view name, std::string_view value) {
  // Lines up to one that ends them, which may stand nowhere in the value.
  if (!has_any(value, "\r\n")) return cat({name, "=", value, "\n"});
  std::string end = "END";
  while (value.find(end) != std::string_view::npos) end += "_";
  return cat({name, "<<", end, "\n", value, "\n", end, "\n"});
}

std::optional<std::string> write_for_compose(std::string_view name, std::string_view value) {
  // JSON's strings are YAML's; Compose fills in what stands behind a dollar sign, unless there are two.
  if (has_control_characters(value) || !is_utf8(value)) return std::nullopt;
  std::string json;
  append_json_string(json, value);
  std::string text;
  for (const char c : json) text += c == '$' ? std::string("$$") : std::string(1, c);
  return cat({"  ", name, ": ", text, "\n"});
}

}  // namespace understudy
