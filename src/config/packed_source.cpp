#include "config/packed_source.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"

namespace understudy::config {

namespace {

/// True where one pair of quotes encloses all of it: no fixture is a mere text. That is otherwise where the first text
/// in quotes is a key.
bool is_in_quotes(std::string_view text) {
  const char quote = text.empty() ? '\0' : text.front();
  if (text.size() < 2 || (quote != '"' && quote != '\'') || text.back() != quote) return false;
  const size_t close = text.find(quote, 1);
  const size_t next = text.find_first_not_of(" \t", close + 1);
  return next == std::string_view::npos || text[next] != ':';
}

std::string without_quotes(std::string_view text) {
  const std::string_view core = trim(text);
  if (!is_in_quotes(core)) return std::string(text);
  // Double quotes may have come with escapes for what stands in them.
  const auto json = core.front() == '"' ? parse_json(core) : std::nullopt;
  if (json && json->text() != nullptr) return *json->text();
  return std::string(core.substr(1, core.size() - 2));
}

/// Base64 of either alphabet, with padding or without, on one line or several.
std::optional<std::string> from_any_base64(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == ' ' || c == '\t'; });
  while (text.ends_with('=')) text.pop_back();
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return from_base64url(text);
}

}  // namespace

std::string unpack_source(std::string_view packed) {
  std::string text = without_quotes(packed);
  // Base64 has no colon, and a fixture without one says nothing.
  if (text.find(':') != std::string::npos) return text;
  auto unpacked = from_any_base64(text);
  const bool is_fixture = unpacked && unpacked->find(':') != std::string::npos;
  return is_fixture ? std::move(*unpacked) : text;
}

}  // namespace understudy::config
