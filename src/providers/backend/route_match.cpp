#include "providers/backend/route_match.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "config/characters.h"

namespace understudy::backend {

namespace {

using namespace config::characters;

bool is_path_literal(char c) {
  constexpr std::string_view signs = "._~!$&'()+,;=:@-";
  return is_digit(c) || is_lower(c) || is_upper(c) || signs.find(c) != std::string_view::npos;
}

enum class Position { inner, last };

/// One part of a route's path: "entity", "{id}", "{id}:activate", or last "{rest*}".
bool is_path_part(std::string_view part, Position position) {
  if (!part.starts_with('{')) return all_of(part, 1, 200, is_path_literal);
  const size_t close = part.find('}');
  if (close == std::string_view::npos) return false;
  std::string_view name = part.substr(1, close - 1);
  const std::string_view suffix = part.substr(close + 1);
  if (position == Position::last && suffix.empty() && name.ends_with('*')) name.remove_suffix(1);
  return all_of(name, 1, 60, is_word) && all_of(suffix, 0, 200, is_path_literal);
}

/// Those that the server reads at all, and the sign for each of them.
constexpr std::array<std::string_view, 8> route_methods{"*",   "GET",   "HEAD",   "POST",
                                                        "PUT", "PATCH", "DELETE", "OPTIONS"};

bool is_route_match(std::string_view text) {
  const size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return false;
  const std::string_view method = text.substr(0, blank);
  if (std::find(route_methods.begin(), route_methods.end(), method) == route_methods.end()) return false;
  std::string_view path = text.substr(blank + 1);
  if (path == "/") return true;
  for (int parts = 1; path.starts_with('/') && parts <= 32; ++parts) {
    const size_t slash = path.find('/', 1);
    const bool is_last = slash == std::string_view::npos;
    if (!is_path_part(path.substr(1, is_last ? slash : slash - 1), is_last ? Position::last : Position::inner))
      return false;
    if (is_last) return true;
    path.remove_prefix(slash);
  }
  return false;
}

}  // namespace

const config::TextFormat route_match{
    "a method (or *) and a path of at most 32 plain parts, "
    "{names} and a last {rest*}, such as \"GET /v1/entity/{slug}/{id}\"",
    R"(^(\*|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /((([A-Za-z0-9._~!$&'()+,;=:@-]{1,200}|\{[A-Za-z0-9_-]{1,60}\}[A-Za-z0-9._~!$&'()+,;=:@-]{0,200})/){0,31}([A-Za-z0-9._~!$&'()+,;=:@-]{1,200}|\{[A-Za-z0-9_-]{1,60}\}[A-Za-z0-9._~!$&'()+,;=:@-]{0,200}|\{[A-Za-z0-9_-]{1,60}\*\}))?$)",
    is_route_match};

std::vector<std::string_view> path_names(std::string_view pattern) {
  std::vector<std::string_view> names;
  for (const auto part : split(pattern, '/')) {
    if (!part.starts_with('{')) continue;
    std::string_view name = part.substr(1, part.find('}') - 1);
    if (name.ends_with('*')) name.remove_suffix(1);
    names.push_back(name);
  }
  return names;
}

std::string without_names(std::string_view match) {
  std::string text;
  bool is_name = false;
  for (const char c : match) {
    if (c == '}' || c == '*') is_name = false;
    if (!is_name) text += c;
    if (c == '{') is_name = true;
  }
  return text;
}

}  // namespace understudy::backend
